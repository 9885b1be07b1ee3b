"""How texts are compared when people search."""

from __future__ import annotations

import unicodedata

_SWEDISH = frozenset("åäöÅÄÖ")


def folded(text: str) -> str:
    """Lower case, accents removed except on å, ä and ö, which are letters of their own."""
    kept = unicodedata.normalize("NFC", text)
    return "".join(c if c in _SWEDISH else _bare(c) for c in kept).casefold()


def flattened(text: str) -> str:
    """`folded`, with å, ä and ö as a and o too: for a search that found nothing otherwise."""
    return "".join(_bare(c) for c in unicodedata.normalize("NFC", text)).casefold()


def _bare(character: str) -> str:
    if character.isascii():
        return character
    return "".join(
        c for c in unicodedata.normalize("NFD", character) if not unicodedata.combining(c)
    )
