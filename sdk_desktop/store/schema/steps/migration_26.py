"""The twenty-sixth step: what a copy must know when the ledger has lost something. Frozen."""

from __future__ import annotations

TWENTY_SIXTH = (
    "ALTER TABLE shared_reach ADD COLUMN incarnation TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE shared_record ADD COLUMN number BIGINT DEFAULT '0' NOT NULL",
    """CREATE TABLE shared_mark (
    mailbox TEXT NOT NULL,
    position BIGINT NOT NULL,
    number BIGINT NOT NULL,
    digest BLOB NOT NULL,
    epoch INTEGER NOT NULL,
    PRIMARY KEY (mailbox, number)
)""",
    """CREATE TABLE shared_aside (
    mailbox TEXT NOT NULL,
    record TEXT NOT NULL,
    kind INTEGER NOT NULL,
    version INTEGER NOT NULL,
    fields TEXT,
    number BIGINT NOT NULL,
    PRIMARY KEY (mailbox, record)
)""",
)
