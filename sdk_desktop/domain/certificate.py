"""How long the certificates are valid that the client itself needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sdk_desktop.domain.clock import local

WARNED_AHEAD = timedelta(days=60)
"""So long before its end a new certificate is asked for: issuers and the federation take weeks."""


class CertificateOwner(StrEnum):
    """Whose a certificate is.

    The organisation's signs and opens messages, by the client's the access point knows the client,
    and the card's lets a person sign in.
    """

    ORGANISATION = "organisation"
    CLIENT = "client"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class CertificateValidity:
    """Until when a certificate is valid."""

    owner: CertificateOwner
    ends: datetime

    @property
    def last_day(self) -> date:
        """The day on which it ends, where the user is."""
        return local(self.ends).date()

    def days_left(self, now: datetime) -> int:
        """Count the days until its last one; negative afterwards."""
        return (self.last_day - local(now).date()).days

    def has_ended(self, now: datetime) -> bool:
        """Return whether it is valid no longer."""
        return self.ends < now

    def ends_soon(self, now: datetime) -> bool:
        """Return whether it is time to order a new one."""
        return self.ends - now <= WARNED_AHEAD


@dataclass(frozen=True, slots=True)
class ExpiringCertificate:
    """A certificate that ends soon, or that has ended."""

    owner: CertificateOwner
    last_day: date
    days_left: int
    ended: bool
