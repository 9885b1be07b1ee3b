"""The twenty-second step: since when the address book lacks a function. Frozen."""

from __future__ import annotations

TWENTY_SECOND = ("ALTER TABLE function ADD COLUMN gone_since BIGINT",)
