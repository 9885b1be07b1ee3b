"""The figures of each mailbox by month: a picture, a table beside it, and both as files."""
