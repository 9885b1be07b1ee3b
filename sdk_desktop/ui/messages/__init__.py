"""The page of messages: mailboxes, list, and actions on the chosen message."""
