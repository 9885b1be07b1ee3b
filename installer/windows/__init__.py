"""Runs the project on Windows' Python, in Wine, in a Debian of its own in the user's cache."""
