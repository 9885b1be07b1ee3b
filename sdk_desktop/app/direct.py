"""Makes the message system of a client at an access point from the settings."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

import httpx

from sdk_desktop.domain.certificate import CertificateOwner, CertificateValidity
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.configuration import AccessPointConnection, Discovery, Network
from sdk_desktop.domain.errors import Refused
from sdk_desktop.exchange.certificates import CertificateCheck
from sdk_desktop.exchange.hardware_keys import PinRefused
from sdk_desktop.exchange.key_files import PasswordNeeded
from sdk_desktop.exchange.key_places import open_key_ring
from sdk_desktop.exchange.keys import KeyRing
from sdk_desktop.exchange.trust_files import read_issuers
from sdk_desktop.files import path_named, read_file, read_password, read_secret
from sdk_desktop.network.http_connection import new_client
from sdk_desktop.network.tls import ClientCertificate, read_client_certificate, tls_context
from sdk_desktop.service.direct.access_point import AccessPoint, Account, RefusedAccount
from sdk_desktop.service.direct.certificates import PublishedCertificates
from sdk_desktop.service.direct.direct_message_service import DirectMessageService
from sdk_desktop.service.direct.message_system import MessageSystem, Participant
from sdk_desktop.service.direct.metadata import MetadataLookup
from sdk_desktop.service.direct.name_service import NameService
from sdk_desktop.service.direct.revocation import RevocationCheck
from sdk_desktop.service.malware import Scanner, ScanPolicy
from sdk_desktop.settings import Settings


class RefusedPin:
    """Remembers the PIN that was refused, so that no card is blocked by trying it every minute."""

    def __init__(self) -> None:
        """Remember none yet."""
        self._pin: bytes | None = None
        self._error: PinRefused | None = None

    def note(self, pin: bytes | None, error: PinRefused) -> None:
        """Remember a PIN that was refused."""
        self._pin, self._error = pin, error

    def refuse(self, pin: bytes | None) -> None:
        """Raise the earlier `PinRefused` for the same PIN."""
        if self._error is not None and pin == self._pin:
            raise PinRefused(self._error.text)


class MessageSystemOpener:
    """Opens the message system of the settings, and knows its certificates once it was opened.

    What is known of revoked certificates is kept from one opening to the next, as are a PIN and
    an account that were refused.
    """

    def __init__(self, client: httpx.Client, settings: Settings, clock: Clock) -> None:
        """Open nothing yet."""
        self._client = client
        self._settings = settings
        self._clock = clock
        self._terms: tuple[CertificateValidity, ...] = ()
        self._refused_pin = RefusedPin()
        self._refused_account = RefusedAccount(clock)
        connection = settings.access_point
        soft_fail = connection is not None and connection.revocation_soft_fail
        self._revocations = RevocationCheck(client, clock, soft_fail=soft_fail)

    def __call__(self) -> MessageSystem:
        """Open the organisation's keys and make the connections; raise `Refused` for a fault."""
        connection, discovery = self._settings.access_point, self._settings.discovery
        if connection is None or discovery is None:
            raise Refused("The settings do not say how other organisations are found.")
        client, clock, revocations = self._client, self._clock, self._revocations
        issuers = read_issuers(path_named(connection.issuers))
        check = CertificateCheck(clock, issuers, revocations.check)
        lookup = open_lookup(client, discovery, clock, revocations)
        certificates = PublishedCertificates(lookup, clock, check.for_encryption)
        own = client_certificate(connection)
        with ExitStack() as opening:
            network = self._settings.network
            own_client = open_access_point_client(client, connection, own, opening, network)
            access_point = open_access_point(own_client, connection, self._refused_account)
            keys = open_keys(connection, opening, self._refused_pin)
            scanner = Scanner(connection.scanner) if connection.scanner else None
            opened = opening.pop_all()
        self._terms = _terms(keys, own)
        return MessageSystem(
            access_point,
            keys,
            certificates,
            check,
            opened,
            scanner,
            connection.must_scan,
            self._terms,
        )

    def terms(self) -> tuple[CertificateValidity, ...]:
        """Return until when the certificates are valid; nothing before the first opening."""
        return self._terms


def open_direct(
    open_message_system: Callable[[], MessageSystem],
    settings: Settings,
    connection: AccessPointConnection,
    clock: Clock,
) -> DirectMessageService:
    """Return the message service of the settings; nothing is opened or sent yet."""
    participant = Participant(
        settings.mailboxes[0].organisation if settings.mailboxes else "",
        tuple(mailbox.address for mailbox in settings.mailboxes),
        settings.policy.acknowledgement_expected,
        connection.federation,
    )
    return DirectMessageService(participant, open_message_system, clock)


def open_lookup(
    client: httpx.Client, discovery: Discovery, clock: Clock, revocations: RevocationCheck
) -> MetadataLookup:
    """Return the lookup of other organisations' published metadata."""
    publishers = CertificateCheck(
        clock, read_issuers(path_named(discovery.smp_issuers)), revocations.check
    )
    return MetadataLookup(NameService(discovery.zone, discovery.servers), client, publishers)


def open_keys(
    connection: AccessPointConnection, opening: ExitStack, refused_pin: RefusedPin | None = None
) -> KeyRing:
    """Open the organisation's keys where they lie, until `opening` is closed.

    A PIN that was refused is not tried again: cards count wrong ones and lock.
    """
    password = _password(connection.key_password_file)
    known = refused_pin or RefusedPin()
    known.refuse(password)
    try:
        return opening.enter_context(open_key_ring(connection.key, password, _nobody_to_ask))
    except PinRefused as error:
        known.note(password, error)
        raise


def client_certificate(connection: AccessPointConnection) -> ClientCertificate | None:
    """Read the client's TLS certificate and key; None where none is set."""
    if not connection.certificate_file:
        return None
    password = _password(connection.certificate_password_file)
    return read_client_certificate(read_file(path_named(connection.certificate_file)), password)


def open_access_point_client(
    client: httpx.Client,
    connection: AccessPointConnection,
    own: ClientCertificate | None,
    opening: ExitStack,
    network: Network | None,
) -> httpx.Client:
    """Return the client for the access point: one of its own where it needs other TLS."""
    if own is None and not connection.trusted_file:
        return client
    trusted = read_file(path_named(connection.trusted_file)) if connection.trusted_file else None
    tls = tls_context(own, trusted, only=trusted is not None)
    return opening.enter_context(new_client(tls, network))


def open_access_point(
    client: httpx.Client,
    connection: AccessPointConnection,
    refused: RefusedAccount | None = None,
) -> AccessPoint:
    """Return the access point, with the client's account if one is set."""
    account = None
    if connection.user:
        file = connection.password_file
        account = Account(connection.user, read_secret(path_named(file)) if file else "")
    return AccessPoint(client, connection.url, connection.party, account, refused)


def scan_policy_of(connection: AccessPointConnection) -> ScanPolicy | None:
    """Return the malware check; None where no scanner is set up."""
    return (
        ScanPolicy(Scanner(connection.scanner), connection.must_scan)
        if connection.scanner
        else None
    )


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


def _password(name: str) -> bytes | None:
    return read_password(path_named(name)) if name else None
