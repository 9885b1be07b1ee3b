"""Which characters a message can carry: those that XML 1.0 allows."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def has_forbidden(text: str) -> bool:
    """Return whether a text holds a character that no message can carry."""
    return _FORBIDDEN.search(text) is not None


def without_forbidden(text: str) -> str:
    """Return a text without the characters that no message can carry."""
    return _FORBIDDEN.sub("", text)
