"""Sets up the organisation's own message service, where it has an access point only."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import httpx

from sdk_desktop.domain.certificate import CertificateOwner, CertificateValidity
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.configuration import AccessPointLine, Discovery
from sdk_desktop.domain.errors import Refused
from sdk_desktop.exchange.certificates import CertificateCheck
from sdk_desktop.exchange.hardware_keys import PinRefused
from sdk_desktop.exchange.key_files import PasswordNeeded
from sdk_desktop.exchange.key_places import open_key_ring, read_file, read_password, read_secret
from sdk_desktop.exchange.keys import KeyRing
from sdk_desktop.exchange.trust_files import read_issuers
from sdk_desktop.network.http_connection import new_client
from sdk_desktop.network.tls import ClientCertificate, read_client_certificate, tls_context
from sdk_desktop.service.direct.access_point import AccessPoint, Account
from sdk_desktop.service.direct.certificates import PublishedCertificates
from sdk_desktop.service.direct.direct_message_service import DirectMessageService
from sdk_desktop.service.direct.message_system import MessageHistory, MessageSystem, Participant
from sdk_desktop.service.direct.metadata import MetadataLookup
from sdk_desktop.service.direct.name_service import NameService
from sdk_desktop.service.direct.revocation import RevocationCheck
from sdk_desktop.service.malware import Scanner, ScanPolicy
from sdk_desktop.settings import Settings


class WrongPin:
    """Remembers the PIN that was refused, so that no card is blocked by trying it every minute."""

    def __init__(self) -> None:
        """Know of none yet."""
        self._pin: bytes | None = None
        self._error: PinRefused | None = None

    def note(self, pin: bytes | None, error: PinRefused) -> None:
        """Say that a PIN was refused."""
        self._pin, self._error = pin, error

    def refuse(self, pin: bytes | None) -> None:
        """Raise what was raised before for the same PIN."""
        if self._error is not None and pin == self._pin:
            raise PinRefused(self._error.text)


class MessageSystemOpener:
    """Opens the office of the settings, and tells of its certificates once it has been opened."""

    def __init__(self, client: httpx.Client, settings: Settings, clock: Clock) -> None:
        """Open nothing yet."""
        self._client = client
        self._settings = settings
        self._clock = clock
        self._terms: tuple[CertificateValidity, ...] = ()
        self._pin = WrongPin()
        line = settings.access_point
        silence_is_yes = line is not None and line.silence_is_yes
        self._revocations = RevocationCheck(client, clock, silence_is_yes=silence_is_yes)

    def __call__(self) -> MessageSystem:
        """Open the office; raise `Refused` for what is wrong.

        What is known of revoked certificates outlives it, and a wrong PIN is not tried again.
        """
        message_system = open_message_system(
            self._client, self._settings, self._clock, self._revocations, self._pin
        )
        self._terms = message_system.terms
        return message_system

    def terms(self) -> tuple[CertificateValidity, ...]:
        """Return until when the office's certificates are valid; nothing before it was opened."""
        return self._terms


def open_direct(
    open_message_system: Callable[[], MessageSystem],
    settings: Settings,
    line: AccessPointLine,
    clock: Clock,
    history: MessageHistory,
) -> DirectMessageService:
    """Make the message service of the settings; nothing is opened or asked yet."""
    participant = Participant(
        settings.mailboxes[0].organisation if settings.mailboxes else "",
        tuple(mailbox.address for mailbox in settings.mailboxes),
        history,
        settings.policy.acknowledgement_expected,
        line.federation,
    )
    return DirectMessageService(participant, open_message_system, clock)


def open_message_system(
    client: httpx.Client,
    settings: Settings,
    clock: Clock,
    revocations: RevocationCheck,
    pin: WrongPin,
) -> MessageSystem:
    """Open the organisation's keys, and make its lines; raise `Refused` for what is wrong."""
    line, discovery = settings.access_point, settings.discovery
    if line is None or discovery is None:
        raise Refused("The settings do not say how other organisations are found.")
    check = CertificateCheck(clock, read_issuers(path_of(line.issuers)), revocations.check)
    lookup = open_lookup(client, discovery, clock, revocations)
    certificates = PublishedCertificates(lookup, clock, check.for_encryption)
    own = client_certificate(line)
    with ExitStack() as opening:
        access_point = open_access_point(open_client(client, line, own, opening), line)
        keys = open_keys(line, opening, pin)
        scanner = Scanner(line.scanner) if line.scanner else None
        opened = opening.pop_all()
    terms = _terms(keys, own)
    return MessageSystem(
        access_point, keys, certificates, check, opened, scanner, line.must_scan, terms
    )


def open_lookup(
    client: httpx.Client, discovery: Discovery, clock: Clock, revocations: RevocationCheck
) -> MetadataLookup:
    """Make what finds what other organisations have published."""
    publishers = CertificateCheck(
        clock, read_issuers(path_of(discovery.smp_issuers)), revocations.check
    )
    return MetadataLookup(NameService(discovery.zone, discovery.servers), client, publishers)


def open_keys(line: AccessPointLine, opening: ExitStack, pin: WrongPin | None = None) -> KeyRing:
    """Open the organisation's keys where they lie, until `opening` is closed.

    A PIN that is known to be wrong is refused without asking the card: cards count.
    """
    place = line.key if line.key.startswith("pkcs11:") else str(path_of(line.key))
    password = read_password(_optional(line.key_password_file))
    known = pin or WrongPin()
    known.refuse(password)
    try:
        return opening.enter_context(open_key_ring(place, password, _nobody_to_ask))
    except PinRefused as error:
        known.note(password, error)
        raise


def client_certificate(line: AccessPointLine) -> ClientCertificate | None:
    """Read what the client proves itself with by TLS; None where it has nothing."""
    if not line.certificate_file:
        return None
    password = read_password(_optional(line.certificate_password_file))
    return read_client_certificate(read_file(path_of(line.certificate_file)), password)


def open_client(
    client: httpx.Client, line: AccessPointLine, own: ClientCertificate | None, opening: ExitStack
) -> httpx.Client:
    """Return the client for the access point: one of its own where it needs other TLS."""
    if own is None and not line.trusted_file:
        return client
    trusted = read_file(path_of(line.trusted_file)) if line.trusted_file else None
    tls = tls_context(own, trusted)
    return opening.enter_context(new_client(tls))


def open_access_point(client: httpx.Client, line: AccessPointLine) -> AccessPoint:
    """Make the line to the access point."""
    account = None
    if line.user:
        account = Account(line.user, read_secret(_optional(line.password_file)) or "")
    return AccessPoint(client, line.url, line.party, account)


def open_guard(line: AccessPointLine) -> ScanPolicy | None:
    """Make what looks for malware; None where no scanner is set up."""
    return ScanPolicy(Scanner(line.scanner), line.must_scan) if line.scanner else None


def path_of(name: str) -> Path:
    """Return a path as the settings name it; `~` is the user's own folder."""
    try:
        return Path(name).expanduser()
    except RuntimeError:  # there is no such user
        raise Refused("The file {file} cannot be read.", file=name) from None


def _terms(keys: KeyRing, own: ClientCertificate | None) -> tuple[CertificateValidity, ...]:
    """Return until when the certificates are valid; of several keys the last one counts."""
    ends = max(certificate.not_valid_after_utc for certificate in keys.certificates)
    organisation = CertificateValidity(CertificateOwner.ORGANISATION, ends)
    if own is None:
        return (organisation,)
    return organisation, CertificateValidity(
        CertificateOwner.CLIENT, own.certificate.not_valid_after_utc
    )


def _nobody_to_ask(_what: str) -> str:
    raise PasswordNeeded("The key needs its password. Name its file in the settings.")


def _optional(name: str) -> Path | None:
    return path_of(name) if name else None
