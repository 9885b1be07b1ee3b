"""The eleventh step: what names the records of a shared mailbox. Frozen."""

from __future__ import annotations

ELEVENTH = ("ALTER TABLE shared_mailbox ADD COLUMN naming BLOB",)
