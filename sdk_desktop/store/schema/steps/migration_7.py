"""The seventh step: a file's first bytes stand by themselves; they tell its type. Frozen."""

from __future__ import annotations

SEVENTH = (
    """CREATE TABLE file_head (
    file INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (file),
    FOREIGN KEY(file) REFERENCES file (id) ON DELETE CASCADE
)""",
    "INSERT INTO file_head SELECT id, coalesce(substr(content, 1, 4096), x'') FROM file",
)
