"""The sixth step: what a copy of a shared mailbox knows of the ledger. Frozen."""

from __future__ import annotations

SIXTH = (
    """CREATE TABLE shared_device (
    id INTEGER NOT NULL,
    secret BLOB NOT NULL,
    incarnation TEXT NOT NULL,
    PRIMARY KEY (id)
)""",
    """CREATE TABLE shared_reach (
    mailbox TEXT NOT NULL,
    position BIGINT NOT NULL,
    number BIGINT NOT NULL,
    digest BLOB NOT NULL,
    epoch INTEGER NOT NULL,
    known_number BIGINT NOT NULL,
    known_digest BLOB NOT NULL,
    met BIGINT NOT NULL,
    PRIMARY KEY (mailbox)
)""",
    """CREATE TABLE shared_record (
    mailbox TEXT NOT NULL,
    record TEXT NOT NULL,
    kind INTEGER NOT NULL,
    version INTEGER NOT NULL,
    fields TEXT,
    PRIMARY KEY (mailbox, record)
)""",
    """CREATE TABLE shared_pending (
    id INTEGER NOT NULL,
    mailbox TEXT NOT NULL,
    change TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (mailbox, change)
)""",
)
