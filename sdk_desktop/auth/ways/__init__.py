"""The ways in which a person proves who they are and gets the store's key; one module each.

May import what use cases may.
"""
