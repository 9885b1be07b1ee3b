"""The tenth step: which mailboxes are shared, and colleagues at other computers. Frozen."""

from __future__ import annotations

TENTH = (
    """CREATE TABLE shared_mailbox (
    address TEXT NOT NULL,
    mailbox TEXT NOT NULL,
    PRIMARY KEY (address)
)""",
    "ALTER TABLE colleague ADD COLUMN elsewhere BOOLEAN DEFAULT '0' NOT NULL",
)
