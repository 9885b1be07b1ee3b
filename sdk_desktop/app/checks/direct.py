"""A check-up of every hop between this client and other organisations, by way of an access point.

One hop is one line. What rests on a hop that failed is not tried: the first line that fails is the
one to mend.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial

import httpx

from sdk_desktop.app.checks.attempt import ErrorAdvice, fails, needed, tried, works
from sdk_desktop.app.checks.certificates import check_issuers, check_published
from sdk_desktop.app.checks.clock import Asked, check_clock
from sdk_desktop.app.checks.message_service import address_book
from sdk_desktop.app.checks.own import OwnChecks
from sdk_desktop.app.direct import open_access_point, open_client, open_lookup, path_of
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.configuration import AccessPointLine, Check, Discovery
from sdk_desktop.domain.envelope import DocumentType
from sdk_desktop.domain.errors import Refused
from sdk_desktop.exchange.certificates import Certificate
from sdk_desktop.exchange.trust_files import read_issuers
from sdk_desktop.formats.service_metadata import CertificateUse, ServiceMetadata
from sdk_desktop.service.direct.name_service import NameService
from sdk_desktop.service.direct.revocation import RevocationCheck
from sdk_desktop.service.malware import Scanner
from sdk_desktop.settings import Settings


def check_direct(
    settings: Settings, line: AccessPointLine, client: httpx.Client, clock: Clock
) -> tuple[Check, ...]:
    """Try every hop; the organisation's key is opened only once, as cards count wrong PINs."""
    with ExitStack() as opening:
        own = OwnChecks(line, client, clock, opening)
        return tuple(_Hops(settings, own).checks())


@dataclass(slots=True)
class _Hops:
    """The hops in their order, and what those before have found."""

    settings: Settings
    own: OwnChecks
    participant: str | None = None
    issuers: tuple[Certificate, ...] | None = None
    publisher: str | None = None
    metadata: Mapping[DocumentType, ServiceMetadata] | None = None
    through: httpx.Client | None = None

    def checks(self) -> Iterator[Check]:
        yield tried("Mailboxes", self._mailboxes, ErrorAdvice())
        yield from self.own.checks()
        yield from self._directories()
        yield tried("Access point", self._access_point, _ACCESS_POINT)
        clock = partial(check_clock, self._asked(), self.own.clock)
        yield tried("Clock", clock, ErrorAdvice())
        yield address_book(self.own.client, self.own.line.address_book_url)
        yield tried("Malware scanner", self._scanner, _SCANNER)

    def _mailboxes(self) -> Check:
        boxes = self.settings.mailboxes
        organisations = {box.organisation for box in boxes}
        if not organisations:
            advice = "Start the client and go through the guide, or fill in the settings file."
            return fails("There are no mailboxes in the settings.", advice)
        if len(organisations) > 1:
            text = "The mailboxes belong to several organisations. A client serves only one."
            return fails(text, "Use a profile of its own for each organisation.")
        (self.participant,) = organisations
        text = "This client serves {organisation}. Mailboxes: {count}"
        return works(text, organisation=self.participant, count=len(boxes))

    def _directories(self) -> Iterator[Check]:
        discovery = self.settings.discovery
        if discovery is None:
            text = "The settings do not say how other organisations are found."
            advice = "Fill in the table [discovery] of the settings file."
            yield Check("Name service", ok=False, text=text, advice=advice)
            return
        yield tried("Issuers of the directory", partial(self._issuers, discovery), _ISSUERS)
        yield tried("Name service", partial(self._names, discovery), _NAMES)
        yield tried("Directory of certificates", partial(self._directory, discovery), _DIRECTORY)
        yield tried("Published certificate", self._published, _PUBLISHED)

    def _issuers(self, discovery: Discovery) -> Check:
        issuers = read_issuers(path_of(discovery.smp_issuers))
        seen = check_issuers(issuers, self.own.clock())
        self.issuers = issuers if seen.ok else None
        return seen

    def _names(self, discovery: Discovery) -> Check:
        names = NameService(discovery.zone, discovery.servers)
        self.publisher = names.publisher(needed(self.participant))
        return works("The name service answers, and your organisation is in the federation.")

    def _directory(self, discovery: Discovery) -> Check:
        needed(self.issuers)
        needed(self.publisher)
        client, clock = self.own.client, self.own.clock
        revocations = RevocationCheck(client, clock, silence_is_yes=self.own.line.silence_is_yes)
        lookup = open_lookup(client, discovery, clock, revocations)
        found: dict[DocumentType, ServiceMetadata] = {}
        for document in DocumentType:
            signed = lookup.find(needed(self.participant), document)
            if signed is None:
                raise Refused("Your organisation is not registered for what SDK needs.")
            found[document] = signed.metadata
        self.metadata = found
        return works("What it says of your organisation is signed and trusted.")

    def _published(self) -> Check:
        """Look where others do (`service.certificates`)."""
        published = needed(self.metadata)
        messages = published[DocumentType.MESSAGE]
        answers = published[DocumentType.ACKNOWLEDGEMENT]
        return check_published(
            answers.certificates(CertificateUse.SIGNING)
            or messages.certificates(CertificateUse.SIGNING),
            messages.certificates(CertificateUse.ENCRYPTION),
            needed(self.own.own),
            needed(self.own.certificates),
            self.own.clock(),
        )

    def _access_point(self) -> Check:
        participant, line = needed(self.participant), self.own.line
        shown = needed(self.own.client_certificate) if line.certificate_file else None
        self.through = open_client(self.own.client, line, shown, self.own.opening)
        waiting = open_access_point(self.through, line).pending(participant)
        text = "The access point lets this client in. Messages that wait there: {count}"
        return works(text, count=len(waiting))

    def _asked(self) -> Iterator[Asked]:
        """Return who may tell the time: the access point before all others."""
        if self.through:
            yield self.through, self.own.line.url
        yield self.own.client, self.own.line.address_book_url
        if self.publisher:
            yield self.own.client, self.publisher

    def _scanner(self) -> Check:
        if not self.own.line.scanner:
            advice = "Set up ClamAV, and name the socket of its clamd in the settings."
            return works("No malware scanner is set up. Files are not scanned here.", advice)
        Scanner(self.own.line.scanner).check()
        return works("The malware scanner answers.")


_ACCESS_POINT = ErrorAdvice(
    "Check the address, the user and the password or certificate in the settings, and the network.",
    untrusted="Name the issuers of the access point's own certificate in the settings"
    " (trusted_file).",
)
_ISSUERS = ErrorAdvice("Check the folder with the directory's issuers in the settings.")
_NAMES = ErrorAdvice(
    "Check the zone and the name servers in the settings, and the network.",
    refused="Ask whoever runs your access point to register your organisation. Check its address"
    " in the settings, too.",
)
_DIRECTORY = ErrorAdvice(
    "Check that this computer reaches the directory. If it does, try again later.",
    refused="Ask whoever runs your access point to register your organisation for messages and"
    " acknowledgements.",
    untrusted="Check the folder with the directory's issuers in the settings. If it is right, tell"
    " whoever runs the federation.",
)
_PUBLISHED = ErrorAdvice(
    "Have this key's certificate published, or name the key of the published one in the settings."
)
_SCANNER = ErrorAdvice("Start ClamAV's clamd, and check its address in the settings.")
