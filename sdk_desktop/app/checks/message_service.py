"""Checks of the organisation's message service and the address book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import httpx

from sdk_desktop.app.checks.attempt import ErrorAdvice, NotTriedError, fails, tried, works
from sdk_desktop.app.checks.computer import check_clock
from sdk_desktop.app.connections import credentials, open_service, tls_of
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.configuration import Check, Connection
from sdk_desktop.domain.errors import Unavailable
from sdk_desktop.domain.visible_text import visible_name
from sdk_desktop.service.address_book import fetch_address_book
from sdk_desktop.service.token import Credentials, SignInRefused, TokenSource
from sdk_desktop.settings import Settings


def check_message_service(
    settings: Settings, connection: Connection, client: httpx.Client, clock: Clock
) -> Iterator[Check]:
    """Check the clock, the message service and the address book."""
    asked = [(client, connection.address_book_url)]
    yield tried("Clock", partial(check_clock, asked, clock), ErrorAdvice())
    sign_in = ErrorAdvice(
        "Check the address of the sign-in, client_id and the secret or the key in the settings, and"
        " what the sign-in wants to see: algorithm, key_id, audience, scopes, certificate_file."
    )
    signed_in = tried("Client sign-in", partial(_sign_in, connection, client, clock), sign_in)
    yield signed_in
    yield tried(
        "Message service",
        partial(_service, settings, connection, client, clock, may_be_tried=signed_in.ok),
        ErrorAdvice("Check the addresses in the settings, and the network."),
    )
    yield check_address_book(client, connection.address_book_url)


def check_address_book(client: httpx.Client, url: str, participant: str = "") -> Check:
    """Check the address book, and that it spells the participant as the settings do, if any.

    Others address messages as the address book says, and an access point lists only those that are
    spelled exactly as it is asked.
    """
    advice = "Check the address in the settings, and the network."
    work = partial(_address_book, client, url, advice, participant)
    return tried("Address book", work, ErrorAdvice(advice))


def _sign_in(connection: Connection, client: httpx.Client, clock: Clock) -> Check:
    tls_of(connection)
    given = credentials(connection)
    token = TokenSource(client, given, clock)
    try:
        token.renew()
    except SignInRefused as error:
        if error.code != "invalid_client" or not _knows(client, given, clock):
            raise
        text = "The sign-in refused the secret where it stands, and took it in another place."
        return fails(text, _other_place(given))
    if token.lacking:
        text = "The sign-in gives this client a token, but not for {scopes}."
        advice = "Ask whoever runs the message service to grant these scopes to the client."
        return works(text, advice, scopes=", ".join(token.lacking))
    return works("The sign-in gives this client a token.")


def _knows(client: httpx.Client, given: Credentials, clock: Clock) -> bool:
    """Return whether the sign-in takes the secret where it does not stand by the settings."""
    if given.key is not None or given.secret is None:
        return False
    try:
        TokenSource(client, replace(given, in_form=not given.in_form), clock).renew()
    except Unavailable:
        return False
    return True


def _other_place(given: Credentials) -> str:
    if given.in_form:
        return "Remove secret_method from the settings: this sign-in wants it in the header."
    return 'Set secret_method = "client_secret_post" in the settings.'


def _service(
    settings: Settings,
    connection: Connection,
    client: httpx.Client,
    clock: Clock,
    *,
    may_be_tried: bool,
) -> Check:
    if not settings.mailboxes:
        advice = "Start the client and go through the guide, or fill in the settings file."
        return fails("There are no mailboxes in the settings.", advice)
    if not may_be_tried:
        raise NotTriedError
    service = open_service(client, connection, clock)
    for mailbox in settings.mailboxes:
        service.waiting(mailbox.address)
    service.close()
    return works("The message service lets this client in.")


def _address_book(client: httpx.Client, url: str, advice: str, participant: str) -> Check:
    book = fetch_address_book(client, url, _at_once)
    if not book.functions:
        return fails("The address book is empty.", advice)
    known = {one.participant for one in book.organisations}
    other = next((one for one in known if one.lower() == participant.lower()), participant)
    if participant not in known and other != participant:
        text = "The address book spells your organisation {theirs}, the settings spell it {ours}."
        spell = "Spell it in the settings as the address book does: messages wait under that name."
        return fails(text, spell, theirs=visible_name(other), ours=participant)
    if book.homeless:
        text = "The address book answers. Functions without an organisation that it has: {count}"
        return works(text, count=book.homeless)
    return works("The address book answers.")


def _at_once(seconds: float) -> None:
    """Let a check try again without waiting: it says how things are now."""
