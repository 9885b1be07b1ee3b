"""An access point behind TLS that asks for a certificate, and the authorities for both sides."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

from sdk_desktop.formats.soap.domibus_plugin import write_pending_response
from sdk_desktop.formats.soap.soap import SoapStream

HOST = "127.0.0.1"
NOW = datetime.now(UTC)
PASSWORD = b"hemligt"
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])


def new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


@dataclass
class Issuer:
    """A certificate authority, perhaps below another."""

    called: str
    above: "Issuer | None" = None
    key: ec.EllipticCurvePrivateKey = field(default_factory=new_key)

    def __post_init__(self) -> None:
        issuer = self.above or self
        self.certificate = issuer.signed(self.called, self.key, days=1, issuing=True)

    def signed(
        self, called: str, key: Key, *, days: int, issuing: bool = False
    ) -> x509.Certificate:
        builder = (
            x509.CertificateBuilder(
                name(self.called), name(called), key.public_key(), x509.random_serial_number()
            )
            .not_valid_before(NOW - timedelta(days=10))
            .not_valid_after(NOW + timedelta(days=days))
            .add_extension(x509.BasicConstraints(ca=issuing, path_length=None), critical=True)
            .add_extension(
                x509.SubjectAlternativeName([x509.IPAddress(IPv4Address(HOST))]), critical=False
            )
        )
        return builder.sign(self.key, hashes.SHA256())

    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)


@dataclass
class Holder:
    """A certificate and its key, in every form that a file may have."""

    issuer: Issuer
    days: int = 1
    key: Key = field(default_factory=new_key)

    def __post_init__(self) -> None:
        self.certificate = self.issuer.signed("klient", self.key, days=self.days)
        self.chain = [self.certificate, *([self.issuer.certificate] if self.issuer.above else [])]

    def pem(self, password: bytes | None = None) -> bytes:
        locked = BestAvailableEncryption(password) if password else NoEncryption()
        key = self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked)
        return key + b"".join(one.public_bytes(Encoding.PEM) for one in self.chain)

    def box(self, password: bytes) -> bytes:
        locked = BestAvailableEncryption(password)
        return serialize_key_and_certificates(
            b"klient", self.key, self.chain[0], self.chain[1:], locked
        )


ROOT = Issuer("Rot")
BELOW = Issuer("Utfardare", ROOT)
SERVER, CLIENT = Holder(ROOT), Holder(BELOW)


@contextmanager
def access_point(folder: Path) -> Iterator[str]:
    """Serve one caller that must show a certificate of `ROOT`; gives the address."""
    path = folder / "server.pem"
    path.write_bytes(SERVER.pem())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    context.load_verify_locations(cadata=ROOT.pem().decode())
    context.verify_mode = ssl.CERT_REQUIRED
    with socket.create_server((HOST, 0)) as server:
        server.settimeout(10)
        thread = Thread(target=serve_one, args=(server, context))
        thread.start()
        yield f"https://{HOST}:{server.getsockname()[1]}/domibus/services/wsplugin"
        thread.join()


def serve_one(server: socket.socket, context: ssl.SSLContext) -> None:
    caller, _ = server.accept()
    caller.settimeout(10)
    with (
        context.wrap_socket(caller, server_side=True, do_handshake_on_connect=False) as secured,
        suppress(OSError),
    ):
        try:
            secured.do_handshake()
            secured.recv(1 << 16)
            secured.sendall(answer_of(write_pending_response(["a"])))
        finally:
            drain(secured)


def answer_of(written: SoapStream) -> bytes:
    head = (
        f"HTTP/1.1 200 OK\r\nContent-Type: {written.content_type}\r\n"
        f"Content-Length: {len(written)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + b"".join(written)


def drain(caller: ssl.SSLSocket) -> None:
    """Read to the end, without TLS, so that closing does not take back what was said."""
    caller.shutdown(socket.SHUT_WR)
    while caller.recv(1 << 16):
        pass
