"""Checks of the organisation's own certificates, and of those of the issuers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sdk_desktop.app.checks.attempt import fails, works
from sdk_desktop.domain.certificate import WARNED_AHEAD, CertificateOwner, CertificateValidity
from sdk_desktop.domain.clock import local
from sdk_desktop.domain.configuration import Check
from sdk_desktop.domain.errors import Untrusted
from sdk_desktop.exchange.certificates import (
    Certificate,
    CertificateCheck,
    check_dates,
    encryption_certificate,
    is_valid,
)
from sdk_desktop.formats.xmldsig.signature import public_rsa_key


def check_key(certificate: Certificate, all_of_them: Iterable[Certificate], now: datetime) -> Check:
    """Check the certificate for signing, and that one of all may be encrypted for.

    Raises `Untrusted` for the fault.
    """
    alone = CertificateCheck(lambda: now, issuers=None, check_revocation=None)
    alone.for_signing(certificate)
    _check_encryption(alone, all_of_them)
    term = CertificateValidity(CertificateOwner.ORGANISATION, certificate.not_valid_after_utc)
    text = "It opens. Its certificate has {bits} bits and ends on {day}. Days left: {days}"
    advice = "Order a new certificate for your organisation." if term.ends_soon(now) else ""
    bits = public_rsa_key(certificate).key_size
    return works(text, advice, bits=bits, day=term.last_day, days=term.days_left(now))


def check_client_certificate(certificate: Certificate, now: datetime) -> Check:
    """Check the TLS certificate of the client; raise `Untrusted`."""
    check_dates(certificate, now)
    term = CertificateValidity(CertificateOwner.CLIENT, certificate.not_valid_after_utc)
    text = "It opens. It ends on {day}. Days left: {days}"
    advice = "Order a new certificate for this client." if term.ends_soon(now) else ""
    return works(text, advice, day=term.last_day, days=term.days_left(now))


def check_issuers(issuers: Iterable[Certificate], now: datetime) -> Check:
    """Check that certificates of the issuers are valid, and none ends soon."""
    known = tuple(issuers)
    valid = [one.not_valid_after_utc for one in known if is_valid(one, now)]
    advice = "Fetch the issuers' new certificates, and put them beside the old ones."
    if not valid:
        return fails("No certificate there is valid now.", advice)
    first = min(valid)
    text = "Certificates that are valid: {count}. The first of them ends on {day}."
    soon = first - now <= WARNED_AHEAD or len(valid) < len(known)
    return works(text, advice if soon else "", count=len(valid), day=local(first).date())


def check_published(
    signing: Iterable[Certificate],
    encryption: Iterable[Certificate],
    own: Certificate,
    all_of_them: Iterable[Certificate],
    now: datetime,
) -> Check:
    """Compare what the organisation has published with its keys; raise `Untrusted`."""
    to_encrypt = [one for one in encryption if is_valid(one, now)]
    to_sign = [one for one in signing if is_valid(one, now)]
    if not to_encrypt or not to_sign:
        raise Untrusted("Your organisation has published no certificate that is valid now.")
    if own not in to_sign or encryption_certificate(to_encrypt, now) not in all_of_them:
        raise Untrusted("Your organisation has published another certificate than this key's.")
    return works("Your organisation has published this key's certificate.")


def _check_encryption(alone: CertificateCheck, certificates: Iterable[Certificate]) -> None:
    """Check that others may encrypt for one of the certificates."""
    refusal = Untrusted("The certificate is not meant for this use.")
    for certificate in certificates:
        try:
            alone.for_encryption(certificate)
        except Untrusted as error:
            refusal = error
        else:
            return
    raise refusal
