"""A certificate authority, such as the sandbox's federation has one; no real one is like this."""

from __future__ import annotations

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID

from sdk_desktop.exchange.keys import SoftwareKey
from sdk_desktop.formats.signature import SHORTEST_KEY

_LIFE = timedelta(days=5 * 365)


class Authority:
    """Issues organisation certificates under a root of its own, valid from a day before `since`.

    The keys of the field have 3072 bits; those of 2048 are made much faster.
    """

    def __init__(self, name: str, since: datetime, bits: int = SHORTEST_KEY) -> None:
        self._since = since - timedelta(days=1)
        self._bits = bits
        self._key = self._new_key()
        self._name = _name(name)
        self.certificate = self._sign(self._name, self._key.public_key(), _for_issuing())

    def issue(self, name: str) -> SoftwareKey:
        """Make a key and its certificate, for signing and decryption as SDK uses them."""
        key = self._new_key()
        return SoftwareKey(self._sign(_name(name), key.public_key(), _for_exchange()), key)

    def _new_key(self) -> rsa.RSAPrivateKey:
        return rsa.generate_private_key(public_exponent=65537, key_size=self._bits)

    def _sign(
        self, subject: x509.Name, key: rsa.RSAPublicKey, usage: x509.KeyUsage
    ) -> x509.Certificate:
        basic = x509.BasicConstraints(ca=usage.key_cert_sign, path_length=None)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(self._since)
            .not_valid_after(self._since + _LIFE)
            .add_extension(basic, critical=True)
            .add_extension(usage, critical=True)
        )
        return builder.sign(self._key, SHA256())


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _for_issuing() -> x509.KeyUsage:
    return _usage(key_cert_sign=True, crl_sign=True)


def _for_exchange() -> x509.KeyUsage:
    return _usage(digital_signature=True, key_encipherment=True)


def _usage(**wanted: bool) -> x509.KeyUsage:
    names = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{name: wanted.get(name, False) for name in names})
