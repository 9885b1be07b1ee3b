"""Proving who one is: the ways that a person has, on the lock screen and in a dialog.

The lock screen paints first, so nothing heavy may be imported from here but in `dialog`.
"""
