"""What a message system does with a message at the access point: validate, decide, acknowledge.

May import formats, domain and cryptography; talks to nobody.
"""
