"""Saves what can be read of a damaged store, page by page, below the engine.

The engine reads nothing of a file whose list of tables is damaged. `pages` gives the pages that are
as they were written, `trees` the rows on them, `places` where each table begins.
"""
