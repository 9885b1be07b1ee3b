"""The twenty-seventh step: how far what came to a mailbox has been exported. Frozen."""

from __future__ import annotations

TWENTY_SEVENTH = (
    """CREATE TABLE exported (
    mailbox TEXT NOT NULL,
    message INTEGER NOT NULL,
    PRIMARY KEY (mailbox)
)""",
)
