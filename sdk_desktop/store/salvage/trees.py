"""The rows of a table, read from the pages of its tree (the engine's file format, 1.5 to 2.1).

Each page is as it was written, but not all need be of one time: nothing here relies on what they
say of each other, and none is read for two purposes.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator

Value = int | float | str | bytes | None
Row = tuple[int, tuple[Value, ...]]
"""The number of a row, and its values as they were stored."""

LEAF = 13
"""How a page with rows begins."""
_BRANCH = 5
_FILE_HEAD = 100
"""Bytes before the head of the first page."""
_BRANCH_HEAD, _LEAF_HEAD = 12, 8
_NUMBER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8}
"""Of each kind of number; two more kinds are zero and one."""
_FIRST_BLOB, _FIRST_TEXT = 12, 13
"""The first of those kinds that also say how long the value is."""
_BROKEN = (IndexError, struct.error, ValueError)
"""What reading raises where a page is not built as it should be."""


class Trees:
    """Reads tables whose first pages are known; `page` gives a page, None for one that is lost.

    `is_whole` says whether everything could be read so far.
    """

    def __init__(self, page: Callable[[int], bytes | None]) -> None:
        self._page = page
        self._taken: set[int] = set()
        self.is_whole = True

    def rows(self, first: int) -> Iterator[Row]:
        """Return the rows that can be read of the table that begins on a page, in their order."""
        waiting = [first]
        while waiting:
            number = waiting.pop()
            head = _FILE_HEAD if number == 1 else 0
            try:
                page = self._take(number)
                is_leaf = page[head] == LEAF
                below = [] if is_leaf else _below(page, head)
                places = _places(page, head, _LEAF_HEAD) if is_leaf else ()
            except _BROKEN:
                self.is_whole = False
                continue
            waiting.extend(reversed(below))
            yield from self._on_leaf(page, places)

    def _on_leaf(self, page: bytes, places: tuple[int, ...]) -> Iterator[Row]:
        for place in places:
            try:
                row = self._row(page, place)
            except _BROKEN:
                self.is_whole = False
                continue
            yield row

    def _row(self, page: bytes, place: int) -> Row:
        size, place = _number(page, place)
        number, place = _number(page, place)
        return number, _values(self._payload(page, place, size))

    def _payload(self, page: bytes, place: int, size: int) -> bytes:
        """Return what a row holds: its beginning lies with it, the rest on pages of its own."""
        here = _bytes_here(size, len(page))
        parts = [page[place : place + here]]
        missing = size - here
        following = page[place + here : place + here + 4]
        while missing > 0:
            page = self._take(int.from_bytes(following, "big"))
            following, part = page[:4], page[4 : 4 + missing]
            parts.append(part)
            missing -= len(part)
        return _whole(b"".join(parts), size)

    def _take(self, number: int) -> bytes:
        """Return a page that nothing else has taken."""
        page = None if number in self._taken else self._page(number)
        self._taken.add(number)
        if page is None:
            raise ValueError("This page is lost.")
        return page


def _below(page: bytes, head: int) -> list[int]:
    """Return the pages that a branch leads to."""
    if page[head] != _BRANCH:
        raise ValueError("This is no page of a table.")
    last = struct.unpack_from(">I", page, head + 8)
    return [
        *(struct.unpack_from(">I", page, place)[0] for place in _places(page, head, _BRANCH_HEAD)),
        *last,
    ]


def _places(page: bytes, head: int, size: int) -> tuple[int, ...]:
    """Return where the cells of a page begin; they are listed after its head."""
    (cells,) = struct.unpack_from(">H", page, head + 3)
    return struct.unpack_from(f">{cells}H", page, head + size)


def _bytes_here(size: int, usable: int) -> int:
    """Return how much of a row of a size lies on the page of the row itself."""
    most, least = usable - 35, (usable - 12) * 32 // 255 - 23
    if size <= most:
        return size
    rest = least + (size - least) % (usable - 4)
    return rest if rest <= most else least


def _number(data: bytes, place: int) -> tuple[int, int]:
    """Return a number of one to nine bytes, and where it ends."""
    number = 0
    for at in range(place, place + 8):
        number = number << 7 | data[at] & 0x7F
        if data[at] < 0x80:  # noqa: PLR2004 - the bit that says that more follows
            return number, at + 1
    number = number << 8 | data[place + 8]
    return number - (1 << 64 if number >> 63 else 0), place + 9


def _values(payload: bytes) -> tuple[Value, ...]:
    """Return the values of a row: first comes what kind each is, then what they are."""
    end, place = _number(payload, 0)
    at, values = end, []
    while place < end:
        kind, place = _number(payload, place)
        size = _size(kind)
        values.append(_value(kind, _whole(payload[at : at + size], size)))
        at += size
    return tuple(values)


def _size(kind: int) -> int:
    return (kind - _FIRST_BLOB) // 2 if kind >= _FIRST_BLOB else _NUMBER_BYTES.get(kind, 0)


def _value(kind: int, stored: bytes) -> Value:
    if kind >= _FIRST_BLOB:
        return stored.decode() if kind % 2 == _FIRST_TEXT % 2 else stored
    match kind:
        case 0:
            return None
        case 1 | 2 | 3 | 4 | 5 | 6:
            return int.from_bytes(stored, "big", signed=True)
        case 7:
            return float(struct.unpack(">d", stored)[0])
        case 8 | 9:
            return kind - 8
    raise ValueError("There is no such kind of value.")


def _whole(data: bytes, size: int) -> bytes:
    if len(data) != size:
        raise ValueError("This ends too soon.")
    return data
