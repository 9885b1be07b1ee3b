"""A conformance run in words: as a table of plain text, and on paper.

May import what the window may.
"""
