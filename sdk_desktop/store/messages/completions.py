"""The words of the search index that go on from a beginning.

Asked for a beginning, FTS5 puts all matches of all its words together before it gives the first
one; the matches of whole words it gives one by one, newest first. So a beginning from which few
words go on is looked for as those words, and what that costs does not grow with the store.
"""

from __future__ import annotations

import sqlalchemy as sa

MOST = 64
"""From more words on, it costs less to put their matches together."""

_KNOWN = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.message_word"
    " USING fts5vocab(main, message_search, instance)"
)
"""A view of the index, which stores nothing; it has every occurrence of a word, so each word is
looked up after the one before."""
_WORDS = """WITH RECURSIVE known(word) AS (
    SELECT (SELECT term FROM message_word WHERE term >= :beginning LIMIT 1)
    UNION ALL
    SELECT (SELECT term FROM message_word WHERE term >= known.word || char(1) LIMIT 1)
    FROM known WHERE known.word < :end
) SELECT word FROM known WHERE word < :end LIMIT :most"""
_LAST = "\U0010ffff"


def completions(connection: sa.Connection, beginning: str) -> list[str]:
    """Return the words that begin so, in the order of their letters; none if there are many."""
    cursor = connection.connection.cursor()
    cursor.execute(_KNOWN)
    wanted = {"beginning": beginning, "end": beginning + _LAST, "most": MOST + 1}
    words = [word for (word,) in cursor.execute(_WORDS, wanted)]
    cursor.close()
    return words if len(words) <= MOST else []
