"""Read the certificates of the issuers that an organisation trusts, from a file or a folder."""

from __future__ import annotations

from pathlib import Path

from sdk_desktop.domain.errors import Refused
from sdk_desktop.exchange.certificates import Certificate
from sdk_desktop.exchange.key_files import UnreadableCertificate, read_certificates_file
from sdk_desktop.files import is_folder, read_file

LARGEST = 1_000_000
"""Bytes of the largest file that is read."""

_CERTIFICATES = frozenset({".pem", ".crt", ".cer", ".der"})


def read_issuers(place: Path) -> tuple[Certificate, ...]:
    """Read every certificate of a file, or of the files of a folder; raise `Refused`, naming it.

    In a folder, only what is named as certificates are is read, and there must be any.
    """
    if not is_folder(place):
        return _certificates(place)
    try:
        paths = sorted(path for path in place.iterdir() if path.suffix.lower() in _CERTIFICATES)
    except OSError:
        raise Refused("The folder {folder} cannot be read.", folder=place) from None
    if not paths:
        raise Refused("The folder {folder} has no certificates.", folder=place)
    return tuple(certificate for path in paths for certificate in _certificates(path))


def _certificates(path: Path) -> tuple[Certificate, ...]:
    data = read_file(path, LARGEST)
    try:
        return read_certificates_file(data)
    except UnreadableCertificate:
        raise Refused("The file {file} has no certificate that can be read.", file=path) from None
