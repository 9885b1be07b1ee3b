"""The twentieth step: which shared mailboxes this computer may only read. Frozen."""

from __future__ import annotations

TWENTIETH = ("ALTER TABLE shared_mailbox ADD COLUMN only_read BOOLEAN DEFAULT '0' NOT NULL",)
