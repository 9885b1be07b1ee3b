"""What an OCSP answer (RFC 6960) or a revocation list (RFC 5280) says about a certificate.

Pure: who fetches and keeps the answers is `service.revocation`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID

from sdk_desktop.exchange.certificates import UNREADABLE_EXTENSIONS, is_valid

SKEW = timedelta(minutes=5)
"""How far the responder's clock may be ahead of ours."""

LONGEST_ANSWER = timedelta(days=10)
"""How long an answer without an end is good for at most."""

_WEB = ("http://", "https://")
_UNREADABLE = (
    TypeError,
    InvalidSignature,
    UnsupportedAlgorithm,
    x509.InvalidVersion,
    *UNREADABLE_EXTENSIONS,
)


class UnusableAnswerError(Exception):
    """What came is no answer about this certificate, or nobody vouches for it; ask another."""


@dataclass(frozen=True, slots=True)
class RevocationStatus:
    """What was answered, and until when it holds."""

    revoked: bool
    until: datetime


def ocsp_addresses(certificate: x509.Certificate) -> tuple[str, ...]:
    """Return the addresses at which a certificate says that its status can be asked for."""
    try:
        access = certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess)
    except (x509.ExtensionNotFound, *UNREADABLE_EXTENSIONS):
        return ()
    wanted = AuthorityInformationAccessOID.OCSP
    places = [entry.access_location for entry in access.value if entry.access_method == wanted]
    return _web_addresses(places)


def list_addresses(certificate: x509.Certificate) -> tuple[str, ...]:
    """Return the addresses at which a certificate says that its issuer's revocation list is."""
    try:
        points = certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints)
    except (x509.ExtensionNotFound, *UNREADABLE_EXTENSIONS):
        return ()
    return _web_addresses([name for point in points.value for name in point.full_name or ()])


def ocsp_request(certificate: x509.Certificate, issuer: x509.Certificate) -> bytes:
    """Write the question about one certificate.

    Its hash is SHA-1, the only one that every responder must know; nothing rests on it.
    """
    builder = ocsp.OCSPRequestBuilder()
    question = builder.add_certificate(certificate, issuer, SHA1())  # noqa: S303 - see above
    return question.build().public_bytes(Encoding.DER)


def read_ocsp(
    data: bytes, certificate: x509.Certificate, issuer: x509.Certificate, now: datetime
) -> RevocationStatus:
    """Read a responder's answer; raise `UnusableAnswerError` unless it is proven and timely."""
    try:
        answer = ocsp.load_der_ocsp_response(data)
        if answer.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
            raise UnusableAnswerError
        _check_responder(answer, issuer, now)
        return _single(answer, certificate, issuer, now)
    except _UNREADABLE:
        raise UnusableAnswerError from None


def read_list(
    data: bytes, certificate: x509.Certificate, issuer: x509.Certificate, now: datetime
) -> RevocationStatus:
    """Read a revocation list; raise `UnusableAnswerError` unless it is whole, proven and timely.

    A list that speaks for other issuers too, or of some reasons only, is not used.
    """
    try:
        revocations = x509.load_der_x509_crl(data)
        key = issuer.public_key()
        if revocations.issuer != issuer.subject or not isinstance(
            key, RSAPublicKey | EllipticCurvePublicKey
        ):
            raise UnusableAnswerError
        if not revocations.is_signature_valid(key) or not _is_whole(revocations):
            raise UnusableAnswerError
        until = _until(revocations.last_update_utc, revocations.next_update_utc, now)
        entry = revocations.get_revoked_certificate_by_serial_number(certificate.serial_number)
    except _UNREADABLE:
        raise UnusableAnswerError from None
    return RevocationStatus(revoked=entry is not None, until=until)


def _web_addresses(names: list[x509.GeneralName]) -> tuple[str, ...]:
    found = [name.value for name in names if isinstance(name, x509.UniformResourceIdentifier)]
    return tuple(address for address in found if address.lower().startswith(_WEB))


def _check_responder(answer: ocsp.OCSPResponse, issuer: x509.Certificate, now: datetime) -> None:
    """Check that the issuer has signed, or one whom the issuer lets answer (RFC 6960 §4.2.2.2)."""
    for signer in (issuer, *answer.certificates):
        if not _names(answer, signer):
            continue
        if signer != issuer:
            _check_delegate(signer, issuer, now)
        _verify(answer, signer)
        return
    raise UnusableAnswerError


def _names(answer: ocsp.OCSPResponse, signer: x509.Certificate) -> bool:
    if answer.responder_name is not None:
        return answer.responder_name == signer.subject
    digest = x509.SubjectKeyIdentifier.from_public_key(signer.public_key()).digest
    return answer.responder_key_hash == digest


def _check_delegate(signer: x509.Certificate, issuer: x509.Certificate, now: datetime) -> None:
    signer.verify_directly_issued_by(issuer)
    try:
        uses = signer.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound:
        raise UnusableAnswerError from None
    if ExtendedKeyUsageOID.OCSP_SIGNING not in uses or not is_valid(signer, now):
        raise UnusableAnswerError


def _verify(answer: ocsp.OCSPResponse, signer: x509.Certificate) -> None:
    key, digest = signer.public_key(), answer.signature_hash_algorithm
    if digest is None:
        raise UnusableAnswerError
    match key:
        case RSAPublicKey():
            key.verify(answer.signature, answer.tbs_response_bytes, PKCS1v15(), digest)
        case EllipticCurvePublicKey():
            key.verify(answer.signature, answer.tbs_response_bytes, ECDSA(digest))
        case _:
            raise UnusableAnswerError


def _single(
    answer: ocsp.OCSPResponse,
    certificate: x509.Certificate,
    issuer: x509.Certificate,
    now: datetime,
) -> RevocationStatus:
    for said in answer.responses:
        asked = (
            ocsp.OCSPRequestBuilder()
            .add_certificate(certificate, issuer, said.hash_algorithm)
            .build()
        )
        same_issuer = (said.issuer_name_hash, said.issuer_key_hash) == (
            asked.issuer_name_hash,
            asked.issuer_key_hash,
        )
        if not same_issuer or said.serial_number != certificate.serial_number:
            continue
        if said.certificate_status is ocsp.OCSPCertStatus.UNKNOWN:
            break
        revoked = said.certificate_status is ocsp.OCSPCertStatus.REVOKED
        return RevocationStatus(revoked, _until(said.this_update_utc, said.next_update_utc, now))
    raise UnusableAnswerError


def _is_whole(revocations: x509.CertificateRevocationList) -> bool:
    for extension in revocations.extensions:
        value = extension.value
        if isinstance(value, x509.DeltaCRLIndicator):
            return False
        if isinstance(value, x509.IssuingDistributionPoint):
            partly = (value.only_some_reasons, value.indirect_crl, value.only_contains_ca_certs)
            if any(partly) or value.only_contains_attribute_certs:
                return False
        elif extension.critical:
            return False
    return True


def _until(since: datetime, until: datetime | None, now: datetime) -> datetime:
    if since > now + SKEW:
        raise UnusableAnswerError
    end = since + LONGEST_ANSWER if until is None else until
    if end < now:
        raise UnusableAnswerError
    return end
