"""A certificate authority, such as the sandbox's federation has one; no real one is like this."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

from sdk_desktop.exchange.keys import SoftwareKey
from sdk_desktop.formats.xmldsig.signature import SHORTEST_KEY

ANSWER_LIFE = timedelta(days=1)
"""How long what is said about revocation holds."""

_LIFE = timedelta(days=5 * 365)


@dataclass(frozen=True, slots=True)
class RevocationAddresses:
    """Where an authority can be asked about revocation; its certificates say so."""

    ocsp: str
    list: str


class Authority:
    """Issues organisation certificates under a root of its own, valid from a day before `since`.

    The keys of the field have 3072 bits; those of 2048 are made much faster.
    """

    def __init__(
        self,
        name: str,
        since: datetime,
        bits: int = SHORTEST_KEY,
        addresses: RevocationAddresses | None = None,
    ) -> None:
        self._since = since - timedelta(days=1)
        self._bits = bits
        self._addresses = addresses
        self._key = self._new_key()
        self._name = _name(name)
        self._issued: set[int] = set()
        self._revoked: dict[int, datetime] = {}
        extensions = (x509.BasicConstraints(ca=True, path_length=None), _for_issuing())
        builder = self._builder(self._name, self._key, self._since, self._since + _LIFE)
        self.certificate = self._sign(builder, *extensions)

    def issue(
        self, name: str, *, since: datetime | None = None, until: datetime | None = None
    ) -> SoftwareKey:
        """Make a key and its certificate, for signing and decryption as SDK uses them."""
        key = self._new_key()
        first = since or self._since
        builder = self._builder(_name(name), key, first, until or self._since + _LIFE)
        basic = x509.BasicConstraints(ca=False, path_length=None)
        certificate = self._sign(builder, basic, _for_exchange(), *_whereabouts(self._addresses))
        self._issued.add(certificate.serial_number)
        return SoftwareKey(certificate, key)

    def encoded(self) -> bytes:
        """Return its own certificate, in DER."""
        return self.certificate.public_bytes(Encoding.DER)

    def revoke(self, certificate: x509.Certificate, now: datetime) -> None:
        """Revoke one of its certificates; a second time changes nothing."""
        self._revoked.setdefault(certificate.serial_number, now)

    def has_revoked(self, certificate: x509.Certificate) -> bool:
        """Return whether a certificate was taken back."""
        return certificate.serial_number in self._revoked

    def revocation_list(self, now: datetime) -> bytes:
        """Return the list of what was taken back (RFC 5280), in DER."""
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self._name)
            .last_update(now)
            .next_update(now + ANSWER_LIFE)
        )
        for number, time in self._revoked.items():
            entry = x509.RevokedCertificateBuilder(number, time).build()
            builder = builder.add_revoked_certificate(entry)
        return builder.sign(self._key, SHA256()).public_bytes(Encoding.DER)

    def status(self, question: bytes, now: datetime) -> bytes:
        """Answer a question about one certificate (OCSP, RFC 6960), both in DER."""
        try:
            asked = ocsp.load_der_ocsp_request(question)
            own = ocsp.OCSPRequestBuilder().add_certificate(
                self.certificate, self.certificate, asked.hash_algorithm
            )
        except (ValueError, NotImplementedError, UnsupportedAlgorithm):
            return _no_answer(ocsp.OCSPResponseStatus.MALFORMED_REQUEST)
        mine = own.build()
        if (asked.issuer_name_hash, asked.issuer_key_hash) != (
            mine.issuer_name_hash,
            mine.issuer_key_hash,
        ):
            return _no_answer(ocsp.OCSPResponseStatus.UNAUTHORIZED)
        return self._answer(asked, now)

    def _answer(self, asked: ocsp.OCSPRequest, now: datetime) -> bytes:
        time = self._revoked.get(asked.serial_number)
        status = ocsp.OCSPCertStatus.GOOD
        if time is not None:
            status = ocsp.OCSPCertStatus.REVOKED
        elif asked.serial_number not in self._issued:
            status = ocsp.OCSPCertStatus.UNKNOWN
        builder = (
            ocsp.OCSPResponseBuilder()
            .add_response_by_hash(
                issuer_name_hash=asked.issuer_name_hash,
                issuer_key_hash=asked.issuer_key_hash,
                serial_number=asked.serial_number,
                algorithm=asked.hash_algorithm,
                cert_status=status,
                this_update=now,
                next_update=now + ANSWER_LIFE,
                revocation_time=time,
                revocation_reason=None,
            )
            .responder_id(ocsp.OCSPResponderEncoding.NAME, self.certificate)
        )
        for nonce in _nonces(asked):
            builder = builder.add_extension(nonce, critical=False)
        return builder.sign(self._key, SHA256()).public_bytes(Encoding.DER)

    def _new_key(self) -> rsa.RSAPrivateKey:
        return rsa.generate_private_key(public_exponent=65537, key_size=self._bits)

    def _builder(
        self, subject: x509.Name, key: rsa.RSAPrivateKey, since: datetime, until: datetime
    ) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(since)
            .not_valid_after(until)
        )

    def _sign(
        self, builder: x509.CertificateBuilder, *extensions: x509.ExtensionType
    ) -> x509.Certificate:
        for extension in extensions:
            needed = isinstance(extension, x509.BasicConstraints | x509.KeyUsage)
            builder = builder.add_extension(extension, critical=needed)
        return builder.sign(self._key, SHA256())


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _whereabouts(addresses: RevocationAddresses | None) -> Iterator[x509.ExtensionType]:
    if addresses is None:
        return
    ocsp_at = x509.UniformResourceIdentifier(addresses.ocsp)
    list_at = x509.UniformResourceIdentifier(addresses.list)
    access = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, ocsp_at)
    yield x509.AuthorityInformationAccess([access])
    yield x509.CRLDistributionPoints([x509.DistributionPoint([list_at], None, None, None)])


def _nonces(asked: ocsp.OCSPRequest) -> Iterator[x509.OCSPNonce]:
    for extension in asked.extensions:
        if isinstance(extension.value, x509.OCSPNonce):
            yield extension.value


def _no_answer(status: ocsp.OCSPResponseStatus) -> bytes:
    answer = ocsp.OCSPResponseBuilder.build_unsuccessful(status)
    return answer.public_bytes(Encoding.DER)


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
