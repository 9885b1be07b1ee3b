"""Which characters of foreign texts could deceive because they cannot be seen (Unicode TR36).

Only what can deceive is replaced by �: controls, line ends, overrides of the reading direction.
Joiners stay where scripts and emoji need them: between letters of scripts that join, and between
emoji.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_HIDING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_JOINERS = {"\u200c", "\u200d"}
_DIRECTION_MARKS = {"\u200e", "\u200f", "\u061c"}
_EMOJI_STYLE = "\ufe0f"
_BLACK_FLAG = "\U0001f3f4"
_TAGS = re.compile(f"{_BLACK_FLAG}[\U000e0020-\U000e007e]{{1,8}}\U000e007f")
_NOT_JOINING = ("LATIN", "GREEK", "CYRILLIC", "DIGIT", "FULLWIDTH")
_STYLE = "[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
_BLANKS = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufffc]"
    f"|{_STYLE}(?={_STYLE})|(?<={_STYLE}){_STYLE}"
)
"""Letters and symbols that are drawn as nothing, and styles of letters one after another."""
_ACCENT = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_PILED = re.compile(f"(?<={_ACCENT}{{4}}){_ACCENT}")
"""Accents beyond the four that a letter may have: they would be drawn over other lines."""
_OVERRIDES = re.compile("[\u202d\u202e]")
_SOFT_HYPHEN = "\u00ad"
HIDDEN = "�"
"""What stands for a character that was hidden."""


def visible(text: str) -> str:
    """Return a text in which nothing that could deceive is hidden, on one line."""
    shown = _PILED.sub(HIDDEN, _BLANKS.sub(HIDDEN, text))
    if shown.isprintable():  # so nothing in it hides, and nearly every text is so
        return shown
    kept = {index for found in _TAGS.finditer(shown) for index in range(*found.span())}
    return "".join(
        sign if index in kept or _is_harmless(shown, index) else HIDDEN
        for index, sign in enumerate(shown)
    )


def visible_name(name: str) -> str:
    """Return the name of a file or person; also without marks that could move its ending."""
    strict = _DIRECTION_MARKS | {_SOFT_HYPHEN}
    return "".join(HIDDEN if sign in strict else sign for sign in visible(name))


def visible_lines(text: str) -> str:
    """Return a text of several lines, in which no override turns letters round unseen."""
    return _OVERRIDES.sub(HIDDEN, text)


def _is_harmless(text: str, index: int) -> bool:
    sign = text[index]
    if unicodedata.category(sign) not in _HIDING:
        return True
    before, after = text[max(index - 1, 0) : index], text[index + 1 : index + 2]
    if sign in _JOINERS:
        return _joins(before, after)
    if sign == _SOFT_HYPHEN:
        return before.isalpha() and after.isalpha()
    if sign in _DIRECTION_MARKS:
        return _is_right_to_left(before) or _is_right_to_left(after)
    return False


def _joins(before: str, after: str) -> bool:
    if _is_emoji(after) and (_is_emoji(before) or before == _EMOJI_STYLE):
        return True
    return _is_of_joining_script(before) and (not after.strip() or _is_of_joining_script(after))


def _is_emoji(sign: str) -> bool:
    return bool(sign) and unicodedata.category(sign) in {"So", "Sk"} and sign > "\u203b"


@lru_cache(maxsize=4096)
def _is_of_joining_script(sign: str) -> bool:
    if not sign or unicodedata.category(sign)[0] not in "LM":
        return False
    name = unicodedata.name(sign, "")
    return bool(name) and not name.startswith(_NOT_JOINING) and "COMBINING" not in name


def _is_right_to_left(sign: str) -> bool:
    return bool(sign) and unicodedata.bidirectional(sign) in {"R", "AL"}
