"""The key with which a client proves itself to a token endpoint, in every usual form."""

from datetime import UTC, datetime

import jwt
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

from sdk_desktop.domain.configuration import Connection
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.exchange.certificate_authority import Authority
from sdk_desktop.exchange.key_files import PasswordNeeded
from sdk_desktop.service.client_key import ClientKey, PrivateKey, read_client_key

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
RSA = rsa.generate_private_key(65537, 2048)
P256 = ec.generate_private_key(ec.SECP256R1())
P384 = ec.generate_private_key(ec.SECP384R1())
P521 = ec.generate_private_key(ec.SECP521R1())


def pem(key: PrivateKey | ed448.Ed448PrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def signed_with(key: ClientKey) -> str:
    """Return the algorithm of a proof, once its signature is checked."""
    proof = key.assertion("klient", "https://a", NOON)
    algorithm: str = jwt.get_unverified_header(proof)["alg"]
    jwt.decode(
        proof,
        key.private_key.public_key(),
        [algorithm],
        audience="https://a",
        options={"verify_exp": False, "verify_iat": False},
    )
    return algorithm


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [
        (RSA, "RS256"),
        (P256, "ES256"),
        (P384, "ES384"),
        (P521, "ES512"),
        (ed25519.Ed25519PrivateKey.generate(), "EdDSA"),
    ],
    ids=["RSA", "P-256", "P-384", "P-521", "Ed25519"],
)
def test_a_key_signs_with_the_usual_algorithm_of_its_kind(key: PrivateKey, algorithm: str) -> None:
    assert signed_with(read_client_key(pem(key))) == algorithm


@pytest.mark.parametrize("algorithm", ["RS384", "RS512", "PS256", "PS384", "PS512"])
def test_another_algorithm_may_be_set(algorithm: str) -> None:
    assert signed_with(read_client_key(pem(RSA), algorithm=algorithm)) == algorithm


@pytest.mark.parametrize(("key", "algorithm"), [(RSA, "ES256"), (P256, "RS256"), (P256, "ES384")])
def test_an_algorithm_that_the_key_cannot_do_is_said(key: PrivateKey, algorithm: str) -> None:
    odd = read_client_key(pem(key), algorithm=algorithm)

    with pytest.raises(Unavailable, match="cannot sign with"):
        odd.assertion("klient", "https://a", NOON)


@pytest.mark.parametrize("curve", [ec.SECP256K1(), ec.BrainpoolP256R1()], ids=["k1", "brainpool"])
def test_a_curve_that_no_sign_in_uses_is_said(curve: ec.EllipticCurve) -> None:
    with pytest.raises(Refused, match="no sign-in uses"):
        read_client_key(pem(ec.generate_private_key(curve)))


def test_a_key_of_a_kind_that_no_sign_in_uses_is_said() -> None:
    with pytest.raises(Refused, match="no sign-in uses"):
        read_client_key(pem(ed448.Ed448PrivateKey.generate()))


def test_a_locked_pem_key_needs_its_password() -> None:
    lock = BestAvailableEncryption(b"hemligt")
    data = RSA.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)

    with pytest.raises(PasswordNeeded):
        read_client_key(data)
    assert signed_with(read_client_key(data, b"hemligt")) == "RS256"


def test_a_pkcs12_file_gives_the_key_and_its_certificate_s_thumbprint() -> None:
    key = Authority("Test CA", NOON).issue("klient")
    lock = BestAvailableEncryption(b"hemligt")
    data = serialize_key_and_certificates(b"k", key.private_key, key.certificate, None, lock)

    read = read_client_key(data, b"hemligt", key_id="ett")

    header = jwt.get_unverified_header(read.assertion("klient", "https://a", NOON))
    padded = jwt.utils.base64url_decode(header["x5t#S256"])
    assert padded == key.certificate.fingerprint(hashes.SHA256())
    assert header["kid"] == "ett"


def test_an_algorithm_that_nobody_knows_is_said_in_the_settings() -> None:
    with pytest.raises(Refused, match="must be one of RS256, "):
        Connection("1", "2", "3", "4", algorithm="none")
