"""What a check-up says of the keys and certificates that an access point's client has itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import httpx

from sdk_desktop.app.checks.attempt import ErrorAdvice, fails, needed, tried, works
from sdk_desktop.app.checks.certificates import check_client_certificate, check_issuers, check_key
from sdk_desktop.app.direct import client_certificate, open_keys, path_of
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.configuration import AccessPointLine, Check
from sdk_desktop.domain.errors import Unavailable, Untrusted
from sdk_desktop.exchange.certificates import Certificate, CertificateCheck, is_valid
from sdk_desktop.exchange.trust_files import read_issuers
from sdk_desktop.network.tls import ClientCertificate
from sdk_desktop.service.direct.revocation import RevocationCheck


@dataclass(slots=True)
class OwnChecks:
    """Tries the organisation's key, the client's certificate and the issuers.

    What was found is kept for the lines that rest on it: `certificates` are those of all keys,
    `own` the one to sign with, `client_certificate` what the access point is shown.
    """

    line: AccessPointLine
    client: httpx.Client
    clock: Clock
    opening: ExitStack
    certificates: tuple[Certificate, ...] | None = None
    own: Certificate | None = None
    issuers: tuple[Certificate, ...] | None = None
    client_certificate: ClientCertificate | None = None

    def checks(self) -> Iterator[Check]:
        """Return a line for each."""
        yield tried("Organisation's key", self._key, _KEY)
        if self.line.certificate_file:
            yield tried("Client's certificate", self._client_certificate, _CLIENT)
        yield tried("Issuers of keys", self._issuers, _ISSUERS)
        yield tried("Revocation", self._revocation, _REVOCATION)

    def _key(self) -> Check:
        certificates = open_keys(self.line, self.opening).certificates
        now = self.clock()
        own = max(certificates, key=lambda one: (is_valid(one, now), one.not_valid_before_utc))
        seen = check_key(own, certificates, now)
        self.certificates, self.own = certificates, own
        return seen

    def _client_certificate(self) -> Check:
        own = needed(client_certificate(self.line))
        seen = check_client_certificate(own.certificate, self.clock())
        self.client_certificate = own
        return seen

    def _issuers(self) -> Check:
        issuers = read_issuers(path_of(self.line.issuers))
        seen = check_issuers(issuers, self.clock())
        self.issuers = issuers if seen.ok else None
        return seen

    def _revocation(self) -> Check:
        own, issuers = needed(self.own), needed(self.issuers)
        try:
            CertificateCheck(self.clock, issuers, check_revocation=None).for_signing(own)
        except Untrusted as error:
            advice = "Put the certificate of its issuer in the folder with issuers, too."
            return fails(error.text, advice, **error.values)
        try:
            asked = RevocationCheck(self.client, self.clock)
            CertificateCheck(self.clock, issuers, asked.check).for_signing(own)
        except Unavailable as error:
            if not self.line.silence_is_yes:
                raise
            advice = "The settings take silence for a yes (silence_is_yes)."
            return works(error.text, advice, **error.values)
        return works("Your organisation's certificate is trusted, and has not been revoked.")


_KEY = ErrorAdvice(
    "Put the card or module in its place, and try again.",
    refused="Check the key, and the file with its password or PIN, in the settings.",
    untrusted="Order a new certificate for your organisation, and have it published.",
)
_CLIENT = ErrorAdvice(
    "Check the client's certificate, and the file with its password, in the settings.",
    untrusted="Order a new certificate for this client.",
)
_ISSUERS = ErrorAdvice("Check the folder with issuers in the settings.")
_REVOCATION = ErrorAdvice(
    "Check that this computer reaches the issuer of the certificate. Until then messages wait.",
    untrusted="Order a new certificate for your organisation, and have it published.",
)
