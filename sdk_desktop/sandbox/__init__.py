"""A whole federation on this computer: organisations, message services, access points, lookup.

For practice and tests, on the loopback only. May import exchange, formats and domain.
"""
