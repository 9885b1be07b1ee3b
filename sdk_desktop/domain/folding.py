"""How texts are compared when people search."""

from __future__ import annotations

import re
import unicodedata

_ACCENTED = re.compile(r"[^\x00-\x7FåäöÅÄÖ]+")
_FOREIGN = re.compile(r"[^\x00-\x7F]+")
_PLAIN = str.maketrans("åäöÅÄÖ", "aaoAAO")


def folded(text: str) -> str:
    """Lower case, accents removed except on å, ä and ö, which are letters of their own."""
    return _ACCENTED.sub(_bare, unicodedata.normalize("NFC", text)).casefold()


def flattened(text: str) -> str:
    """`folded`, with å, ä and ö as a and o too: for a search that found nothing otherwise."""
    return _FOREIGN.sub(_bare, unicodedata.normalize("NFC", text).translate(_PLAIN)).casefold()


def _bare(found: re.Match[str]) -> str:
    decomposed = unicodedata.normalize("NFD", found[0])
    return "".join(c for c in decomposed if not unicodedata.combining(c))
