"""Characters: which a message can carry, how they are counted, how searches compare them."""

from __future__ import annotations

import re
import unicodedata

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


_ACCENTED = re.compile(r"[^\x00-\x7FåäöÅÄÖ]+")
_FOREIGN = re.compile(r"[^\x00-\x7F]+")
_PLAIN = str.maketrans("åäöÅÄÖ", "aaoAAO")
_LAST = str.maketrans("åäö", "{|}")


def folded(text: str) -> str:
    """Return a text in lower case without accents; å, ä and ö are letters of their own."""
    return _ACCENTED.sub(_bare, unicodedata.normalize("NFC", text)).casefold()


def flattened(text: str) -> str:
    """Return a text as `folded` does, with å, ä and ö as a and o, for a search without hits."""
    return _FOREIGN.sub(_bare, unicodedata.normalize("NFC", text).translate(_PLAIN)).casefold()


def alphabetical(text: str) -> str:
    """Return what a text is sorted by in Swedish: å, ä and ö after z, small as capital letters."""
    return folded(text).translate(_LAST)


def _bare(found: re.Match[str]) -> str:
    decomposed = unicodedata.normalize("NFD", found[0])
    return "".join(c for c in decomposed if not unicodedata.combining(c))
