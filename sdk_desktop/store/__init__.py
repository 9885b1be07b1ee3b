"""The encrypted database file, and work on it that happens as a whole or not at all.

Imports domain, SQLAlchemy, SQLCipher and cryptography. Outside `search` and `address_search`
it speaks portable SQL only.
"""
