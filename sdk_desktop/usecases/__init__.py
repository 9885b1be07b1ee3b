"""What a user can do: blocking calls that window, command line and tests share.

May import the store, services, ways to sign in and everything below; knows no Qt.
"""
