"""The eighth step: an acknowledgement knows the row of what it answers. Frozen."""

from __future__ import annotations

EIGHTH = (
    "ALTER TABLE answer ADD COLUMN message INTEGER",
    "CREATE INDEX answer_message ON answer (message)",
)
