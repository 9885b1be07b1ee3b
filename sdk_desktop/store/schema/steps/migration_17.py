"""The seventeenth step: drafts of what can still be taken back. Frozen."""

from __future__ import annotations

SEVENTEENTH = (
    """CREATE TABLE held_message (
    message_id TEXT NOT NULL,
    draft INTEGER NOT NULL,
    PRIMARY KEY (message_id),
    FOREIGN KEY(draft) REFERENCES draft (id) ON DELETE CASCADE
)""",
    "CREATE INDEX held_message_draft ON held_message (draft)",
)
