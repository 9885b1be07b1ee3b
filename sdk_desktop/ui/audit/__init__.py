"""The audit trail as a table, with its filters and actions."""
