"""What a transaction changed."""

from __future__ import annotations

from enum import StrEnum


class TableFamily(StrEnum):
    """A table family that a committed transaction wrote."""

    MESSAGES = "messages"
    DELIVERIES = "deliveries"
    DRAFTS = "drafts"
    ADDRESSES = "addresses"
    AUDIT = "audit"
    FETCHES = "fetches"
    PURGES = "purges"
    SHARED = "shared"


Changes = frozenset[TableFamily]
