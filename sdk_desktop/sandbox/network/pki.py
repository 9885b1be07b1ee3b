"""The keys and certificates of the federation: of organisations, publisher and access points."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.errors import Untrusted
from sdk_desktop.exchange.certificate_authority import Authority, RevocationAddresses
from sdk_desktop.exchange.certificates import Certificate
from sdk_desktop.exchange.keys import SoftwareKey

STATUS_PATH = "/pki"
"""Under this, and its name, each authority has `/ocsp`, `/ca.crl` and `/ca.cer`."""

_RENEWED_AFTER = timedelta(hours=1)


class Issuer(StrEnum):
    """The federation's authorities; each name is a part of an address, too."""

    ORGANISATIONS = "o2o"
    PUBLISHER = "smp"
    ACCESS_POINTS = "ap"


_NAMES = {
    Issuer.ORGANISATIONS: "SDK Sandbox CA",
    Issuer.PUBLISHER: "Rot CA eDelivery SMP-SANDBOX",
    Issuer.ACCESS_POINTS: "Accesspunkt CA-SANDBOX",
}


class SandboxPki:
    """The authorities and all keys; a key is made when it is first needed, as that takes a while.

    Where there is an `address`, the certificates name it for revocation.
    """

    def __init__(self, since: datetime, address: str = "") -> None:
        """Make certificates that are valid from a day before `since`."""
        self.address = address
        self._since = since
        self._authorities: dict[Issuer, Authority] = {}
        self._keys: dict[str, tuple[SoftwareKey, ...]] = {}
        self._others: dict[tuple[Issuer, str], SoftwareKey] = {}

    @property
    def issuer(self) -> Certificate:
        """The certificate of the issuer of all organisations' certificates."""
        return self.authority(Issuer.ORGANISATIONS).certificate

    def authority(self, issuer: Issuer) -> Authority:
        """Return one of the federation's authorities."""
        known = self._authorities.get(issuer)
        if known is None:
            base = f"{self.address}{STATUS_PATH}/{issuer}"
            addresses = (
                RevocationAddresses(f"{base}/ocsp", f"{base}/ca.crl") if self.address else None
            )
            known = Authority(_NAMES[issuer], self._since, addresses=addresses)
            self._authorities[issuer] = known
        return known

    def key(self, participant: str) -> SoftwareKey:
        """Return the newest of an organisation's keys, for signing and decryption."""
        return self.keys(participant)[0]

    def keys(self, participant: str) -> tuple[SoftwareKey, ...]:
        """Return all keys of an organisation whose certificates are published, the newest first."""
        return self._keys.get(participant) or self.renew(participant)

    def renew(self, participant: str, *, until: datetime | None = None) -> tuple[SoftwareKey, ...]:
        """Issue a new key to an organisation and return all of its keys; all are published."""
        older = self._keys.get(participant, ())
        since = self._since - timedelta(days=1) + _RENEWED_AFTER * len(older)
        new = self.authority(Issuer.ORGANISATIONS).issue(participant, since=since, until=until)
        self._keys[participant] = (new, *older)
        return self._keys[participant]

    def revoke(self, participant: str, now: datetime) -> None:
        """Revoke the newest certificate of an organisation, which stays published."""
        newest = self.key(participant).certificate
        self.authority(Issuer.ORGANISATIONS).revoke(newest, now)

    def other_key(self, issuer: Issuer, name: str, *, until: datetime | None = None) -> SoftwareKey:
        """Return the key of a holder that is no organisation, made the first time."""
        known = self._others.get((issuer, name))
        if known is None:
            known = self.authority(issuer).issue(name, until=until)
            self._others[issuer, name] = known
        return known

    def check_published(self, participant: str, certificate: Certificate) -> None:
        """Raise `Untrusted` for a certificate that its owner has not published."""
        if certificate not in [key.certificate for key in self.keys(participant)]:
            raise Untrusted("The envelope is signed with another certificate than the sender's.")

    def check_revocation(self, certificate: Certificate, _issuer: Certificate) -> None:
        """Raise `Untrusted` for an organisation's certificate that was revoked."""
        if self.authority(Issuer.ORGANISATIONS).has_revoked(certificate):
            raise Untrusted("The certificate has been revoked by its issuer.")


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
