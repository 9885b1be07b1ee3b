"""Pure function pairs between values and the bytes that a specification prescribes.

May import the domain, lxml and cryptography; does no input or output.
"""
