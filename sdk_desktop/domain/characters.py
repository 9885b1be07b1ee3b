"""Which characters a message can carry (those that XML 1.0 allows), and how they are counted."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def has_forbidden(text: str) -> bool:
    """Return whether a text holds a character that no message can carry."""
    return _FORBIDDEN.search(text) is not None


def without_forbidden(text: str) -> str:
    """Return a text without the characters that no message can carry."""
    return _FORBIDDEN.sub("", text)


def utf16_length(text: str) -> int:
    """Count the UTF-16 units of a text, as schema processors in Java and .NET do."""
    return len(text) + sum(character > "\uffff" for character in text)


def shortened(text: str, units: int) -> str:
    """Return the beginning of a text that has at most so many UTF-16 units."""
    while utf16_length(text) > units:
        text = text[: len(text) - max((utf16_length(text) - units) // 2, 1)]
    return text
