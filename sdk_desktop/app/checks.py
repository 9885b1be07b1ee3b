"""A check-up of everything that the client needs, without unlocking it."""

from __future__ import annotations

import email.utils
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx

from sdk_desktop.app.backup_check import check_backup
from sdk_desktop.app.lines import credentials, open_service
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.configuration import Check, Connection
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.service.address_book import fetch_address_book
from sdk_desktop.settings import Profile, Settings
from sdk_desktop.store.key_file import KeyFile
from sdk_desktop.store.place import refuse_share

LEAST_SPACE = 500_000_000
"""Bytes that should be free where the store is."""
MOST_SKEW = timedelta(seconds=60)
"""How wrong the computer's clock may be: one-time codes and tokens depend on it."""

_PLAIN_HEADER = b"SQLite format 3\x00"


def check_all(
    profile: Profile, settings: Settings, client: httpx.Client, clock: Clock
) -> tuple[Check, ...]:
    """Try the store, keys, backups, the clock, the message service and the address book."""
    checks = [
        _check("Message store", lambda: _store(profile)),
        _check("Keys", lambda: _keys(profile)),
        _check("Backup", lambda: check_backup(profile, settings.backup, clock)),
    ]
    connection = settings.connection
    if connection is None:
        text = "The connection to the message service is not set up yet."
        advice = "Start the client and go through the guide, or fill in the settings file."
        return (*checks, Check("Connection", ok=False, text=text, advice=advice))
    checks += [
        _check("Clock", lambda: _clock(connection, client, clock)),
        _check("Message service", lambda: _service(settings, connection, client, clock)),
        _check("Address book", lambda: _address_book(connection, client)),
    ]
    return tuple(checks)


def _check(name: str, work: Callable[[], Check]) -> Check:
    try:
        return work()
    except SdkError as error:
        advice = _ADVICE.get(name, "")
        return Check(name, ok=False, text=error.text, advice=advice, values=error.values)


def _store(profile: Profile) -> Check:
    name = "Message store"
    refuse_share(profile.folder)
    if not os.access(profile.folder, os.W_OK):
        advice = "Give your user the right to write in the profile's folder."
        return Check(name, ok=False, text="The folder cannot be written.", advice=advice)
    if shutil.disk_usage(profile.folder).free < LEAST_SPACE:
        text = "There is less than 500 MB of free space."
        return Check(name, ok=False, text=text, advice="Free some space on the disk.")
    if not profile.store.exists():
        return Check(name, ok=True, text="There is no store yet. It is made at the first start.")
    try:
        with profile.store.open("rb") as file:
            header = file.read(len(_PLAIN_HEADER))
    except OSError:
        header = b""
    if header == _PLAIN_HEADER or len(header) < len(_PLAIN_HEADER):
        text = "The store is damaged or not encrypted."
        return Check(name, ok=False, text=text, advice="Restore it from a backup.")
    return Check(name, ok=True, text="The store is there and encrypted.")


def _keys(profile: Profile) -> Check:
    people = KeyFile(profile.keys).people()
    if people:
        return Check("Keys", ok=True, text="There are people who can unlock the store.")
    if profile.store.exists():
        advice = "Restore the key file from a backup, or use the recovery key."
        return Check("Keys", ok=False, text="There is a store but no key to it.", advice=advice)
    return Check("Keys", ok=True, text="Nobody is enrolled yet.")


def _clock(connection: Connection, client: httpx.Client, clock: Clock) -> Check:
    try:
        with client.stream("GET", connection.address_book_url) as answer:
            theirs = _date(answer.headers.get("Date", ""))
    except (httpx.HTTPError, httpx.InvalidURL):
        text = "The time could not be compared: nobody answers."
        return Check("Clock", ok=False, text=text, advice=_ADVICE["Address book"])
    if theirs is None:
        return Check("Clock", ok=True, text="The other side does not tell the time.")
    if abs(clock() - theirs) > MOST_SKEW:
        advice = "Set the computer's clock automatically from the network."
        return Check("Clock", ok=False, text="The computer's clock is wrong.", advice=advice)
    return Check("Clock", ok=True, text="The computer's clock is right.")


def _service(
    settings: Settings, connection: Connection, client: httpx.Client, clock: Clock
) -> Check:
    name = "Message service"
    if not settings.mailboxes:
        advice = "Start the client and go through the guide, or fill in the settings file."
        return Check(name, ok=False, text="There are no mailboxes in the settings.", advice=advice)
    credentials(connection)
    service = open_service(client, connection, clock)
    for mailbox in settings.mailboxes:
        service.waiting(mailbox.address)
    service.close()
    return Check(name, ok=True, text="The message service lets this client in.")


def _address_book(connection: Connection, client: httpx.Client) -> Check:
    _, functions = fetch_address_book(client, connection.address_book_url)
    if not functions:
        text, advice = "The address book is empty.", _ADVICE["Address book"]
        return Check("Address book", ok=False, text=text, advice=advice)
    return Check("Address book", ok=True, text="The address book answers.")


def _date(text: str) -> datetime | None:
    try:
        return email.utils.parsedate_to_datetime(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


_ADVICE = {
    "Keys": "Restore the key file from a backup.",
    "Message service": "Check the addresses and the client's key in the settings, and the network.",
    "Address book": "Check the address in the settings, and the network.",
}
