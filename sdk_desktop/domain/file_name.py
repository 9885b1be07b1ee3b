"""File names that came from somebody else."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120
"""Characters of a name that is saved."""

_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_FALLBACK = "bilaga"


def visible_name(name: str) -> str:
    """Give a name without what could hide its ending: control, format and bidi characters."""
    return "".join("�" if unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"} else c for c in name)


def safe_name(name: str) -> str:
    """Give a name that is one plain file name on every system, and never a way out of a folder."""
    shown = _FORBIDDEN.sub("_", visible_name(unicodedata.normalize("NFC", name))).replace("�", "_")
    plain = shown.strip(" .")
    if _RESERVED.fullmatch(plain):
        plain = f"_{plain}"
    stem, dot, ending = plain.rpartition(".")
    if dot and len(plain) > LONGEST:
        plain = stem[: LONGEST - 20] + dot + ending[:19]
    return plain[:LONGEST].rstrip(" .") or _FALLBACK
