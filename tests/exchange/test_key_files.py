"""Keys as organisations get them: PKCS#12 and PEM, with every usual mistake."""

import base64
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from hypothesis import given
from hypothesis import strategies as st

from sdk_desktop.domain.errors import Refused
from sdk_desktop.exchange.certificate_authority import Authority
from sdk_desktop.exchange.key_cost import rounds_of
from sdk_desktop.exchange.key_files import LARGEST_KEY_FILE, read_certificate_file, read_key
from sdk_desktop.exchange.keys import SoftwareKey
from tests.exchange.issuer import Issuer, Wish, rsa_key

AUTHORITY = Authority("Test CA", datetime.now(UTC))
KEY = AUTHORITY.issue("Testa kommun")
SECRET = b"hemligt"
LOCKED = BestAvailableEncryption(SECRET)


def box(
    key: SoftwareKey | None = KEY,
    locked: KeySerializationEncryption = LOCKED,
    *,
    chain: bool = True,
) -> bytes:
    return serialize_key_and_certificates(
        name=b"own",
        key=key.private_key if key else None,
        cert=key.certificate if key else None,
        cas=[AUTHORITY.certificate],
        encryption_algorithm=locked,
    )


def pem_key(
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey,
    locked: KeySerializationEncryption | None = None,
    form: PrivateFormat = PrivateFormat.PKCS8,
) -> bytes:
    return key.private_bytes(Encoding.PEM, form, locked or NoEncryption())


def pem() -> bytes:
    return KEY.certificate.public_bytes(Encoding.PEM)


OWN = pem_key(KEY.private_key)
OF_NO_VERSION = KEY.certificate.public_bytes(Encoding.DER).replace(
    bytes.fromhex("a003020102"), bytes.fromhex("a003020108"), 1
)
CHAIN = AUTHORITY.certificate.public_bytes(Encoding.PEM)
SHORT = rsa_key(1, 1024)
CURVE = ec.generate_private_key(ec.SECP256R1())


@pytest.mark.parametrize(
    ("data", "password"),
    [
        (box(), SECRET),
        (box(locked=NoEncryption()), None),
        (OWN + pem(), None),
        (pem() + CHAIN + OWN, None),
        (CHAIN + pem() + OWN, SECRET),
        (pem_key(KEY.private_key, LOCKED) + pem(), SECRET),
        (pem_key(KEY.private_key, LOCKED, PrivateFormat.TraditionalOpenSSL) + pem(), SECRET),
        (pem_key(KEY.private_key, form=PrivateFormat.TraditionalOpenSSL) + pem(), None),
    ],
    ids=[
        *("locked", "unlocked", "pem", "with its issuer", "issuer first", "locked pem"),
        *("locked old pem", "old pem"),
    ],
)
def test_a_key_is_read_with_its_certificate(data: bytes, password: bytes | None) -> None:
    read = read_key(data, password)

    assert read.certificate == KEY.certificate
    assert read.private_key.private_numbers() == KEY.private_key.private_numbers()


@pytest.mark.parametrize(
    ("data", "password", "reason"),
    [
        (box(), None, "needs its password"),
        (box(), b"", "needs its password"),
        (box(), b"fel", "does not open"),
        (box(None), SECRET, "no private key"),
        (b"", None, "no private key"),
        (b"rubbish", SECRET, "no private key"),
        (pem(), None, "no private key"),
        (OWN, None, "no certificate"),
        (OWN + CHAIN, None, "belongs to another key"),
        (OWN[:200] + b"\n-----END PRIVATE KEY-----\n" + pem(), None, "no private key"),
        (OWN + pem()[:99] + b"\n-----END CERTIFICATE-----\n", None, "no certificate that can"),
        (pem_key(KEY.private_key, LOCKED) + pem(), None, "needs its password"),
        (pem_key(KEY.private_key, LOCKED) + pem(), b"fel", "does not open"),
        (pem_key(SHORT) + pem(), None, "too short: 1024 bits"),
        (pem_key(CURVE) + pem(), None, "not an RSA key"),
    ],
    ids=[
        *("no password", "empty password", "wrong password", "no key", "nothing", "rubbish"),
        *("only a certificate", "only a key", "another's certificate", "damaged key"),
        *("damaged certificate", "locked pem", "locked pem, wrong password", "short", "curve"),
    ],
)
def test_what_is_wrong_with_a_key_file_is_said(
    data: bytes, password: bytes | None, reason: str
) -> None:
    with pytest.raises(Refused, match=reason):
        read_key(data, password)


@pytest.mark.parametrize("way", [["-legacy"], ["-certpbe", "AES-128-CBC"]])
def test_what_openssl_exports_is_read(tmp_path: Path, way: list[str]) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    (tmp_path / "own.pem").write_bytes(OWN + pem() + CHAIN)
    command = [openssl, "pkcs12", "-export", *way, "-in", "own.pem", "-out", "own.p12"]

    subprocess.run(
        [*command, "-passout", "pass:hemligt"], check=True, cwd=tmp_path, capture_output=True
    )

    assert read_key((tmp_path / "own.p12").read_bytes(), SECRET).certificate == KEY.certificate


@pytest.mark.parametrize("encoding", [Encoding.DER, Encoding.PEM])
def test_a_certificate_is_read_in_both_forms(encoding: Encoding) -> None:
    assert read_certificate_file(KEY.certificate.public_bytes(encoding)) == KEY.certificate


@pytest.mark.parametrize(
    "data",
    [b"", b"rubbish", OWN, pem()[:99], OF_NO_VERSION],
    ids=["nothing", "rubbish", "a key", "damaged", "of an unknown version"],
)
def test_what_is_no_certificate_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="no certificate that can be read"):
        read_certificate_file(data)


def test_a_key_never_shows_itself() -> None:
    certificate = Issuer().issue(Wish(key=rsa_key(1)))

    assert "private" not in repr(SoftwareKey(certificate, rsa_key(1)))


def of_rounds(rounds: int) -> KeySerializationEncryption:
    builder = PrivateFormat.PKCS12.encryption_builder().kdf_rounds(rounds)
    return builder.hmac_hash(SHA256()).build(SECRET)


def asking_for_more(data: bytes, rounds: int, more: int) -> bytes:
    """Change the rounds that a file names in clear."""
    named, becomes = (b"\x02\x03" + number.to_bytes(3) for number in (rounds, more))
    assert named in data
    return data.replace(named, becomes)


def test_a_file_that_would_take_hours_to_open_is_refused() -> None:
    data = asking_for_more(box(locked=of_rounds(100_000)), 100_000, 0x7FFFFF)

    with pytest.raises(Refused, match="too long"):
        read_key(data, SECRET)


@pytest.mark.parametrize("rounds", [0x7FFFFFFF, 0x7FFFFFFFFFFFFFFF])
def test_a_pem_key_that_would_take_hours_to_open_is_refused(rounds: int) -> None:
    der = KEY.private_key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, LOCKED)
    number = rounds.to_bytes((rounds.bit_length() + 8) // 8)
    salt = b"\x04\x08" + bytes(8)
    asks = salt + b"\x02" + bytes([len(number)]) + number
    greedy = b"\x30" + bytes([len(asks)]) + asks + der
    body = base64.encodebytes(b"\x30\x82" + len(greedy).to_bytes(2) + greedy)
    label = b"ENCRYPTED PRIVATE KEY-----\n"

    with pytest.raises(Refused, match="too long"):
        read_key(b"-----BEGIN " + label + body + b"-----END " + label, SECRET)


def test_a_file_larger_than_a_key_is_refused() -> None:
    with pytest.raises(Refused, match="larger"):
        read_key(OWN + b"\n" * LARGEST_KEY_FILE)


@pytest.mark.parametrize("rounds", [2_048, 600_000])
def test_usual_rounds_are_counted_and_taken(rounds: int) -> None:
    data = box(locked=of_rounds(rounds))

    assert rounds <= rounds_of(data) <= 4 * rounds
    assert read_key(data, SECRET).certificate == KEY.certificate


@given(st.binary(min_size=200, max_size=2_000))
def test_what_is_encrypted_names_no_rounds_by_chance(content: bytes) -> None:
    octets = b"\x04\x82" + len(content).to_bytes(2) + content

    assert rounds_of(b"\x30\x82" + len(octets).to_bytes(2) + octets) == 0


@given(st.binary(max_size=300))
def test_whatever_a_file_holds_its_rounds_are_counted(content: bytes) -> None:
    assert isinstance(rounds_of(content), int)
