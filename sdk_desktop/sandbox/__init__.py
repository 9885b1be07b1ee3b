"""A federation in a box: message services, an address book and a cast that answers.

For practice and tests, on the loopback only. May import exchange, formats and domain.
"""
