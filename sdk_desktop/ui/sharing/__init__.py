"""Which mailboxes are shared with other computers, and which computers share them."""
