"""The page of messages: mailboxes, list and what can be done with the chosen message."""
