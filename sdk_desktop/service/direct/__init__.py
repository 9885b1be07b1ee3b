"""The organisation's own message system at an access point (transport.md §5–§8)."""
