"""The twelfth step: what each colleague may do. Frozen."""

from __future__ import annotations

TWELFTH = ("ALTER TABLE colleague ADD COLUMN role TEXT DEFAULT 'handler' NOT NULL",)
