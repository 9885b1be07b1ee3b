"""The twenty-ninth step: drafts that are handed over to another computer. Frozen."""

from __future__ import annotations

TWENTY_NINTH = (
    "ALTER TABLE draft ADD COLUMN given_to TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE draft ADD COLUMN given_by TEXT DEFAULT '' NOT NULL",
)
