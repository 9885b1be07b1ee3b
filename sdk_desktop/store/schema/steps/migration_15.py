"""The fifteenth step: messages are found by their diary number. Frozen."""

from __future__ import annotations

FIFTEENTH = (
    """CREATE INDEX message_diary ON message (diary_number, id)
WHERE diary_number != ''""",
)
