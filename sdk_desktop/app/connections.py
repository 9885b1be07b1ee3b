"""Makes the connections to message service, access point and address book from the settings."""

from __future__ import annotations

import logging
import ssl
from functools import partial

import httpx

from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.configuration import IN_FORM, AccessPointConnection, Connection
from sdk_desktop.domain.errors import Refused
from sdk_desktop.files import path_named, read_file, read_secret
from sdk_desktop.network.http_connection import new_client
from sdk_desktop.network.tls import read_client_certificate, tls_context
from sdk_desktop.service.address_book import Pause, fetch_address_book
from sdk_desktop.service.client_key import ClientKey, read_client_key
from sdk_desktop.service.message_service import MessageService
from sdk_desktop.service.rest import RestMessageService
from sdk_desktop.service.token import SCOPES, Credentials, TokenSource
from sdk_desktop.settings import Settings
from sdk_desktop.usecases.workspace import Connections

_log = logging.getLogger(__name__)


def open_connections(
    client: httpx.Client, settings: Settings, clock: Clock, pause: Pause
) -> Connections:
    """Return the connections of an unlocked client; nothing is sent yet.

    A missing client key is only reported when something is sent: stored messages stay readable.
    Raises `Refused` when the settings name no connection.
    """
    directory = partial(fetch_address_book, client, settings.address_book_url, pause)
    if settings.access_point:
        from sdk_desktop.app.direct import MessageSystemOpener, open_direct, scan_policy_of

        message_system = MessageSystemOpener(client, settings, clock)
        direct = open_direct(message_system, settings, settings.access_point, clock)
        policy = scan_policy_of(settings.access_point)
        scan = policy.check if policy else None
        return Connections(direct, directory, direct, message_system.terms, scan)
    if settings.connection is None:
        raise Refused("The connection to the message service is not set up yet.")
    return Connections(open_service(client, settings.connection, clock), directory)


def open_client(settings: Settings) -> httpx.Client:
    """Return the HTTP client of a profile, with the TLS that its connection asks for.

    Login and address book are reached by it, too. TLS settings that cannot be used are only
    reported where they are needed: stored messages stay readable.
    """
    connection = settings.access_point or settings.connection
    for tls in (tls_of, _trust_of):
        try:
            return new_client(tls(connection), settings.network)
        except Refused as error:
            _log.warning("the TLS settings cannot be used: %s", error.text)
    return new_client(network=settings.network)


def tls_of(connection: Connection | AccessPointConnection | None) -> ssl.SSLContext | None:
    """Return the TLS that the settings ask for, None for the usual; raise `Refused`."""
    if connection is None or not (connection.trusted_file or connection.certificate_file):
        return None
    own = None
    if connection.certificate_file:
        password = _secret(connection.certificate_password_file).encode() or None
        own = read_client_certificate(_key(connection.certificate_file), password)
    return tls_context(own, _key(connection.trusted_file) or None)


def _trust_of(connection: Connection | AccessPointConnection | None) -> ssl.SSLContext | None:
    """Return the TLS without the client's certificate, which may be away."""
    trusted = _key(connection.trusted_file) if connection else b""
    return tls_context(None, trusted) if trusted else None


def open_service(client: httpx.Client, connection: Connection, clock: Clock) -> MessageService:
    """Return the client of the organisation's message service."""
    try:
        given = credentials(connection)
    except Refused as error:
        _log.warning("the client's key cannot be read: %s", error.text)
        given = Credentials(connection.token_url, connection.client_id)
    token = TokenSource(client, given, clock)
    return RestMessageService(client, connection.service_url, token)


def credentials(connection: Connection) -> Credentials:
    """Return the client's credentials for the message service; raise `Refused`."""
    return Credentials(
        token_url=connection.token_url,
        client_id=connection.client_id,
        secret=_secret(connection.secret_file) or None,
        key=_client_key(connection) if connection.private_key_file else None,
        by_certificate=bool(connection.certificate_file),
        audience=connection.audience,
        scopes=tuple(connection.scopes.split()) or SCOPES,
        in_form=connection.secret_method == IN_FORM,
        metadata_url=connection.metadata_url,
    )


def _client_key(connection: Connection) -> ClientKey:
    return read_client_key(
        _key(connection.private_key_file),
        _secret(connection.private_key_password_file).encode() or None,
        algorithm=connection.algorithm,
        key_id=connection.key_id,
    )


def _secret(name: str) -> str:
    return read_secret(path_named(name)) if name else ""


def _key(name: str) -> bytes:
    return read_file(path_named(name)) if name else b""
