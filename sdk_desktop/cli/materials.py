"""What commands are given: documents, keys, certificates and passwords."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from sdk_desktop.domain.clock import system_clock
from sdk_desktop.domain.errors import Refused
from sdk_desktop.exchange.certificates import Certificate, CertificateCheck
from sdk_desktop.exchange.hardware_keys import open_token
from sdk_desktop.exchange.key_files import (
    PasswordNeeded,
    UnreadableCertificate,
    read_certificate_file,
    read_key,
)
from sdk_desktop.exchange.keys import KeyRing
from sdk_desktop.exchange.trust_files import read_issuers

LARGEST = 100_000_000
"""Bytes of the largest file that is read."""

_TOKEN = "pkcs11:"  # noqa: S105 - a scheme, no secret


def add_trust(parser: ArgumentParser) -> None:
    """Let a command be told whose certificates are trusted, and how they are checked."""
    parser.add_argument(
        "--trust", type=Path, metavar="FOLDER", help="certificates of the issuers that are trusted"
    )
    parser.add_argument(
        "--no-revocation", action="store_true", help="laboratory: do not ask about revocation"
    )
    parser.add_argument(
        "--password-file",
        type=Path,
        metavar="FILE",
        help="its first line opens the key, or is its PIN",
    )


def read_file(path: Path) -> bytes:
    """Read a whole file; raises `Refused` when it is too large or cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError:
        raise Refused("The file {file} cannot be read.", file=path) from None
    if len(data) > LARGEST:
        raise Refused("The file {file} is too large.", file=path)
    return data


def read_certificate(path: Path) -> Certificate:
    """Read a certificate from a file; raises `Refused`, naming the file."""
    try:
        return read_certificate_file(read_file(path))
    except UnreadableCertificate:
        raise Refused("The file {file} has no certificate that can be read.", file=path) from None


def read_trust(folder: Path | None) -> tuple[Certificate, ...] | None:
    """Read the certificates of a folder or file; None trusts any issuer."""
    return None if folder is None else read_issuers(folder)


@contextmanager
def opened_keys(name: str, password_file: Path | None) -> Iterator[KeyRing]:
    """Open keys for as long as the block runs.

    They are a file, or a token as RFC 7512 names it:
    `pkcs11:token=LABEL?module-path=/path/to/driver.so`.
    """
    if name.startswith(_TOKEN):
        driver, label = _token(name)
        with open_token(driver, _pin(label, password_file), label) as keys:
            yield KeyRing(keys)
        return
    data = read_file(Path(name))
    try:
        key = read_key(data, _password(password_file))
    except PasswordNeeded:
        key = read_key(data, _asked(f"Password of {name}: ").encode())
    yield KeyRing([key])


@contextmanager
def certificate_check(given: Namespace) -> Iterator[CertificateCheck]:
    """Make what checks certificates, as the arguments of `add_trust` say."""
    issuers = read_trust(given.trust)
    if given.no_revocation:
        yield CertificateCheck(system_clock, issuers, check_revocation=None)
        return
    if issuers is None:
        raise Refused("Say whom to trust with --trust FOLDER, or that this is a laboratory.")
    from sdk_desktop.service.line import new_client
    from sdk_desktop.service.revocation import Revocations

    with new_client(verify=True, user_agent="SDK Desktop") as client:
        asked = Revocations(client, system_clock)
        yield CertificateCheck(system_clock, issuers, asked.check)


def _token(name: str) -> tuple[Path, str | None]:
    parts = urlsplit(name)
    named = dict(part.partition("=")[::2] for part in parts.path.split(";"))
    drivers = parse_qs(parts.query).get("module-path")
    if not drivers:
        raise Refused("Say which driver the token needs: pkcs11:…?module-path=FILE.")
    return Path(drivers[0]), unquote(named["token"]) if "token" in named else None


def _pin(label: str | None, password_file: Path | None) -> str:
    password = _password(password_file)
    return _asked(f"PIN of {label or 'the token'}: ") if password is None else password.decode()


def _password(file: Path | None) -> bytes | None:
    return None if file is None else read_file(file).partition(b"\n")[0].rstrip(b"\r")


def _asked(prompt: str) -> str:
    if not sys.stdin.isatty():
        raise PasswordNeeded("The key needs its password. Give it with --password-file.")
    return getpass(prompt)
