"""The thirty-second step: higher roles that colleagues have in single mailboxes. Frozen."""

from __future__ import annotations

THIRTY_SECOND = (
    """CREATE TABLE mailbox_role (
    who TEXT NOT NULL,
    mailbox TEXT NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (who, mailbox)
)""",
)
