"""The twenty-first step: texts that are written again and again. Frozen."""

from __future__ import annotations

TWENTY_FIRST = (
    """CREATE TABLE template (
    id INTEGER NOT NULL,
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (id)
)""",
    "CREATE UNIQUE INDEX template_name ON template (owner, name)",
)
