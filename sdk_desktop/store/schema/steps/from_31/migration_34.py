"""The thirty-fourth step: where each table begins is written down a second time. Frozen."""

from __future__ import annotations

THIRTY_FOURTH = (
    """CREATE TABLE table_page (
    name TEXT NOT NULL,
    page INTEGER NOT NULL,
    version INTEGER NOT NULL
)""",
)
