"""Which version of the client an organisation says is the newest, from a file that it signs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import httpx

from sdk_desktop.domain.configuration import Updates
from sdk_desktop.domain.errors import InvalidMessage, Unavailable, Untrusted
from sdk_desktop.formats.json_fields import JsonObject, read_json
from sdk_desktop.formats.minisign import verify_minisign
from sdk_desktop.network.http_connection import HttpConnection, address

_LARGEST = 10_000
_SIGNED = ".minisig"
_VERSION = re.compile(r"[0-9]{1,5}(?:\.[0-9]{1,5}){1,3}", re.ASCII)
_SILENT = "Nobody says which version is the newest."


@dataclass(frozen=True, slots=True)
class NewestVersion:
    """A version of the client, and the last day on which it is certain to be the newest."""

    version: str
    until: date

    def is_newer_than(self, version: str) -> bool:
        """Return whether it comes after a version."""
        return _numbers(self.version) > _numbers(version)


def fetch_newest_version(client: httpx.Client, updates: Updates, today: date) -> NewestVersion:
    """Return the newest version, as a signed file says until its last day.

    The file is a JSON object with `version` (as 1.2 or 1.2.3) and `until` (a date): without an end
    an old file could be shown for ever. Raise `Unavailable` or `Untrusted`.
    """
    connection = HttpConnection(client, silent=_SILENT)
    document = _fetched(connection, updates.url)
    verify_minisign(document, _fetched(connection, updates.url + _SIGNED), updates.key)
    newest = _read(document)
    if newest.until < today:
        raise Untrusted(
            "What is said of updates was true until {day} only. Have it signed anew.",
            day=newest.until.isoformat(),
        )
    return newest


def _fetched(connection: HttpConnection, url: str) -> bytes:
    response = connection.ask(connection.request("GET", address(url)), _LARGEST)
    if response.status != httpx.codes.OK or not response.complete:
        raise Unavailable(_SILENT)
    return response.body


def _read(document: bytes) -> NewestVersion:
    try:
        said = JsonObject(read_json(document), "")
        version, until = said.required("version"), date.fromisoformat(said.required("until"))
    except (ValueError, InvalidMessage):
        raise _senseless() from None
    if not _VERSION.fullmatch(version):
        raise _senseless()
    return NewestVersion(version, until)


def _numbers(version: str) -> tuple[int, ...]:
    """Return the numbers of a version without zeros at its end, for 1.2 and 1.2.0 are the same."""
    numbers = [int(part) for part in version.split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def _senseless() -> Untrusted:
    return Untrusted("What is said of updates makes no sense.")
