"""The thirty-sixth step: what could not be read is found by its id. Frozen."""

from __future__ import annotations

THIRTY_SIXTH = ("CREATE INDEX message_unreadable ON message (message_id) WHERE unreadable != ''",)
