import ssl
import tempfile
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from sdk_desktop.domain.errors import Refused, SdkError, Unavailable, Untrusted
from sdk_desktop.exchange.key_files import PasswordNeeded
from sdk_desktop.network.http_connection import new_client
from sdk_desktop.network.tls import read_client_certificate, tls_context
from sdk_desktop.service.direct.access_point import AccessPoint
from tests.kit.project import believes_issuers
from tests.kit.tls_access_point import (
    BELOW,
    CLIENT,
    PASSWORD,
    ROOT,
    Holder,
    Issuer,
    Key,
    access_point,
    new_key,
)


def ask(url: str, context: ssl.SSLContext) -> tuple[str, ...]:
    with new_client(context) as client:
        return AccessPoint(client, url, "AP1").pending()


@believes_issuers
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


@believes_issuers
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


def test_a_key_that_another_program_holds_just_then_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def held(*_given: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("truststore.SSLContext.load_cert_chain", held)

    with pytest.raises(Refused, match="cannot be used for TLS"):
        tls_context(read_client_certificate(CLIENT.pem()))


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
