"""The twenty-third step: which sent messages are one distribution list. Frozen."""

from __future__ import annotations

TWENTY_THIRD = (
    """CREATE TABLE listed_message (
    message INTEGER NOT NULL,
    list TEXT NOT NULL,
    replaces TEXT NOT NULL,
    PRIMARY KEY (message),
    FOREIGN KEY(message) REFERENCES message (id) ON DELETE CASCADE
)""",
    "CREATE INDEX listed_message_list ON listed_message (list, message)",
)
