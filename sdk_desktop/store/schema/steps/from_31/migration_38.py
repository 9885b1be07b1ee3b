"""The thirty-eighth step: what another computer wrote and cannot be read is listed. Frozen."""

from __future__ import annotations

THIRTY_EIGHTH = (
    """CREATE TABLE shared_unread (
    mailbox TEXT NOT NULL,
    record TEXT NOT NULL,
    kind INTEGER NOT NULL,
    device TEXT NOT NULL,
    version TEXT NOT NULL,
    PRIMARY KEY (mailbox, record)
)""",
    """INSERT INTO shared_unread
    SELECT mailbox, record, kind, '', '' FROM shared_record WHERE fields = '{}'""",
    "DELETE FROM fetch WHERE what LIKE 'unread %'",
)
