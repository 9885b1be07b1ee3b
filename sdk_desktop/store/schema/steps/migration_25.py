"""The twenty-fifth step: this computer's role in each shared mailbox. Frozen."""

from __future__ import annotations

TWENTY_FIFTH = (
    "ALTER TABLE shared_mailbox ADD COLUMN role TEXT DEFAULT 'manager' NOT NULL",
    "UPDATE shared_mailbox SET role = 'reader' WHERE only_read",
    "ALTER TABLE shared_mailbox DROP COLUMN only_read",
)
