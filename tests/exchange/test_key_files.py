"""Keys as organisations get them: PKCS#12 and PEM, with every usual mistake."""

import base64
import hashlib
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
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
from sdk_desktop.exchange.key_cost import locked_parts, rounds_of
from sdk_desktop.exchange.key_files import (
    LARGEST_KEY,
    LARGEST_KEY_FILE,
    read_certificate_file,
    read_key,
)
from sdk_desktop.exchange.key_unlocking import unlock_part
from sdk_desktop.exchange.keys import SoftwareKey
from tests.exchange.issuer import Issuer, Wish, rsa_key
from tests.kit.project import installed

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


def exported(folder: Path, way: list[str]) -> bytes:
    """Return a box that OpenSSL makes."""
    openssl = installed("openssl")
    (folder / "own.pem").write_bytes(OWN + pem() + CHAIN)
    command = [openssl, "pkcs12", "-export", *way, "-in", "own.pem", "-out", "own.p12"]
    subprocess.run(
        [*command, "-passout", "pass:hemligt"], check=True, cwd=folder, capture_output=True
    )
    return (folder / "own.p12").read_bytes()


@pytest.mark.parametrize("way", [["-legacy"], ["-certpbe", "AES-128-CBC"]])
def test_what_openssl_exports_is_read(tmp_path: Path, way: list[str]) -> None:
    assert read_key(exported(tmp_path, way), SECRET).certificate == KEY.certificate


@pytest.mark.parametrize("way", ["AES-128-CBC", "AES-192-CBC", "AES-256-CBC", "PBE-SHA1-3DES"])
def test_what_stands_encrypted_in_a_box_is_looked_at(tmp_path: Path, way: str) -> None:
    ((algorithm, content),) = locked_parts(exported(tmp_path, ["-certpbe", way]))

    (held,) = unlock_part(algorithm, content, SECRET)

    assert KEY.certificate.public_bytes(Encoding.DER) in held
    assert list(unlock_part(algorithm, content, b"fel")) == []


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


def der(tag: int, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return bytes([tag, 0x84]) + len(content).to_bytes(4) + content


def locked_with(rounds: int, cipher: str = "60864801650304012a") -> bytes:
    """Return the AlgorithmIdentifier of PBES2 with so many rounds."""
    salt, start = der(0x04, b"salt"), der(0x04, bytes(16))
    how = der(0x30, salt, der(0x02, rounds.to_bytes(8)))
    derivation = der(0x30, der(0x06, bytes.fromhex("2a864886f70d01050c")), how)
    encryption = der(0x30, der(0x06, bytes.fromhex(cipher)), start)
    return der(
        0x30, der(0x06, bytes.fromhex("2a864886f70d01050d")), der(0x30, derivation, encryption)
    )


def box_around(held: bytes, outer: bytes) -> bytes:
    """Return a box that holds something encrypted as a whole, under `SECRET` and one round."""
    padding = 16 - len(held) % 16
    key = hashlib.pbkdf2_hmac("sha1", SECRET, b"salt", 1, 32)
    encryptor = Cipher(AES(key), CBC(bytes(16))).encryptor()
    content = encryptor.update(held + bytes([padding]) * padding) + encryptor.finalize()
    info = der(0x30, der(0x06, b"data"), outer, der(0x80, content))
    parts = der(0x30, der(0x30, der(0x06, b"encrypted"), der(0xA0, der(0x30, info))))
    return der(0x30, der(0x02, b"\3"), der(0x30, der(0x06, b"data"), der(0xA0, der(0x04, parts))))


def shrouded(rounds: int, size: int) -> bytes:
    """Return a locked key as a box holds it."""
    return der(0x30, der(0x30, locked_with(rounds), der(0x04, bytes(size))))


@pytest.mark.parametrize(
    ("rounds", "size", "reason"),
    [(1 << 31, 16, "too long"), (1, LARGEST_KEY + 1, "larger than any")],
)
def test_what_stands_encrypted_in_a_box_asks_for_no_more(
    rounds: int, size: int, reason: str
) -> None:
    with pytest.raises(Refused, match=reason):
        read_key(box_around(shrouded(rounds, size), locked_with(1)), SECRET)


def test_a_box_that_cannot_be_looked_into_is_refused() -> None:
    with pytest.raises(Refused, match="outdated"):
        read_key(box_around(shrouded(1, 16), locked_with(1, "2a864886f70d0302")), SECRET)


def large_key() -> bytes:
    """Return the PKCS#8 of an RSA key of 19 600 bits, whose primes take minutes to try."""
    first, second = 2**9689 - 1, 2**9941 - 1  # Mersenne's
    inverse = pow(65537, -1, (first - 1) * (second - 1))
    numbers = (0, first * second, 65537, inverse, first, second)
    halves = (inverse % (first - 1), inverse % (second - 1), pow(second, -1, first))
    written = (number.to_bytes(number.bit_length() // 8 + 1) for number in (*numbers, *halves))
    key = der(0x30, *(der(0x02, number) for number in written))
    kind = der(0x30, der(0x06, bytes.fromhex("2a864886f70d010101")), der(0x05))
    return der(0x30, der(0x02, b"\0"), kind, der(0x04, key))


def test_a_key_that_is_too_large_is_not_read() -> None:
    text = base64.encodebytes(large_key()).decode()
    in_pem = f"-----BEGIN PRIVATE KEY-----\n{text}-----END PRIVATE KEY-----\n".encode()
    bag = der(0x30, der(0x30, der(0x06, b"key"), der(0xA0, large_key())))
    parts = der(0x30, der(0x30, der(0x06, b"data"), der(0xA0, der(0x04, bag))))
    in_box = der(0x30, der(0x02, b"\3"), der(0x30, der(0x06, b"data"), der(0xA0, der(4, parts))))

    with pytest.raises(Refused, match="larger than any"):
        read_key(in_pem + pem())
    with pytest.raises(Refused, match="larger than any"):
        read_key(in_box)


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
