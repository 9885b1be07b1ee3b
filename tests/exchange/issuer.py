"""An issuer that does everything right, or wrong: certificates, OCSP answers and lists."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)
OCSP_AT = "http://ocsp.example.se/"
LIST_AT = "http://crl.example.se/ca.crl"
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@cache
def rsa_key(number: int, bits: int = 2048) -> rsa.RSAPrivateKey:
    """Make a key once; the number tells keys apart."""
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def now() -> datetime:
    return NOW


def name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def usage(*wanted: str) -> x509.KeyUsage:
    names = ["digital_signature", "content_commitment", "key_encipherment", "data_encipherment"]
    names += ["key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"]
    return x509.KeyUsage(**{known: known in wanted for known in names})


EXCHANGE = usage("digital_signature", "key_encipherment")
ISSUING = usage("key_cert_sign", "crl_sign")


@dataclass(frozen=True)
class Wish:
    """What a certificate shall be like."""

    subject: str = "Testa kommun"
    key: Key = field(default_factory=lambda: rsa_key(1))
    public_key: rsa.RSAPublicKey | None = None
    since: datetime = NOW - DAY
    until: datetime = NOW + 365 * DAY
    usage: x509.KeyUsage | None = EXCHANGE
    ca: bool | None = False
    ocsp_at: str | None = None
    list_at: str | None = None
    addresses: int = 1
    answers: bool = False


class Issuer:
    """A certificate authority."""

    def __init__(self, subject: str = "Test CA", key: Key | None = None, ca: bool = True) -> None:
        self.key = key or rsa_key(0)
        self.subject = subject
        self.certificate = self.issue(Wish(subject, self.key, usage=ISSUING, ca=ca))

    def issue(self, wish: Wish = Wish()) -> x509.Certificate:
        builder = (
            x509.CertificateBuilder()
            .subject_name(name(wish.subject))
            .issuer_name(name(self.subject))
            .public_key(wish.public_key or wish.key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(wish.since)
            .not_valid_after(wish.until)
        )
        for extension in _extensions(wish):
            builder = builder.add_extension(extension, critical=False)
        return builder.sign(self.key, SHA256())

    def list(
        self,
        *revoked: x509.Certificate,
        since: datetime = NOW,
        until: datetime = NOW + DAY,
        extension: x509.ExtensionType | None = None,
    ) -> bytes:
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(name(self.subject))
            .last_update(since)
            .next_update(until)
        )
        for certificate in revoked:
            entry = x509.RevokedCertificateBuilder(certificate.serial_number, since)
            builder = builder.add_revoked_certificate(entry.build())
        if extension is not None:
            builder = builder.add_extension(extension, critical=True)
        return builder.sign(self.key, SHA256()).public_bytes(Encoding.DER)


@dataclass(frozen=True)
class Reply:
    """What an OCSP responder shall answer about a certificate."""

    about: x509.Certificate
    issuer: x509.Certificate
    signer: x509.Certificate
    key: Key
    status: ocsp.OCSPCertStatus = ocsp.OCSPCertStatus.GOOD
    since: datetime = NOW
    until: datetime | None = NOW + DAY
    by_key: bool = False

    def encode(self) -> bytes:
        revoked = self.status is ocsp.OCSPCertStatus.REVOKED
        encoding = ocsp.OCSPResponderEncoding.HASH if self.by_key else None
        builder = (
            ocsp.OCSPResponseBuilder()
            .add_response(
                cert=self.about,
                issuer=self.issuer,
                algorithm=SHA1(),  # noqa: S303 - what responders use
                cert_status=self.status,
                this_update=self.since,
                next_update=self.until,
                revocation_time=self.since if revoked else None,
                revocation_reason=None,
            )
            .responder_id(encoding or ocsp.OCSPResponderEncoding.NAME, self.signer)
            .certificates([self.signer])
        )
        return builder.sign(self.key, SHA256()).public_bytes(Encoding.DER)


def _extensions(wish: Wish) -> list[x509.ExtensionType]:
    found: list[x509.ExtensionType] = []
    if wish.usage is not None:
        found.append(wish.usage)
    if wish.ca is not None:
        found.append(x509.BasicConstraints(ca=wish.ca, path_length=None))
    if wish.ocsp_at is not None:
        kind = AuthorityInformationAccessOID.OCSP
        places = [x509.AccessDescription(kind, place) for place in _places(wish, wish.ocsp_at)]
        found.append(x509.AuthorityInformationAccess(places))
    if wish.list_at is not None:
        point = x509.DistributionPoint(_places(wish, wish.list_at), None, None, None)
        found.append(x509.CRLDistributionPoints([point]))
    if wish.answers:
        found.append(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING]))
    return found


def _places(wish: Wish, address: str) -> list[x509.GeneralName]:
    """Return an address as often as it is wished for, each with a number of its own."""
    more = [f"{address}?{number}" for number in range(1, wish.addresses)]
    return [x509.UniformResourceIdentifier(one) for one in (address, *more)]
