"""The keys and certificates of the federation's organisations, and who may know which."""

from __future__ import annotations

from datetime import datetime

from sdk_desktop.domain.errors import Untrusted
from sdk_desktop.exchange.certificates import Certificate
from sdk_desktop.exchange.issuing import Authority
from sdk_desktop.exchange.keys import SoftwareKey


class KeyCabinet:
    """Gives each organisation one key, made when it is first needed: that takes a while."""

    def __init__(self, since: datetime) -> None:
        """Make certificates that are valid from a day before `since`."""
        self._since = since
        self._authority: Authority | None = None
        self._keys: dict[str, SoftwareKey] = {}

    @property
    def issuer(self) -> Certificate:
        """The certificate of the federation's only issuer."""
        return self._issuing.certificate

    def key(self, participant: str) -> SoftwareKey:
        """Give an organisation's key, for signing and decryption."""
        known = self._keys.get(participant)
        if known is None:
            known = self._keys[participant] = self._issuing.issue(participant)
        return known

    def check_published(self, participant: str, certificate: Certificate) -> None:
        """Raise `Untrusted` for a certificate that is not the one which its owner has published."""
        if certificate != self.key(participant).certificate:
            raise Untrusted("The envelope is signed with another certificate than the sender's.")

    @property
    def _issuing(self) -> Authority:
        if self._authority is None:
            self._authority = Authority("SDK Sandbox CA", self._since)
        return self._authority
