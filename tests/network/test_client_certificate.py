import socket
import ssl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

from sdk_desktop.domain.errors import Refused, SdkError, Unavailable, Untrusted
from sdk_desktop.exchange.key_files import PasswordNeeded
from sdk_desktop.formats.soap.domibus_plugin import write_pending_response
from sdk_desktop.formats.soap.soap import SoapStream
from sdk_desktop.network.http_connection import new_client
from sdk_desktop.network.tls import read_client_certificate, tls_context
from sdk_desktop.service.direct.access_point import AccessPoint

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


def ask(url: str, context: ssl.SSLContext) -> tuple[str, ...]:
    with new_client(context) as client:
        return AccessPoint(client, url, "AP1").pending()


@pytest.mark.parametrize(
    ("data", "password"),
    [
        (CLIENT.box(PASSWORD), PASSWORD),
        (CLIENT.pem(), None),
        (CLIENT.pem(PASSWORD), PASSWORD),
    ],
    ids=["PKCS#12", "PEM", "locked PEM"],
)
def test_a_client_proves_itself_by_its_certificate(
    tmp_path: Path, data: bytes, password: bytes | None
) -> None:
    context = tls_context(read_client_certificate(data, password), ROOT.pem())

    with access_point(tmp_path) as url:
        assert ask(url, context) == ("a",)


def refused(folder: Path, context: ssl.SSLContext) -> SdkError:
    with access_point(folder) as url, pytest.raises(SdkError) as raised:
        ask(url, context)
    return raised.value


@pytest.mark.parametrize(
    ("holder", "sentence"),
    [
        (None, "does not accept the certificate of this client, or its lack"),
        (Holder(Issuer("Nagon annan")), "does not accept the certificate of this client"),
        (Holder(ROOT, days=-1), "certificate of this client has expired"),
    ],
    ids=["none", "untrusted", "expired"],
)
def test_a_client_that_is_not_let_in_is_told_why(
    tmp_path: Path, holder: Holder | None, sentence: str
) -> None:
    client = read_client_certificate(holder.pem()) if holder else None

    error = refused(tmp_path, tls_context(client, ROOT.pem()))

    assert isinstance(error, Unavailable)
    assert sentence in str(error)


@pytest.mark.parametrize("trusted", [None, Issuer("Nagon annan").pem()])
def test_a_server_of_another_issuer_is_not_believed(tmp_path: Path, trusted: bytes | None) -> None:
    client = read_client_certificate(CLIENT.pem())

    assert isinstance(refused(tmp_path, tls_context(client, trusted)), Untrusted)


def test_the_key_is_in_no_file_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    client = read_client_certificate(CLIENT.box(PASSWORD), PASSWORD)

    tls_context(client)

    assert list(tmp_path.iterdir()) == []
    assert "key" not in repr(client)


def test_what_came_with_the_certificate_is_kept() -> None:
    client = read_client_certificate(CLIENT.box(PASSWORD), PASSWORD)

    assert client.certificate == CLIENT.certificate
    assert client.issuers == (BELOW.certificate,)


def pem_of(key: ed25519.Ed25519PrivateKey | Key) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "no private key that can be read"),
        (ROOT.pem(), "no private key that can be read"),
        (pem_of(ed25519.Ed25519PrivateKey.generate()), "of a kind that TLS does not use"),
        (pem_of(new_key()), "no certificate that belongs to its key"),
        (pem_of(new_key()) + ROOT.pem(), "no certificate that belongs to its key"),
    ],
)
def test_a_file_that_does_not_do_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read_client_certificate(data)


@pytest.mark.parametrize("data", [CLIENT.box(PASSWORD), CLIENT.pem(PASSWORD)])
def test_a_file_that_is_locked_asks_for_its_password(data: bytes) -> None:
    with pytest.raises(PasswordNeeded):
        read_client_certificate(data)
    with pytest.raises(Refused, match="does not open"):
        read_client_certificate(data, b"fel")


def test_a_key_that_is_too_weak_for_tls_is_refused() -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505 - the point
    weak = Holder(ROOT, key=key)

    with pytest.raises(Refused, match="cannot be used for TLS"):
        tls_context(read_client_certificate(weak.pem()))


@pytest.mark.parametrize("trusted", [b"", b"no PEM", "å".encode()])
def test_issuers_that_cannot_be_read_are_refused(trusted: bytes) -> None:
    with pytest.raises(Refused, match="trusted issuers"):
        tls_context(None, trusted)
