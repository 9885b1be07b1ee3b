"""The encryption of an envelope's payload: XML Encryption with a key of its own for each message.

Source: transport.md §3.2. AES-256-CBC, because the profile says so; its weakness is harmless only
as long as the signature is verified before anything is decrypted, and nobody is told why a
decryption failed: every failure here is the same one error.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from itertools import chain

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.hashes import SHA1
from pybase64 import b64decode, b64encode

from sdk_desktop.domain.errors import InvalidMessage
from sdk_desktop.formats.xmldsig.document import XmlDocument
from sdk_desktop.formats.xmldsig.signature import (
    DS,
    SHA256_URI,
    base64_of,
    public_rsa_key,
    read_key_info,
    sequence,
    write_key_info,
)
from sdk_desktop.formats.xmldsig.xml import Element

XENC = "http://www.w3.org/2001/04/xmlenc#"
CIPHER_VALUE = f"{{{XENC}}}CipherValue"
"""The element that may hold a long text, for `formats.document`."""

_ELEMENT = f"{XENC}Element"
_AES256_CBC = f"{XENC}aes256-cbc"
_RSA_OAEP = f"{XENC}rsa-oaep-mgf1p"
_DIGESTS = {f"{DS}sha1": "sha1", SHA256_URI: "sha256"}
_BLOCK = 16
_CHUNK = 3 << 18
"""Characters of Base64 that are decrypted at a time; a multiple of four."""

Unwrap = Callable[[x509.Certificate, bytes, str], bytes]
"""Decrypt a session key: for a certificate, the wrapped key, and the digest of RSA-OAEP.

Raises `ValueError` for another's certificate, and for a key that cannot be decrypted.
"""


@dataclass(frozen=True, slots=True)
class _Encrypted:
    certificates: tuple[x509.Certificate, ...]
    wrapped: bytes
    digest: str
    cipher_value: Element


def encrypt_payload(
    payload: Iterable[bytes | memoryview], recipient: x509.Certificate
) -> Iterator[bytes]:
    """Encrypt a payload for a recipient; yield EncryptedData in canonical form, piece by piece.

    `payload` is the serialised element, which declares every prefix that it uses. Raises
    `Untrusted` for a certificate whose key is not RSA.
    """
    key, start = secrets.token_bytes(32), secrets.token_bytes(_BLOCK)
    yield _head(_wrap(key, recipient), recipient).encode()
    yield from _base64(_encrypted(payload, start, Cipher(AES256(key), CBC(start)).encryptor()))
    yield b"</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData>"


def decrypt_payload(document: XmlDocument, element: Element, unwrap: Unwrap) -> bytes:
    """Decrypt EncryptedData; return the serialised element.

    Raises the same `InvalidMessage` whatever went wrong. What `unwrap` raises as `SdkError` goes
    through, for instance `Unavailable` when a card is missing.
    """
    try:
        encrypted = _read(element)
        key = _unwrapped(encrypted, unwrap)
        return _decrypted(document.text(encrypted.cipher_value), key)
    except ValueError as error:
        raise InvalidMessage("The message cannot be decrypted with our keys.") from error


def _unwrapped(encrypted: _Encrypted, unwrap: Unwrap) -> bytes:
    """Return the session key; of the certificates that are named, ours may be any one."""
    for certificate in encrypted.certificates:
        with suppress(ValueError):
            return unwrap(certificate, encrypted.wrapped, encrypted.digest)
    raise ValueError


def _wrap(key: bytes, recipient: x509.Certificate) -> bytes:
    public = public_rsa_key(recipient)
    oaep = OAEP(mgf=MGF1(SHA1()), algorithm=SHA1(), label=None)  # noqa: S303 - the profile's choice
    return public.encrypt(key, oaep)


def _head(wrapped: bytes, recipient: x509.Certificate) -> str:
    return (
        f'<xenc:EncryptedData xmlns:xenc="{XENC}" Type="{_ELEMENT}">'
        f'<xenc:EncryptionMethod Algorithm="{_AES256_CBC}"></xenc:EncryptionMethod>'
        f'<ds:KeyInfo xmlns:ds="{DS}"><xenc:EncryptedKey>'
        f'<xenc:EncryptionMethod Algorithm="{_RSA_OAEP}">'
        f'<ds:DigestMethod Algorithm="{DS}sha1"></ds:DigestMethod></xenc:EncryptionMethod>'
        f"{write_key_info(recipient)}<xenc:CipherData>"
        f"<xenc:CipherValue>{b64encode(wrapped).decode()}</xenc:CipherValue>"
        "</xenc:CipherData></xenc:EncryptedKey></ds:KeyInfo>"
        "<xenc:CipherData><xenc:CipherValue>"
    )


def _encrypted(
    payload: Iterable[bytes | memoryview], start: bytes, cipher: CipherContext
) -> Iterator[bytes]:
    yield start
    size = 0
    for piece in payload:
        size += len(piece)
        yield cipher.update(piece)
    missing = _BLOCK - size % _BLOCK
    yield cipher.update(bytes([missing]) * missing)


def _base64(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        whole = rest + piece
        end = len(whole) - len(whole) % 3
        yield b64encode(whole[:end])
        rest = whole[end:]
    yield b64encode(rest)


def _read(element: Element) -> _Encrypted:
    method, key_info, data = sequence(
        element, f"{{{XENC}}}EncryptionMethod", f"{{{DS}}}KeyInfo", f"{{{XENC}}}CipherData"
    )
    if element.get("Type") != _ELEMENT or method.get("Algorithm") != _AES256_CBC or len(method):
        raise ValueError
    (encrypted_key,) = sequence(key_info, f"{{{XENC}}}EncryptedKey")
    key_method, certificate, key_data = sequence(
        encrypted_key, f"{{{XENC}}}EncryptionMethod", f"{{{DS}}}KeyInfo", f"{{{XENC}}}CipherData"
    )
    (wrapped,) = sequence(key_data, CIPHER_VALUE)
    (cipher_value,) = sequence(data, CIPHER_VALUE)
    return _Encrypted(
        certificates=read_key_info(certificate),
        wrapped=base64_of(wrapped),
        digest=_digest(key_method),
        cipher_value=cipher_value,
    )


def _digest(method: Element) -> str:
    if method.get("Algorithm") != _RSA_OAEP:
        raise ValueError
    named = sequence(method, f"{{{DS}}}DigestMethod?")
    digest = _DIGESTS.get(named[0].get("Algorithm", "")) if named else "sha1"
    if digest is None:
        raise ValueError
    return digest


def _decrypted(text: bytes | memoryview, key: bytes) -> bytes:
    pieces = _decoded(text)
    first = next(pieces, b"")
    cipher = Cipher(AES256(key), CBC(first[:_BLOCK])).decryptor()
    plain = BytesIO()
    for piece in chain((first[_BLOCK:],), pieces):
        plain.write(cipher.update(piece))
    plain.write(cipher.finalize())
    size = plain.tell()
    padding = plain.getbuffer()[-1] if size else 0
    if not 1 <= padding <= _BLOCK:  # the bytes before the last one may be anything
        raise ValueError
    plain.truncate(size - padding)
    return plain.getvalue()


def _decoded(text: bytes | memoryview) -> Iterator[bytes]:
    """Decode Base64 with white space in it, a piece at a time, the first one never empty."""
    rest = b""
    for at in range(0, len(text), _CHUNK):
        characters = rest + bytes(text[at : at + _CHUNK]).translate(None, b" \t\r\n")
        end = len(characters) - len(characters) % 4
        if end:
            yield b64decode(characters[:end], validate=True)
        rest = characters[end:]
    if rest:
        raise ValueError
