"""The thirty-first step: the text of attached files is read for the search. Frozen."""

from __future__ import annotations

THIRTY_FIRST = (
    """CREATE TABLE file_text (
    file INTEGER NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (file),
    FOREIGN KEY(file) REFERENCES file (id) ON DELETE CASCADE
)""",
    """CREATE TABLE file_to_read (
    file INTEGER NOT NULL,
    PRIMARY KEY (file),
    FOREIGN KEY(file) REFERENCES file (id) ON DELETE CASCADE
)""",
    "INSERT INTO file_to_read SELECT id FROM file",
)
