"""What commands are given: documents, keys, certificates and passwords."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from getpass import getpass
from pathlib import Path

from sdk_desktop.domain.clock import system_clock
from sdk_desktop.domain.errors import Refused
from sdk_desktop.exchange import key_places
from sdk_desktop.exchange.certificates import Certificate, CertificateCheck
from sdk_desktop.exchange.key_files import (
    PasswordNeeded,
    UnreadableCertificate,
    read_certificate_file,
)
from sdk_desktop.exchange.key_places import read_file, read_password
from sdk_desktop.exchange.keys import KeyRing
from sdk_desktop.exchange.trust_files import read_issuers


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


def read_certificate(path: Path) -> Certificate:
    """Read a certificate from a file; raise `Refused`, naming the file."""
    try:
        return read_certificate_file(read_file(path))
    except UnreadableCertificate:
        raise Refused("The file {file} has no certificate that can be read.", file=path) from None


def read_trust(folder: Path | None) -> tuple[Certificate, ...] | None:
    """Read the certificates of a folder or file; None trusts any issuer."""
    return None if folder is None else read_issuers(folder)


def opened_keys(name: str, password_file: Path | None) -> AbstractContextManager[KeyRing]:
    """Open keys for as long as a block runs, and ask for their password where it is not given."""
    return key_places.open_key_ring(name, read_password(password_file), _asked)


@contextmanager
def certificate_check(given: Namespace) -> Iterator[CertificateCheck]:
    """Make what checks certificates, as the arguments of `add_trust` say."""
    issuers = read_trust(given.trust)
    if given.no_revocation:
        yield CertificateCheck(system_clock, issuers, check_revocation=None)
        return
    if issuers is None:
        raise Refused("Say whom to trust with --trust FOLDER, or that this is a laboratory.")
    from sdk_desktop.network.http_connection import new_client
    from sdk_desktop.service.direct.revocation import RevocationCheck

    with new_client() as client:
        asked = RevocationCheck(client, system_clock)
        yield CertificateCheck(system_clock, issuers, asked.check)


def _asked(what: str) -> str:
    if not sys.stdin.isatty():
        raise PasswordNeeded("The key needs its password. Give it with --password-file.")
    return getpass(f"Password or PIN of {what or 'the token'}: ")
