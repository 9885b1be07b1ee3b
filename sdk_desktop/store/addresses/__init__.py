"""The local copy of SDK Adressbok, and the search over it."""
