"""Who may sign in, and how: people, their ways to sign in, and the recovery key."""
