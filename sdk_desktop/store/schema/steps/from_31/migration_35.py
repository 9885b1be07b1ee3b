"""The thirty-fifth step: which messages are confidential is known without their rows. Frozen."""

from __future__ import annotations

THIRTY_FIFTH = ("CREATE INDEX message_confidential ON message (id) WHERE confidential = 1",)
