"""Read the organisation's key from a file: PKCS#12, or PEM with its certificate."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from pybase64 import b64decode

from sdk_desktop.domain.errors import Refused
from sdk_desktop.exchange.key_cost import largest_key, locked_parts, rounds_of
from sdk_desktop.exchange.key_unlocking import unlock_part
from sdk_desktop.exchange.keys import SoftwareKey
from sdk_desktop.formats.xmldsig.signature import SHORTEST_KEY

_PEM = re.compile(rb"-----BEGIN [A-Z0-9 ]+-----")
_PEM_KEY = re.compile(
    rb"-----BEGIN (?P<kind>[A-Z ]*PRIVATE KEY)-----(?:(?!-----BEGIN).)*?-----END (?P=kind)-----",
    re.DOTALL,
)
_PEM_BODY = re.compile(rb"-----BEGIN [A-Z ]+-----([^-]*)-----END")
_LOCKED_PEM = (b"BEGIN ENCRYPTED PRIVATE KEY", b"Proc-Type: 4,ENCRYPTED")


LARGEST_KEY_FILE = 200_000
"""Bytes of a key with its certificates; usual are 3 000 to 10 000."""

LARGEST_KEY = 7_000
"""Bytes of a private key: RSA with 8 192 bits, the longest that SDK allows, has 4 700."""

MOST_ROUNDS = 10_000_000
"""Rounds of key derivation that a locked file may ask for: some seconds."""


class PasswordNeeded(Refused):
    """A key file is locked: ask for its password, then try again."""


class UnreadableCertificate(Refused):
    """A file has no certificate, or one that is damaged."""

    def __init__(self) -> None:
        super().__init__("The file has no certificate that can be read.")


def read_key(data: bytes, password: bytes | None = None) -> SoftwareKey:
    """Read a key and its certificate from PKCS#12 or PEM; raise `Refused`, saying what is wrong.

    Without a password, a file that is locked raises `PasswordNeeded`. A PEM file holds the private
    key and its certificate, in any order, among others.
    """
    key, certificates = open_key_file(data, password)
    if not isinstance(key, RSAPrivateKey):
        raise Refused("The key is not an RSA key, as SDK needs.")
    if key.key_size < SHORTEST_KEY:
        raise Refused("The key is too short: {bits} bits.", bits=key.key_size)
    if not certificates:
        raise Refused("The key file has no certificate.")
    for certificate in certificates:
        if belongs(certificate, key):
            return SoftwareKey(certificate, key)
    raise Refused("The certificate in the key file belongs to another key.")


def open_key_file(
    data: bytes, password: bytes | None = None
) -> tuple[object, list[x509.Certificate]]:
    """Return the private key in a file, whatever its kind, and every certificate there.

    Raises as `read_key` does, but for what only SDK asks of a key.
    """
    if len(data) > LARGEST_KEY_FILE:
        raise Refused("The key file is larger than a key can be.")
    if _PEM.search(data):
        return _of_pem(data, password)
    _refuse_costly_box(data, password or b"")
    return _of_box(data, password)


def write_key(key: SoftwareKey) -> bytes:
    """Write a key and its certificate as PEM, not locked; for keys of practice only."""
    private = key.private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return private + key.certificate.public_bytes(Encoding.PEM)


def read_certificate_file(data: bytes) -> x509.Certificate:
    """Read the first certificate of a PEM or DER file; raise `UnreadableCertificate`."""
    return read_certificates_file(data)[0]


def read_certificates_file(data: bytes) -> tuple[x509.Certificate, ...]:
    """Read all certificates of a PEM or DER file; raise `UnreadableCertificate` without any."""
    try:
        if _PEM.search(data):
            return tuple(x509.load_pem_x509_certificates(data))
        return (x509.load_der_x509_certificate(data),)
    except (ValueError, x509.InvalidVersion):
        raise UnreadableCertificate from None


def belongs(certificate: x509.Certificate, key: PrivateKeyTypes) -> bool:
    """Return whether a certificate is that of a private key."""
    try:
        return certificate.public_key() == key.public_key()
    except (UnsupportedAlgorithm, ValueError):
        return False


def _refuse_costly_box(data: bytes, password: bytes) -> None:
    """Raise `Refused` for a box that takes too long, also for what stands encrypted in it."""
    rounds = rounds_of(data)
    _refuse_cost(rounds, largest_key(data))
    for algorithm, content in locked_parts(data):
        try:
            held = tuple(unlock_part(algorithm, content, password))
        except ValueError:
            raise _outdated() from None
        rounds += sum(map(rounds_of, held))
        _refuse_cost(rounds, max(map(largest_key, held), default=0))


def _refuse_cost(rounds: int, largest: int) -> None:
    if rounds > MOST_ROUNDS:
        raise Refused("To open the key file would take too long. Export the key again.")
    if largest > LARGEST_KEY:
        raise Refused("The key is larger than any that SDK allows.")


def _decoded(body: bytes) -> bytes:
    """Return what a PEM block holds, nothing where its reader must say what is wrong with it."""
    try:
        return b64decode(body.translate(None, b" \t\r\n"), validate=True)
    except ValueError:
        return b""


def _of_box(data: bytes, password: bytes | None) -> tuple[object, list[x509.Certificate]]:
    try:
        box = load_pkcs12(data, password)
    except UnsupportedAlgorithm:
        raise _outdated() from None
    except ValueError as error:
        raise _unopened(error, password) from None
    if box.key is None:
        raise _no_key()
    named = [box.cert, *box.additional_certs]
    return box.key, [entry.certificate for entry in named if entry is not None]


def _of_pem(data: bytes, password: bytes | None) -> tuple[object, list[x509.Certificate]]:
    found = _PEM_KEY.search(data)
    if found is None:
        raise _no_key()
    rounds = sum(rounds_of(_decoded(body)) for body in _PEM_BODY.findall(data))
    _refuse_cost(rounds, len(found[0]) * 3 // 4)
    locked = any(mark in found[0] for mark in _LOCKED_PEM)
    if locked and not password:
        raise _needs_password()
    try:
        key = load_pem_private_key(found[0], password if locked else None)
    except UnsupportedAlgorithm:
        raise _outdated() from None
    except ValueError:
        raise (_wrong_password() if locked else _no_key()) from None
    return key, list(_pem_certificates(data))


def _pem_certificates(data: bytes) -> Iterator[x509.Certificate]:
    if b"-----BEGIN CERTIFICATE-----" not in data:
        return
    try:
        yield from x509.load_pem_x509_certificates(data)
    except (ValueError, x509.InvalidVersion):
        raise UnreadableCertificate from None


def _unopened(error: ValueError, password: bytes | None) -> Refused:
    """Return a wrong password or another file as an error; only OpenSSL's text tells them apart."""
    if "password" not in str(error).lower():
        return _no_key()
    return _wrong_password() if password else _needs_password()


def _needs_password() -> PasswordNeeded:
    return PasswordNeeded("The key file needs its password.")


def _wrong_password() -> Refused:
    return Refused("The password does not open the key file.")


def _no_key() -> Refused:
    return Refused("The file has no private key that can be read.")


def _outdated() -> Refused:
    return Refused(
        "The key file is locked with an outdated method. Export the key again with AES-256."
    )
