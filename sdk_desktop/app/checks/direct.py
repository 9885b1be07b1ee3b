"""A check-up of everything between this client and other organisations, by way of an access point.

What depends on a check that failed is not tried: the first line that fails is the one to mend.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial

import httpx

from sdk_desktop.app.checks.attempt import ErrorAdvice, fails, needed, tried, works
from sdk_desktop.app.checks.certificates import (
    check_client_certificate,
    check_issuers,
    check_key,
    check_published,
)
from sdk_desktop.app.checks.computer import TimeSource, check_clock
from sdk_desktop.app.checks.environment import EnvironmentClaims, check_environment
from sdk_desktop.app.checks.message_service import check_address_book
from sdk_desktop.app.direct import (
    client_certificate,
    open_access_point,
    open_access_point_client,
    open_keys,
    open_lookup,
)
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.configuration import AccessPointConnection, Check, Discovery
from sdk_desktop.domain.envelope import DocumentType
from sdk_desktop.domain.errors import Refused, Unavailable, Untrusted
from sdk_desktop.exchange.certificates import Certificate, CertificateCheck, is_valid
from sdk_desktop.exchange.known_issuers import IssuerUse
from sdk_desktop.exchange.trust_files import read_issuers
from sdk_desktop.files import path_named
from sdk_desktop.formats.service_metadata import CertificateUse, ServiceMetadata
from sdk_desktop.network.tls import ClientCertificate
from sdk_desktop.service.direct.access_point import AccessPoint, Account
from sdk_desktop.service.direct.name_service import NameService
from sdk_desktop.service.direct.revocation import RevocationCheck
from sdk_desktop.service.malware import Scanner
from sdk_desktop.settings import Settings


def check_direct(
    settings: Settings, connection: AccessPointConnection, client: httpx.Client, clock: Clock
) -> tuple[Check, ...]:
    """Make every check; the organisation's key is opened once, as cards count wrong PINs."""
    with ExitStack() as opening:
        return tuple(_DirectChecks(settings, connection, client, clock, opening).checks())


@dataclass(slots=True)
class _DirectChecks:
    """The checks in their order; the fields with None hold what earlier ones have found.

    `certificates` are those of all keys, `own_certificate` the one to sign with, `through` the
    client for the access point.
    """

    settings: Settings
    connection: AccessPointConnection
    client: httpx.Client
    clock: Clock
    opening: ExitStack
    certificates: tuple[Certificate, ...] | None = None
    own_certificate: Certificate | None = None
    key_issuers: tuple[Certificate, ...] | None = None
    client_certificate: ClientCertificate | None = None
    participant: str | None = None
    issuers: tuple[Certificate, ...] | None = None
    publisher: str | None = None
    metadata: Mapping[DocumentType, ServiceMetadata] | None = None
    through: httpx.Client | None = None

    def checks(self) -> Iterator[Check]:
        yield tried("Mailboxes", self._mailboxes, ErrorAdvice())
        yield from self._own()
        yield from self._directories()
        yield tried("Access point", self._access_point, _ACCESS_POINT)
        clock = partial(check_clock, self._time_sources(), self.clock)
        yield tried("Clock", clock, ErrorAdvice())
        book = self.connection.address_book_url
        yield check_address_book(self.client, book, self.participant or "")
        yield tried("Malware scanner", self._scanner, _SCANNER)

    def _own(self) -> Iterator[Check]:
        yield tried("Organisation's key", self._key, _KEY)
        if self.connection.certificate_file:
            yield tried("Client's certificate", self._client_certificate, _CLIENT)
        yield tried("Issuers of keys", self._key_issuers, _KEY_ISSUERS)
        yield tried("Revocation", self._revocation, _REVOCATION)

    def _mailboxes(self) -> Check:
        boxes = self.settings.mailboxes
        organisations = {box.organisation for box in boxes}
        if not organisations:
            advice = "Start the client and go through the guide, or fill in the settings file."
            return fails("There are no mailboxes in the settings.", advice)
        if len(organisations) > 1:
            text = "The mailboxes belong to several organisations. A program serves only one."
            return fails(text, "Use a profile of its own for each organisation.")
        (self.participant,) = organisations
        text = "The program serves {organisation}. Mailboxes: {count}"
        return works(text, organisation=self.participant, count=len(boxes))

    def _key(self) -> Check:
        certificates = open_keys(self.connection, self.opening).certificates
        now = self.clock()
        own = max(certificates, key=lambda one: (is_valid(one, now), one.not_valid_before_utc))
        seen = check_key(own, certificates, now)
        self.certificates, self.own_certificate = certificates, own
        return seen

    def _client_certificate(self) -> Check:
        own = needed(client_certificate(self.connection))
        seen = check_client_certificate(own.certificate, self.clock())
        self.client_certificate = own
        return seen

    def _key_issuers(self) -> Check:
        issuers = read_issuers(path_named(self.connection.issuers))
        seen = check_issuers(issuers, self.clock())
        self.key_issuers = issuers if seen.ok else None
        return seen

    def _revocation(self) -> Check:
        own, issuers = needed(self.own_certificate), needed(self.key_issuers)
        try:
            CertificateCheck(self.clock, issuers, check_revocation=None).for_signing(own)
        except Untrusted as error:
            advice = "Put the certificate of its issuer in the folder with issuers, too."
            return fails(error.text, advice, **error.values)
        try:
            asked = RevocationCheck(self.client, self.clock)
            CertificateCheck(self.clock, issuers, asked.check).for_signing(own)
        except Unavailable as error:
            if not self.connection.revocation_soft_fail:
                raise
            advice = (
                "The settings trust a certificate that cannot be checked (revocation_soft_fail)."
            )
            return works(error.text, advice, **error.values)
        return works("Your organisation's certificate is trusted, and has not been revoked.")

    def _directories(self) -> Iterator[Check]:
        discovery = self.settings.discovery
        if discovery is None:
            text = "The settings do not say how other organisations are found."
            advice = "Fill in the table [discovery] of the settings file."
            yield Check("Name service", ok=False, text=text, advice=advice)
            return
        yield tried("Issuers of the directory", partial(self._issuers, discovery), _ISSUERS)
        yield tried("Environment", partial(self._environment, discovery), ErrorAdvice())
        yield tried("Name service", partial(self._names, discovery), _NAMES)
        yield tried("Directory of certificates", partial(self._directory, discovery), _DIRECTORY)
        yield tried("Published certificate", self._published, _PUBLISHED)

    def _issuers(self, discovery: Discovery) -> Check:
        issuers = read_issuers(path_named(discovery.smp_issuers))
        seen = check_issuers(issuers, self.clock())
        self.issuers = issuers if seen.ok else None
        return seen

    def _environment(self, discovery: Discovery) -> Check:
        keys, directory = needed(self.key_issuers), needed(self.issuers)
        issuers = {IssuerUse.KEYS: keys, IssuerUse.DIRECTORY: directory}
        party, federation = self.connection.party, self.connection.federation
        return check_environment(EnvironmentClaims(discovery.chosen, party, federation, issuers))

    def _names(self, discovery: Discovery) -> Check:
        names = NameService(discovery.zone, discovery.servers)
        self.publisher = names.publisher(needed(self.participant))
        return works("The name service answers, and your organisation is in the federation.")

    def _directory(self, discovery: Discovery) -> Check:
        needed(self.issuers)
        needed(self.publisher)
        client, clock = self.client, self.clock
        revocations = RevocationCheck(client, clock, soft_fail=self.connection.revocation_soft_fail)
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
        """Look where other senders do (`service.direct.certificates`)."""
        published = needed(self.metadata)
        messages = published[DocumentType.MESSAGE]
        answers = published[DocumentType.ACKNOWLEDGEMENT]
        return check_published(
            answers.certificates(CertificateUse.SIGNING)
            or messages.certificates(CertificateUse.SIGNING),
            messages.certificates(CertificateUse.ENCRYPTION),
            needed(self.own_certificate),
            needed(self.certificates),
            self.clock(),
        )

    def _access_point(self) -> Check:
        participant = needed(self.participant)
        shown = needed(self.client_certificate) if self.connection.certificate_file else None
        network = self.settings.network
        self.through = open_access_point_client(
            self.client, self.connection, shown, self.opening, network
        )
        access_point = open_access_point(self.through, self.connection)
        waiting = access_point.pending(participant)
        access_point.check_marking()
        if _sees_others(access_point, participant, waiting):
            text = "The access point shows this client messages of other organisations."
            return fails(text, _OWN_USER)
        if (other := participant.lower()) != participant and access_point.pending(other):
            text = "Messages wait for {other}, which the access point takes for another name."
            return fails(text, _SPELLED, other=other)
        access_point.probe_submission(participant)
        text = "The access point lets this client in. Messages that wait there: {count}"
        return works(text, self._about_strangers(self.through), count=len(waiting))

    def _about_strangers(self, client: httpx.Client) -> str:
        """Return advice where the access point lets anyone in.

        A user is asked for that nobody has: wrong passwords of our own would lock it.
        """
        if self.connection.certificate_file:
            return ""  # by which a stranger would be known, too
        nobody = Account(f"nobody-{secrets.token_hex(8)}", secrets.token_urlsafe())
        url, party = self.connection.url, self.connection.party
        try:
            AccessPoint(client, url, party, nobody).pending(self.participant or "")
        except (Unavailable, Refused):
            return ""
        return _ANYONE

    def _time_sources(self) -> Iterator[TimeSource]:
        """Return the services to compare the clock with, the access point first."""
        if self.through:
            yield self.through, self.connection.url
        yield self.client, self.connection.address_book_url
        if self.publisher:
            yield self.client, self.publisher

    def _scanner(self) -> Check:
        if not self.connection.scanner:
            advice = "Set up ClamAV, and name the socket of its clamd in the settings."
            return works("No malware scanner is set up. Files are not scanned here.", advice)
        Scanner(self.connection.scanner).check()
        return works("The malware scanner answers.")


def _sees_others(access_point: AccessPoint, participant: str, waiting: Sequence[str]) -> bool:
    """Return whether others' messages are listed; an access point may ignore for whom one asks."""
    headers = (access_point.header_of(name) for name in waiting[-_MOST_SEEN:])
    return any(one and one.final_recipient.lower() != participant.lower() for one in headers)


_MOST_SEEN = 10
_OWN_USER = (
    "Ask whoever runs the access point for a user with the role ROLE_USER whose originalUser is"
    " your organisation, spelled exactly as in the settings."
)
_SPELLED = (
    "Spell your organisation in the settings as the address book does, and have the access point's"
    " user spelled so, too (originalUser)."
)
_ANYONE = (
    "The access point lets anyone in, with any password. Ask whoever runs it to demand one"
    " (unsecureLoginAllowed)."
)
_KEY = ErrorAdvice(
    "Put the card or module in its place, and try again.",
    refused="Check the key, and the file with its password or PIN, in the settings.",
    untrusted="Order a new certificate for your organisation, and have it published.",
)
_CLIENT = ErrorAdvice(
    "Check the client's certificate, and the file with its password, in the settings.",
    untrusted="Order a new certificate for this client.",
)
_KEY_ISSUERS = ErrorAdvice("Check the folder with issuers in the settings.")
_REVOCATION = ErrorAdvice(
    "Check that this computer reaches the issuer of the certificate. Until then messages wait.",
    untrusted="Order a new certificate for your organisation, and have it published.",
)
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
