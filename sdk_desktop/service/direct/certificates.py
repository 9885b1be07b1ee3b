"""The certificates that organisations have published: to encrypt for them, to verify theirs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.envelope import DocumentType
from sdk_desktop.domain.errors import Refused, Unavailable, Untrusted
from sdk_desktop.exchange.certificates import Certificate, encryption_certificate
from sdk_desktop.formats.service_metadata import CertificateUse
from sdk_desktop.service.direct.metadata import MetadataLookup

KEPT = timedelta(minutes=5)
"""How long what was published is believed without asking anew."""

_MOST_KEPT = 2_000


_WHERE = {
    CertificateUse.ENCRYPTION: (DocumentType.MESSAGE,),
    CertificateUse.SIGNING: (DocumentType.ACKNOWLEDGEMENT, DocumentType.MESSAGE),
}
"""The services at which a certificate is looked for, in order (transport.md §3.4, §11 row 22)."""


@dataclass(frozen=True, slots=True)
class _Cached:
    published: tuple[Certificate, ...]
    asked: datetime


class PublishedCertificates:
    """The certificates that organisations have published, cached for a short while."""

    def __init__(
        self,
        lookup: MetadataLookup,
        clock: Clock,
        check_recipient: Callable[[Certificate], None] | None = None,
    ) -> None:
        """Use a lookup; `check_recipient` checks a certificate that something is encrypted for.

        It is `CertificateCheck.for_encryption`; without it only dates are looked at.
        """
        self._lookup = lookup
        self._clock = clock
        self._check_recipient = check_recipient
        self._kept: dict[tuple[str, CertificateUse], _Cached] = {}

    def encryption_certificate(self, participant: str) -> Certificate:
        """Return the certificate to encrypt a message for a participant with.

        Raises `Refused` when the participant is not in the federation, takes no messages or has
        published none, `Untrusted` when it, or what was published, is not accepted, and
        `Unavailable` when nobody can tell now.
        """
        kept = self._still_kept(participant, CertificateUse.ENCRYPTION)
        if kept:
            with suppress(Untrusted):  # another may have been published since
                return self._chosen(kept)
        published = self._ask(participant, CertificateUse.ENCRYPTION)
        if not published:
            raise Refused("The organisation has not published a certificate to encrypt for.")
        return self._chosen(published)

    def check_published(self, participant: str, certificate: Certificate) -> None:
        """Check that a participant has published a signing certificate.

        Raises `Refused` when the participant is not in the federation or takes nothing, so that
        no answer could reach it, `Untrusted` when the certificate is not among those published,
        asked for anew, and `Unavailable` when nobody can tell now, also because what was
        published is not to be trusted: that is not the sender's doing.
        """
        if certificate in self._still_kept(participant, CertificateUse.SIGNING):
            return
        try:
            published = self._ask(participant, CertificateUse.SIGNING)
        except Untrusted as error:
            raise Unavailable(error.text, **error.values) from error
        if certificate not in published:
            raise Untrusted("The envelope is signed with another certificate than the sender's.")

    def _chosen(self, published: tuple[Certificate, ...]) -> Certificate:
        return encryption_certificate(published, self._clock(), self._check_recipient)

    def _still_kept(self, participant: str, use: CertificateUse) -> tuple[Certificate, ...]:
        kept = self._kept.get((participant.lower(), use))
        return kept.published if kept and abs(self._clock() - kept.asked) < KEPT else ()

    def _ask(self, participant: str, use: CertificateUse) -> tuple[Certificate, ...]:
        published = self._find(participant, use)
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        self._kept[participant.lower(), use] = _Cached(published, self._clock())
        return published

    def _find(self, participant: str, use: CertificateUse) -> tuple[Certificate, ...]:
        """Ask at one service after the other until one has any certificate for this use."""
        published: tuple[Certificate, ...] | None = None
        for document in _WHERE[use]:
            found = self._lookup.find(participant, document)
            if found is not None:
                published = found.metadata.certificates(use)
            if published:
                return published
        if published is None:
            raise Refused("The organisation does not take messages of this kind.")
        return published
