"""How a client proves itself by TLS, and whom it believes: the certificate and its key from a file.

Python's TLS reads keys from files only. Ours may lie in PKCS#12, so it is written for a moment, in
a folder of its own and locked with a password that nobody has seen.
"""

from __future__ import annotations

import secrets
import ssl
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import truststore
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
)

from sdk_desktop.domain.errors import Refused
from sdk_desktop.exchange.key_files import belongs, open_key_file

_FOLDER = "sdk-desktop-"


@dataclass(frozen=True, slots=True)
class ClientCertificate:
    """A client's certificate with its key, and those of its issuers that were with it."""

    certificate: x509.Certificate
    issuers: tuple[x509.Certificate, ...]
    key: RSAPrivateKey | EllipticCurvePrivateKey = field(repr=False)


def read_client_certificate(data: bytes, password: bytes | None = None) -> ClientCertificate:
    """Read a certificate and its key from PKCS#12 or PEM.

    Raises `Refused`, saying what is wrong, and `PasswordNeeded` for a file that is locked.
    """
    key, certificates = open_key_file(data, password)
    if not isinstance(key, RSAPrivateKey | EllipticCurvePrivateKey):
        raise Refused("The key is of a kind that TLS does not use.")
    own = [one for one in certificates if belongs(one, key)]
    if not own:
        raise Refused("The key file has no certificate that belongs to its key.")
    issuers = tuple(one for one in certificates if one not in own)
    return ClientCertificate(own[0], issuers, key)


def tls_context(
    client: ClientCertificate | None = None, trusted: bytes | None = None, *, only: bool = False
) -> ssl.SSLContext:
    """Make what an HTTP client verifies servers with, and proves itself with.

    `trusted` are issuers in PEM that are believed beside those of the computer, or with `only`
    instead of them. No keys of sessions are ever written to a file, whatever the environment says.
    Raise `Refused` for what cannot be used.
    """
    context = _trusting(trusted, only=only)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if client is None:
        return context
    password = secrets.token_hex(16)
    try:
        # What a virus scanner holds stays there, and opens with the password alone.
        with tempfile.TemporaryDirectory(prefix=_FOLDER, ignore_cleanup_errors=True) as folder:
            path = Path(folder) / "client.pem"
            path.write_bytes(_locked(client, password.encode()))
            context.load_cert_chain(path, password=password)
    except OSError as error:  # also that of TLS itself
        raise Refused("The client's certificate cannot be used for TLS.") from error
    return context


def _trusting(trusted: bytes | None, *, only: bool) -> ssl.SSLContext:
    kind = ssl.SSLContext if only else truststore.SSLContext
    context = kind(ssl.PROTOCOL_TLS_CLIENT)
    if trusted is None:
        return context
    try:
        context.load_verify_locations(cadata=trusted.decode("ascii"))
    except (ssl.SSLError, ValueError) as error:
        raise Refused("The file of trusted issuers cannot be read.") from error
    return context


def _locked(client: ClientCertificate, password: bytes) -> bytes:
    key = client.key.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(password)
    )
    chain = (one.public_bytes(Encoding.PEM) for one in (client.certificate, *client.issuers))
    return key + b"".join(chain)
