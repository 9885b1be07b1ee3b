"""The third step: what the client keeps when it seals and acknowledges itself. Frozen."""

from __future__ import annotations

THIRD = (
    """CREATE TABLE sealed (
    message_id TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (message_id)
)""",
    """CREATE TABLE answer (
    id INTEGER NOT NULL,
    identifier TEXT NOT NULL,
    message_id TEXT NOT NULL,
    recipient TEXT NOT NULL,
    accepted BOOLEAN NOT NULL,
    digest TEXT NOT NULL,
    sealed BLOB NOT NULL,
    attempts INTEGER NOT NULL,
    copy INTEGER NOT NULL,
    open BOOLEAN NOT NULL,
    due BIGINT,
    claimed BIGINT,
    PRIMARY KEY (id),
    UNIQUE (identifier)
)""",
    "CREATE INDEX answer_digest ON answer (digest)",
    "CREATE INDEX answer_open ON answer (id) WHERE open = 1",
)
