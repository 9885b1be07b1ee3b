"""The eighteenth step: what a mailbox held before it was shared. Frozen."""

from __future__ import annotations

EIGHTEENTH = (
    "ALTER TABLE shared_mailbox ADD COLUMN since BIGINT",
    """CREATE TABLE unshared (
    message INTEGER NOT NULL,
    mailbox TEXT NOT NULL,
    later BOOLEAN NOT NULL,
    PRIMARY KEY (message),
    FOREIGN KEY(message) REFERENCES message (id) ON DELETE CASCADE
)""",
    "CREATE INDEX unshared_mailbox ON unshared (mailbox, later, message)",
    """INSERT INTO unshared SELECT m.id, m.mailbox, 1 FROM message m
JOIN shared_mailbox s ON s.address = m.mailbox""",
)
