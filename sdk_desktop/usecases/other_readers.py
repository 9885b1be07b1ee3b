"""How other programs read a text: many know all marks of CommonMark, not only those of SDK."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sdk_desktop.domain.limited_markdown import plain_text

_MOST = 20_000
"""Characters of a text that are compared; nobody writes more by hand."""
_AROUND = 12
"""Characters shown before and after a place."""
_BULLET = re.compile(r"^[ \t]*[-+*][ \t]+", re.MULTILINE)
_NUMBER = re.compile(r"^([ \t]*\d{1,9})\)(?=[ \t])", re.MULTILINE)


def reads_differently(text: str) -> str:
    """Return the first place of a text at which another reader may show less or other signs.

    Empty where there is none. How lists and lines look does not count, only what can be read.
    """
    written = text[:_MOST].strip()
    ours = plain_text(_NUMBER.sub(r"\1.", _BULLET.sub("* ", written)))
    theirs = "".join(_seen(MarkdownIt("commonmark").parse(written)))
    places = [at for at, sign in enumerate(ours) if not sign.isspace()]
    seen = [sign for sign in theirs if not sign.isspace()]
    for at, sign in zip_longest(places, seen):
        if at is None or ours[at] != sign:
            place = len(ours) if at is None else at
            return ours[max(place - _AROUND, 0) : place + _AROUND].strip()
    return ""


def _seen(tokens: list[Token]) -> Iterator[str]:
    numbers: list[int | None] = []
    for token in tokens:
        match token.type:
            case "bullet_list_open":
                numbers.append(None)
            case "ordered_list_open":
                numbers.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                numbers.pop()
            case "list_item_open":
                number = numbers[-1]
                yield "*" if number is None else f"{number}."
                numbers[-1] = None if number is None else number + 1
            case "inline":
                yield from (child.content for child in token.children or () if _is_seen(child))
            case "fence" | "code_block":
                yield token.content


def _is_seen(token: Token) -> bool:
    return token.type in {"text", "code_inline"}
