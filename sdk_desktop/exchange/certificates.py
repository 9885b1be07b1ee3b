"""Whether a certificate may be used: its dates, its use, its issuer and its revocation.

Source: transport.md §3.5; which issuers are allowed is for the federation to say.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from datetime import datetime
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.x509.oid import NameOID

from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.errors import Untrusted
from sdk_desktop.formats.xmldsig.signature import public_rsa_key

Certificate = x509.Certificate
"""For those who only pass certificates on."""

CheckRevocation = Callable[[Certificate, Certificate], None]
"""Check that a certificate is not revoked by its issuer, which is the second one.

Raises `Untrusted` when it is, and `Unavailable` when nobody can tell now.
"""

UNREADABLE_EXTENSIONS: Final = (
    ValueError,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
)
"""What comes out when a certificate's extensions make no sense."""

_BROKEN_HASHES: Final = (hashes.MD5, hashes.SHA1)
_MOST_CHOSEN_FROM = 5
"""Certificates of a recipient that are looked at: each may need an answer of its issuer."""
_Uses = Callable[[x509.KeyUsage], bool]


class CertificateCheck:
    """Decides whether an organisation's certificate may be used now."""

    def __init__(
        self,
        clock: Clock,
        issuers: Collection[Certificate] | None,
        check_revocation: CheckRevocation | None,
    ) -> None:
        """Set the allowed issuers (None: any) and the revocation check (None: none).

        A certificate that is itself among the issuers is allowed, as laboratories need. A
        revocation answer proves nothing without its issuer, so that needs the issuers.
        """
        self._clock = clock
        self._issuers = issuers
        self._check_revocation = check_revocation

    def for_signing(self, certificate: Certificate) -> None:
        """Check a certificate that something was signed with; raise `Untrusted`."""
        self._check(certificate, lambda usage: usage.digital_signature)

    def for_encryption(self, certificate: Certificate) -> None:
        """Check a certificate that something is to be encrypted for; raise `Untrusted`."""
        self._check(certificate, lambda usage: usage.key_encipherment)

    def _check(self, certificate: Certificate, allows: _Uses) -> None:
        check_dates(certificate, self._clock())
        _check_key(certificate)
        _check_use(certificate, allows)
        issuer = self._issuer(certificate)
        if self._check_revocation is None or issuer == certificate:
            return
        if issuer is None:
            raise Untrusted("Without its issuer's certificate, revocation cannot be checked.")
        self._check_revocation(certificate, issuer)

    def _issuer(self, certificate: Certificate) -> Certificate | None:
        if self._issuers is None:
            return None
        if certificate in self._issuers:
            return certificate
        now = self._clock()
        issued = [issuer for issuer in self._issuers if _has_issued(issuer, certificate)]
        if not issued:
            raise Untrusted("The certificate is not from an issuer that this organisation trusts.")
        # One that was renewed with its key may be there as it was before, too.
        issuer = next((one for one in issued if is_valid(one, now)), issued[0])
        check_dates(issuer, now)
        return issuer


def encryption_certificate(
    published: Iterable[Certificate],
    now: datetime,
    check: Callable[[Certificate], None] | None = None,
) -> Certificate:
    """Choose what to encrypt for among several at a rollover: the newest that is valid now.

    `check` says which are (`CertificateCheck.for_encryption`); without it only dates are looked
    at. Raises `Untrusted` when none is valid.
    """
    valid = [found for found in published if is_valid(found, now)]
    valid.sort(key=lambda found: found.not_valid_before_utc, reverse=True)
    if not valid:
        raise Untrusted("The recipient has no encryption certificate that is valid now.")
    if check is None:
        return valid[0]
    *newer, last = valid[:_MOST_CHOSEN_FROM]
    for found in newer:
        with suppress(Untrusted):
            check(found)
            return found
    check(last)
    return last


def is_valid(certificate: Certificate, now: datetime) -> bool:
    """Return whether a moment is between a certificate's dates."""
    return certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc


def certificate_fingerprint(certificate: Certificate) -> str:
    """Return the fingerprint (SHA-256) of a certificate, hexadecimal."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def common_name(certificate: Certificate) -> str:
    """Return the name that a certificate is known by: its subject's common name, if it has one."""
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()


def check_dates(certificate: Certificate, now: datetime) -> None:
    """Check that a moment is between a certificate's dates; raise `Untrusted`, saying the day."""
    if now < certificate.not_valid_before_utc:
        first = certificate.not_valid_before_utc.date()
        raise Untrusted("The certificate is not valid before {day}.", day=first)
    if now > certificate.not_valid_after_utc:
        last = certificate.not_valid_after_utc.date()
        raise Untrusted("The certificate has been out of date since {day}.", day=last)


def _check_key(certificate: Certificate) -> None:
    public_rsa_key(certificate)
    try:
        method = certificate.signature_hash_algorithm
    except UnsupportedAlgorithm:
        raise Untrusted("The certificate cannot be read.") from None
    if isinstance(method, _BROKEN_HASHES):
        raise Untrusted("The certificate is signed with a method that is no longer safe.")


def _check_use(certificate: Certificate, allows: _Uses) -> None:
    """A certificate that does not limit its use may be used for anything (RFC 5280 §4.2.1.3)."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return
    except UNREADABLE_EXTENSIONS:
        raise Untrusted("The certificate cannot be read.") from None
    if not allows(usage):
        raise Untrusted("The certificate is not meant for this use.")


def _has_issued(issuer: Certificate, certificate: Certificate) -> bool:
    try:
        constraints = issuer.extensions.get_extension_for_class(x509.BasicConstraints).value
        certificate.verify_directly_issued_by(issuer)
    except (x509.ExtensionNotFound, ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return constraints.ca
