"""The fifth step: what tells messages of the same id from each other. Frozen."""

from __future__ import annotations

FIFTH = (
    "ALTER TABLE message ADD COLUMN digest TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE purged ADD COLUMN digest TEXT DEFAULT '' NOT NULL",
)
