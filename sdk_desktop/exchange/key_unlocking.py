"""Unlocks what a PKCS#12 file holds encrypted as a whole, to see what a key in it would cost.

The ways in which organisations' keys are exported: PBES2 (RFC 8018 §6.2) with AES or triple DES,
and PKCS#12's own with triple DES (RFC 7292 Appendices B, C). Nothing that was unlocked here is
used as a key.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from sdk_desktop.exchange.der import INTEGER, OCTETS, OID, SEQUENCE, is_sequence, values

_PBES2 = bytes.fromhex("2a864886f70d01050d")
_PBKDF2 = bytes.fromhex("2a864886f70d01050c")
_CIPHERS: dict[bytes, tuple[type[AES | TripleDES], int]] = {
    bytes.fromhex("608648016503040102"): (AES, 16),
    bytes.fromhex("608648016503040116"): (AES, 24),
    bytes.fromhex("60864801650304012a"): (AES, 32),
    bytes.fromhex("2a864886f70d0307"): (TripleDES, 24),
}
"""Ciphers and the bytes of their keys."""
_DIGESTS = {
    bytes.fromhex(f"2a864886f70d02{number}"): name
    for number, name in (
        *(("07", "sha1"), ("08", "sha224"), ("09", "sha256")),
        *(("0a", "sha384"), ("0b", "sha512")),
    )
}
_OWN = {bytes.fromhex("2a864886f70d010c0103"): 24, bytes.fromhex("2a864886f70d010c0104"): 16}
"""PKCS#12's own ways with triple DES, and the bytes of their keys."""
_OUTDATED = frozenset(bytes.fromhex(f"2a864886f70d010c01{number}") for number in ("05", "06"))
"""PKCS#12's own with RC2, which older programs lock certificates with; it is not looked into."""
_KEY, _START = 1, 2
_BLOCK = 64
"""Bytes of a block of SHA-1."""


@dataclass(frozen=True, slots=True)
class _Derived:
    cipher: type[AES | TripleDES]
    key: bytes
    start: bytes


def unlock_part(algorithm: bytes, content: bytes, password: bytes) -> Iterator[bytes]:
    """Yield what an encrypted part holds; nothing where the password does not open it.

    `algorithm` is the content of its AlgorithmIdentifier. Raise `ValueError` for a way that is not
    known, or that makes no sense.
    """
    for derived in _derived(algorithm, password):
        decryptor = Cipher(derived.cipher(derived.key), CBC(derived.start)).decryptor()
        plain = decryptor.update(content) + decryptor.finalize()
        held = plain[: -plain[-1]] if plain else b""
        if is_sequence(held):
            yield held


def _derived(algorithm: bytes, password: bytes) -> Iterator[_Derived]:
    """Yield the keys that a password may give: an empty one may be written in two ways."""
    name, wanted = _fields(algorithm, OID, SEQUENCE)
    if name == _PBES2:
        yield _by_pbes2(wanted, password)
    elif name in _OWN:
        yield from _by_own_way(wanted, password, _OWN[name])
    elif name not in _OUTDATED:
        raise ValueError


def _by_own_way(wanted: bytes, password: bytes, size: int) -> Iterator[_Derived]:
    salt, number = _fields(wanted, OCTETS, INTEGER)
    rounds = int.from_bytes(number)
    text = (password.decode() + "\0").encode("utf-16-be")
    for written in (text, *(() if password else (b"",))):
        key = _own_key(written, salt, rounds, _KEY)[:size]
        yield _Derived(TripleDES, key, _own_key(written, salt, rounds, _START)[:8])


def _by_pbes2(wanted: bytes, password: bytes) -> _Derived:
    derivation, encryption = _fields(wanted, SEQUENCE, SEQUENCE)
    name, how = _fields(derivation, OID, SEQUENCE)
    cipher, start = _fields(encryption, OID, OCTETS)
    if name != _PBKDF2 or cipher not in _CIPHERS:
        raise ValueError
    salt, rounds = _fields(how, OCTETS, INTEGER)
    kind, size = _CIPHERS[cipher]
    key = hashlib.pbkdf2_hmac(_digest(how), password, salt, int.from_bytes(rounds), size)
    return _Derived(kind, key, start)


def _digest(how: bytes) -> str:
    """Return the hash of a derivation; SHA-1 where none is named."""
    named = [content for tag, content in values(how) if tag == SEQUENCE]
    if not named:
        return "sha1"
    (name,) = (content for tag, content in values(named[0]) if tag == OID)
    if name not in _DIGESTS:
        raise ValueError
    return _DIGESTS[name]


def _own_key(password: bytes, salt: bytes, rounds: int, purpose: int) -> bytes:
    """Return 40 bytes that PKCS#12 derives from a password (RFC 7292 Appendix B.2), with SHA-1."""
    mixed = _repeated(salt) + _repeated(password)
    derived = b""
    for _ in range(2):
        digest = hashlib.sha1(bytes([purpose]) * _BLOCK + mixed, usedforsecurity=False).digest()
        for _ in range(rounds - 1):
            digest = hashlib.sha1(digest, usedforsecurity=False).digest()
        derived += digest
        more = int.from_bytes(_repeated(digest)[:_BLOCK]) + 1
        blocks = (mixed[at : at + _BLOCK] for at in range(0, len(mixed), _BLOCK))
        mixed = b"".join(_added(block, more) for block in blocks)
    return derived


def _repeated(text: bytes) -> bytes:
    """Return a text repeated until it fills whole blocks."""
    size = -(-len(text) // _BLOCK) * _BLOCK
    return (text * _BLOCK)[:size]


def _added(block: bytes, more: int) -> bytes:
    return ((int.from_bytes(block) + more) % (1 << 8 * _BLOCK)).to_bytes(_BLOCK)


def _fields(content: bytes, *tags: int) -> tuple[bytes, bytes]:
    """Return the first two values of a sequence; raise `ValueError` unless they are of these."""
    found = list(values(content))[:2]
    if [tag for tag, _ in found] != list(tags):
        raise ValueError
    return found[0][1], found[1][1]
