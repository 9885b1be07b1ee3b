"""How long a locked key file takes to open: what its DER says of the derivation of its keys.

Passwords are made into keys by thousands of rounds, and the file says how many. A file that asks
for thousands of millions would never open.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

_OCTETS, _INTEGER, _SEQUENCE, _END = 0x04, 0x02, 0x30, 0x00
_CONSTRUCTED = 0x20
_DEEPEST = 40
_LONG, _UNTIL_END = 0x80, 0x80


def rounds_of(data: bytes) -> int:
    """Return the rounds of all derivations that a PKCS#12 or PKCS#8 file names in clear.

    Each stands behind its salt: PBKDF2 (RFC 8018 A.2), PKCS#12's own (RFC 7292 §4, Appendix C) and
    scrypt (RFC 7914 §7). What is no DER has none.
    """
    rounds = 0
    level = [data]
    for _ in range(_DEEPEST):
        values = [tuple(_values(one)) for one in level]
        rounds += sum(map(_rounds_among, values))
        level = [content for each in values for tag, content in each if _is_nested(tag, content)]
    return rounds


def _rounds_among(values: tuple[tuple[int, bytes], ...]) -> int:
    return sum(
        max(int.from_bytes(number, signed=True), 0)
        for (salt, _), (tag, number) in pairwise(values)
        if (salt, tag) == (_OCTETS, _INTEGER)
    )


def _is_nested(tag: int, content: bytes) -> bool:
    """Return whether a value holds others; octets may, but not by chance, as if encrypted."""
    if tag != _OCTETS:
        return bool(tag & _CONSTRUCTED)
    inner, whole = next(_values(content), (_END, b""))
    return inner == _SEQUENCE and bool(whole) and content.endswith(whole)


def _values(data: bytes) -> Iterator[tuple[int, bytes]]:
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
