"""OCSP responses and revocation lists of the federation's authorities."""

from __future__ import annotations

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from sdk_desktop.domain.clock import Clock
from sdk_desktop.exchange.certificate_authority import Authority
from sdk_desktop.sandbox.network.pki import Issuer, SandboxPki


class RevocationResponder:
    """Answers for each authority; open to all."""

    def __init__(self, pki: SandboxPki, clock: Clock) -> None:
        self._pki = pki
        self._clock = clock

    def status(self, request: Request, issuer: str) -> Response:
        """Answer an OCSP request."""
        answer = self._authority(issuer).status(request.get_data(), self._clock())
        return Response(answer, mimetype="application/ocsp-response")

    def revoked(self, _request: Request, issuer: str) -> Response:
        """Return the list of revoked certificates."""
        revoked = self._authority(issuer).revocation_list(self._clock())
        return Response(revoked, mimetype="application/pkix-crl")

    def certificate(self, _request: Request, issuer: str) -> Response:
        """Return the authority's own certificate."""
        return Response(self._authority(issuer).encoded(), mimetype="application/pkix-cert")

    def _authority(self, issuer: str) -> Authority:
        if issuer not in set(Issuer):
            raise NotFound
        return self._pki.authority(Issuer(issuer))
