"""The values of DER and BER, as far as they can be read: a look before something is used."""

from __future__ import annotations

from collections.abc import Iterator

OID, OCTETS, INTEGER, SEQUENCE = 0x06, 0x04, 0x02, 0x30
CONSTRUCTED = 0x20
_END = 0x00
_LONG, _UNTIL_END = 0x80, 0x80
_DEEPEST = 40

Values = tuple[tuple[int, bytes], ...]
"""Values that stand beside each other: their tags and contents."""


def values(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Return tags and contents, as far as they can be read; one without a length takes the rest."""
    at = 0
    while at + 2 <= len(data):
        tag, size = data[at], data[at + 1]
        at += 2
        if size == _UNTIL_END:
            size = len(data) - at
        elif size > _LONG:
            wide = size - _LONG
            size = int.from_bytes(data[at : at + wide])
            at += wide
        if at + size > len(data):
            return
        if tag != _END:
            yield tag, data[at : at + size]
        at += size


def all_values(data: bytes) -> Iterator[Values]:
    """Yield the values of a document level by level, those beside each other together."""
    level = [data]
    for _ in range(_DEEPEST):
        found = [tuple(values(one)) for one in level]
        yield from found
        level = [content for each in found for tag, content in each if _holds_others(tag, content)]


def is_sequence(data: bytes) -> bool:
    """Return whether octets are one sequence, whole; those of encrypted ones are not by chance."""
    tag, content = next(values(data), (_END, b""))
    return tag == SEQUENCE and bool(content) and data.endswith(content)


def _holds_others(tag: int, content: bytes) -> bool:
    return is_sequence(content) if tag == OCTETS else bool(tag & CONSTRUCTED)
