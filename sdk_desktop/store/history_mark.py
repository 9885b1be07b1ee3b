"""A place in the history of a store, as backups and what lies outside the store keep it."""

from __future__ import annotations

import hmac
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HistoryMark:
    """A place in the history of a store.

    `store` is the salt of its file (hex), which identifies the store; `events` counts the audit
    events. `seal` is an HMAC under the store's key over the last event's digest, which depends on
    all before it: so it proves which events they were. It is empty where there was no key.
    """

    store: str
    events: int = 0
    seal: str = ""


def history_seal(key: bytes, number: int, digest: str) -> str:
    """Return the HMAC (SHA-256, hex) that a mark holds of its last event's digest."""
    about = f"sdk-desktop history\0{number}:{digest}"
    return hmac.digest(key, about.encode(), "sha256").hex()
