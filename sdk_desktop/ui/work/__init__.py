"""What the client does by itself while it is unlocked: fetching, backups, expiry notices."""
