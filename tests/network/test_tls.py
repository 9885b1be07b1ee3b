import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from sdk_desktop.domain.errors import Unavailable, Untrusted
from sdk_desktop.network.http_connection import HttpConnection, new_client

HOST = "127.0.0.1"


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate that nobody has signed but itself, with its key."""
    key, now = generate_private_key(SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    built = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(IPv4Address(HOST))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "server.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private + built.public_bytes(Encoding.PEM))
    return path


def test_a_server_that_cannot_prove_who_it_is_is_not_trusted(certificate: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    with one_caller(context) as port, pytest.raises(Untrusted, match="Nothing was sent"):
        ask(port)


def test_a_server_that_hangs_up_is_tried_again_later() -> None:
    with one_caller(None) as port, pytest.raises(Unavailable):
        ask(port)


def ask(port: int) -> None:
    with new_client() as client:
        HttpConnection(client, "Silence.").ask(
            client.build_request("GET", f"https://{HOST}:{port}/")
        )


@contextmanager
def one_caller(context: ssl.SSLContext | None) -> Iterator[int]:
    """Listen for one caller: shake hands by TLS, or hang up where there is no context."""
    with socket.create_server((HOST, 0)) as server:
        server.settimeout(10)
        thread = Thread(target=take, args=(server, context))
        thread.start()
        yield server.getsockname()[1]
        thread.join()


def take(server: socket.socket, context: ssl.SSLContext | None) -> None:
    caller, _ = server.accept()
    with caller, suppress(OSError):
        caller.settimeout(10)
        if context:
            context.wrap_socket(caller, server_side=True).close()
