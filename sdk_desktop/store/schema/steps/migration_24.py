"""The twenty-fourth step: favourites have owners; those of before are their mailboxes'. Frozen."""

from __future__ import annotations

TWENTY_FOURTH = (
    """CREATE TABLE favourite (
    owner TEXT NOT NULL,
    identifier TEXT NOT NULL,
    PRIMARY KEY (owner, identifier)
)""",
    """INSERT INTO favourite SELECT mailbox.address, function_use.identifier
FROM mailbox, function_use WHERE function_use.favourite""",
    "ALTER TABLE function_use DROP COLUMN favourite",
)
