"""Who takes part in the sandbox: invented organisations, their functions and what they answer."""
