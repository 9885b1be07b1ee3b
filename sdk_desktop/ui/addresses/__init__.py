"""The address book: organisations, functions and their details."""
