"""The invented organisations of the sandbox: functions, first messages, replies."""
