"""What a key file costs to open: what its DER says of the derivation and the size of its keys.

Passwords are made into keys by thousands of rounds, and the file says how many; the primes of a
private key are tried when it is read, which takes time that grows with the fourth power of their
size. A file that asks for too much would never open.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sdk_desktop.exchange.der import INTEGER, OCTETS, SEQUENCE, Values, all_values, values

_WHOLE, _PIECES = 0x80, 0xA0
"""Tags of what a box holds encrypted: in one piece or in several."""


def rounds_of(data: bytes) -> int:
    """Return the rounds of all derivations that a PKCS#12 or PKCS#8 file names in clear.

    Each stands behind its salt: PBKDF2 (RFC 8018 A.2), PKCS#12's own (RFC 7292 §4, Appendix C) and
    scrypt (RFC 7914 §7). What is no DER has none.
    """
    return sum(map(_rounds_among, all_values(data)))


def largest_key(data: bytes) -> int:
    """Return the bytes of the largest private key that stands in a PKCS#12 file, 0 without any.

    Locked or not, a key is octets behind its algorithm (RFC 5208 §5, §6).
    """
    keys = (
        content
        for beside in all_values(data)
        for (before, _), (tag, content) in pairwise(beside)
        if (before, tag) == (SEQUENCE, OCTETS)
    )
    return max(map(len, keys), default=0)


def locked_parts(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the parts of a PKCS#12 file that are encrypted as a whole (RFC 7292 §4.2).

    Each is an AlgorithmIdentifier's content, and what was encrypted with it.
    """
    for beside in all_values(data):
        for (before, algorithm), (tag, content) in pairwise(beside):
            if before == SEQUENCE and tag == _WHOLE:
                yield algorithm, content
            elif before == SEQUENCE and tag == _PIECES:
                yield algorithm, b"".join(piece for _, piece in values(content))


def _rounds_among(beside: Values) -> int:
    return sum(
        max(int.from_bytes(number, signed=True), 0)
        for (salt, _), (tag, number) in pairwise(beside)
        if (salt, tag) == (OCTETS, INTEGER)
    )
