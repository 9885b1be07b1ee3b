"""Six words that two people compare before a device is let in.

They depend on the device's keys and on the mailbox's id, hence on its founder: when they are
alike, both people speak of the same device and of the same mailbox, whatever the server says.
Each is one of 4096. The derivation is costly, so that nobody can search for keys that give the same
words.
"""

from __future__ import annotations

from uuid import UUID

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from sdk_desktop.resources import resource
from sdk_desktop.sharing.values import PublicDevice

COUNT = 6
COST = 2**15
"""Steps of scrypt (RFC 7914): every version must take the same, or the words differ."""
_BITS = 12
_HALF = 64
"""So many first halves there are, and so many last ones."""


def compared_words(device: PublicDevice, mailbox: UUID) -> tuple[str, ...]:
    """Return the words for a device that would join a mailbox."""
    derivation = Scrypt(salt=mailbox.bytes, length=COUNT * _BITS // 8, n=COST, r=8, p=1)
    number = int.from_bytes(
        derivation.derive(b"sdk ledger words\0" + device.signing + device.opening), "big"
    )
    first, last = word_halves()
    chosen = (number >> (_BITS * place) & (2**_BITS - 1) for place in range(COUNT))
    return tuple(first[one // _HALF] + last[one % _HALF] for one in chosen)


def every_word() -> tuple[str, ...]:
    """Return all that a word can be."""
    first, last = word_halves()
    return tuple(one + other for one in first for other in last)


def word_halves() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the halves that words are made of: first ones, last ones."""
    lines = resource("ledger", "words.txt").read_text(encoding="utf-8").splitlines()
    kinds = [line.split(" ") for line in lines if not line.startswith("#")]
    first, last = (
        tuple(word for kind, word in kinds if kind == wanted) for wanted in ("first", "last")
    )
    return first, last
