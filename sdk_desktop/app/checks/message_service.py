"""Checks of the organisation's message service and the address book."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import httpx

from sdk_desktop.app.checks.attempt import ErrorAdvice, fails, tried, works
from sdk_desktop.app.checks.computer import check_clock
from sdk_desktop.app.connections import credentials, open_service, tls_of
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.configuration import Check, Connection
from sdk_desktop.service.address_book import fetch_address_book
from sdk_desktop.settings import Settings


def check_message_service(
    settings: Settings, connection: Connection, client: httpx.Client, clock: Clock
) -> Iterator[Check]:
    """Check the clock, the message service and the address book."""
    asked = [(client, connection.address_book_url)]
    yield tried("Clock", partial(check_clock, asked, clock), ErrorAdvice())
    yield tried(
        "Message service",
        partial(_service, settings, connection, client, clock),
        ErrorAdvice("Check the addresses and the client's key in the settings, and the network."),
    )
    yield check_address_book(client, connection.address_book_url)


def check_address_book(client: httpx.Client, url: str) -> Check:
    """Check the address book."""
    advice = "Check the address in the settings, and the network."
    return tried("Address book", partial(_address_book, client, url, advice), ErrorAdvice(advice))


def _service(
    settings: Settings, connection: Connection, client: httpx.Client, clock: Clock
) -> Check:
    if not settings.mailboxes:
        advice = "Start the client and go through the guide, or fill in the settings file."
        return fails("There are no mailboxes in the settings.", advice)
    credentials(connection)
    tls_of(connection)
    service = open_service(client, connection, clock)
    for mailbox in settings.mailboxes:
        service.waiting(mailbox.address)
    service.close()
    return works("The message service lets this client in.")


def _address_book(client: httpx.Client, url: str, advice: str) -> Check:
    _, functions = fetch_address_book(client, url)
    if not functions:
        return fails("The address book is empty.", advice)
    return works("The address book answers.")
