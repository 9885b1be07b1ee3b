"""Ways to prove who the user is.

May import the domain, settings, formats, pyotp, httpx and cryptography; knows no store.
"""
