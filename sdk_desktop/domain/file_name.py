"""File names that came from somebody else."""

from __future__ import annotations

import re
import unicodedata

from sdk_desktop.domain.visible_text import HIDDEN, visible_name

LONGEST = 120
"""Characters of a name that is saved."""
MOST_BYTES = 200
"""Of the same name in UTF-8: file systems allow 255, and a number may have to be added."""

_RESERVED = re.compile(
    r"(?i)(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\..*)?"
    r"|desktop\.ini|autorun\.inf"
)
"""Names that stand for devices, and of files that Windows obeys wherever they lie."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_FALLBACK = "bilaga"


def safe_name(name: str) -> str:
    """Return a name that is one plain file name on every system, never a way out of a folder."""
    shown = _FORBIDDEN.sub("_", visible_name(unicodedata.normalize("NFC", name))).replace(
        HIDDEN, "_"
    )
    plain = " ".join(shown.split()).strip(" .")  # many blanks would push the ending out of sight
    if _RESERVED.fullmatch(plain):
        plain = f"_{plain}"
    return _shortened(plain) or _FALLBACK


def _shortened(name: str) -> str:
    """Cut a name that is too long so that its ending is still there."""
    if len(name) <= LONGEST and len(name.encode()) <= MOST_BYTES:
        return name
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, dot + ending[:19]) if dot else (name, "")
    room = MOST_BYTES - len(ending.encode())
    stem = stem[: LONGEST - len(ending)].encode()[:room].decode(errors="ignore")
    return (stem + ending).rstrip(" .")
