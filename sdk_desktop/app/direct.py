"""Sets up the organisation's own message service, where it has an access point only."""

from __future__ import annotations

import ssl
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import httpx

from sdk_desktop import __version__
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.configuration import AccessPointLine, Discovery
from sdk_desktop.domain.errors import Refused
from sdk_desktop.exchange.certificates import CertificateCheck
from sdk_desktop.exchange.key_files import PasswordNeeded
from sdk_desktop.exchange.key_places import opened_keys, read_file, read_password
from sdk_desktop.exchange.trust_files import read_issuers
from sdk_desktop.service.access_point import AccessPoint, Account
from sdk_desktop.service.certificates import PublishedCertificates
from sdk_desktop.service.direct import DirectMessageService
from sdk_desktop.service.line import new_client
from sdk_desktop.service.malware import Scanner
from sdk_desktop.service.metadata import MetadataLookup
from sdk_desktop.service.name_service import NameService
from sdk_desktop.service.office import Charter, History, Office
from sdk_desktop.service.revocation import Revocations
from sdk_desktop.service.tls import read_client_certificate, tls_context
from sdk_desktop.settings import Settings


def open_direct(
    client: httpx.Client, settings: Settings, line: AccessPointLine, clock: Clock, history: History
) -> DirectMessageService:
    """Make the message service of the settings; nothing is opened or asked yet."""
    participant = settings.mailboxes[0].organisation if settings.mailboxes else ""
    charter = Charter(
        participant,
        tuple(mailbox.address for mailbox in settings.mailboxes),
        history,
        settings.policy.acknowledgement_expected,
        line.federation,
    )
    return DirectMessageService(charter, partial(open_office, client, settings, clock), clock)


def open_office(client: httpx.Client, settings: Settings, clock: Clock) -> Office:
    """Open the organisation's keys, and make its lines; raises `Refused` for what is wrong."""
    line, discovery = settings.access_point, settings.discovery
    if line is None or discovery is None:
        raise Refused("The settings do not say how other organisations are found.")
    revocations = Revocations(client, clock, silence_is_yes=line.silence_is_yes)
    check = CertificateCheck(clock, read_issuers(_path(line.issuers)), revocations.check)
    certificates = open_certificates(client, discovery, clock, check, revocations)
    with ExitStack() as opening:
        access_point = open_access_point(client, line, opening)
        password = read_password(_optional(line.key_password_file))
        keys = opening.enter_context(opened_keys(_place(line.key), password, _nobody_to_ask))
        scanner = Scanner(line.scanner) if line.scanner else None
        opened = opening.pop_all()
    return Office(access_point, keys, certificates, check, opened, scanner, line.must_scan)


def open_certificates(
    client: httpx.Client,
    discovery: Discovery,
    clock: Clock,
    check: CertificateCheck,
    revocations: Revocations,
) -> PublishedCertificates:
    """Make what finds other organisations' certificates."""
    publishers = CertificateCheck(
        clock, read_issuers(_path(discovery.smp_issuers)), revocations.check
    )
    names = NameService(discovery.zone, discovery.servers)
    lookup = MetadataLookup(names, client, publishers)
    return PublishedCertificates(lookup, clock, check.for_encryption)


def open_access_point(
    client: httpx.Client, line: AccessPointLine, opening: ExitStack
) -> AccessPoint:
    """Make the line to the access point, with a client of its own where it needs other TLS."""
    if line.certificate_file or line.trusted_file:
        own = new_client(verify=_tls(line), user_agent=f"SDK-Desktop/{__version__}")
        client = opening.enter_context(own)
    account = None
    if line.user:
        password = read_password(_optional(line.password_file)) or b""
        account = Account(line.user, password.decode())
    return AccessPoint(client, line.url, line.party, account)


def _tls(line: AccessPointLine) -> ssl.SSLContext:
    own = None
    if line.certificate_file:
        password = read_password(_optional(line.certificate_password_file))
        own = read_client_certificate(read_file(_path(line.certificate_file)), password)
    trusted = read_file(_path(line.trusted_file)) if line.trusted_file else None
    return tls_context(own, trusted)


def _nobody_to_ask(_what: str) -> str:
    raise PasswordNeeded("The key needs its password. Name its file in the settings.")


def _place(name: str) -> str:
    return name if name.startswith("pkcs11:") else str(_path(name))


def _path(name: str) -> Path:
    return Path(name).expanduser()


def _optional(name: str) -> Path | None:
    return _path(name) if name else None
