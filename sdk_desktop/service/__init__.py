"""The other side of each connection: message service, access point, address book.

May import network and below. Every call ends, and every error that comes out is
one of `domain.errors`. Logs identifiers, statuses and durations only.
"""
