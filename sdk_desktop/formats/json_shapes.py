"""What a JSON value must be so that its reader gets on with it: a shape says yes or no of a value.

For what a colleague's program has written: it may be faulty, or in somebody else's hands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum

Shape = Callable[[object], bool]
LONGEST_TEXT = 1_000_000
"""Characters of a text that is not bounded otherwise."""
GREATEST = 2**31 - 1
_NONE: Mapping[str, Shape] = {}


def is_some_text(value: object) -> bool:
    """Return whether a value is a text that can be stored: not endless, without half a letter."""
    return is_long_text(value) and len(str(value)) <= LONGEST_TEXT


def is_long_text(value: object) -> bool:
    """Return whether a value is a text of any length that can be stored, without half a letter."""
    return isinstance(value, str) and (value.isascii() or _is_whole(value))


def is_typed(value: object) -> bool:
    """Return whether a value is a text as somebody may have typed it."""
    return isinstance(value, str)


def is_flag(value: object) -> bool:
    """Return whether a value is true or false, also as a store says it: by 1 or 0."""
    return isinstance(value, int) and value in {0, 1}


def is_number(value: object) -> bool:
    """Return whether a value is a number that counts something."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= GREATEST


def is_moment(value: object) -> bool:
    """Return whether a value is an ISO 8601 moment with its zone, as `datetime` reads it."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
        return moment is not None and bool(moment.tzinfo and moment.astimezone(UTC))
    except (ValueError, OverflowError):
        return False


def maybe(shape: Shape) -> Shape:
    """Return the shape of what may be missing: null, or an empty text."""
    return lambda value: value is None or value == "" or shape(value)


def one_of(words: type[StrEnum]) -> Shape:
    """Return the shape of a word of some."""
    known = frozenset(word.value for word in words)
    return lambda value: isinstance(value, str) and value in known


def listed(shape: Shape) -> Shape:
    """Return the shape of a list, all of one shape."""
    return lambda value: isinstance(value, list) and all(map(shape, value))


def row(*shapes: Shape, least: int | None = None) -> Shape:
    """Return the shape of a list in which each place has its own; those after `least` may lack."""
    fewest = len(shapes) if least is None else least

    def fits(value: object) -> bool:
        if not isinstance(value, list) or not fewest <= len(value) <= len(shapes):
            return False
        return all(shape(one) for shape, one in zip(shapes, value, strict=False))

    return fits


def table(needed: Mapping[str, Shape], known: Mapping[str, Shape] = _NONE) -> Shape:
    """Return the shape of an object: what it needs, and what else has a shape where it is there.

    What it has beside these may be anything.
    """
    there, shapes = needed.keys(), {**needed, **known}.items()

    def fits(value: object) -> bool:
        if not isinstance(value, dict) or not there <= value.keys():
            return False
        return all(shape(value[name]) for name, shape in shapes if name in value)

    return fits


def mapped(key: Shape, shape: Shape) -> Shape:
    """Return the shape of an object whose names are not known beforehand."""
    return lambda value: (
        isinstance(value, dict) and all(map(key, value)) and all(map(shape, value.values()))
    )


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
