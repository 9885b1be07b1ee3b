"""The nineteenth step: what all computers of a shared mailbox know was erased. Frozen."""

from __future__ import annotations

NINETEENTH = (
    "ALTER TABLE purge ADD COLUMN shared TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE purged ADD COLUMN shared BOOLEAN DEFAULT '0' NOT NULL",
)
