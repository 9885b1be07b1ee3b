"""The forms to sign in, on the lock screen and in a dialog.

The lock screen is painted first, so nothing heavy may be imported here except in `proof_dialog`.
"""
