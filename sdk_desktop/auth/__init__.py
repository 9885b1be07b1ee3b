"""Ways to prove who the user is.

May import the domain, settings, exchange, pyotp, keyring, httpx, PyJWT and cryptography; knows no
store.
"""
