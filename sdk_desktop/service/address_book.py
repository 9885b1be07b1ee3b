"""SDK Adressbok, read whole (address-book.md §API)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import httpx

from sdk_desktop.domain.address import AddressBookContent
from sdk_desktop.domain.errors import Unavailable
from sdk_desktop.formats.address_api import read_functions, read_organisations, read_words
from sdk_desktop.network.http_connection import HttpConnection, HttpResponse, address
from sdk_desktop.service.resource_list import pages

Pause = Callable[[float], object]
"""Waits for a number of seconds."""

_PAUSES = (1.0, 4.0, 10.0)
_LONGEST_PAUSE = 20.0
_LONGEST_WAIT = 60.0
"""Seconds of pauses for a whole book; other work waits for it."""
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_NOT_OFFERED = frozenset({204, 401, 403, 404, 405, 410, 501})
"""With which an address book says that it has no code systems, or not for us."""
_log = logging.getLogger(__name__)


def fetch_address_book(client: httpx.Client, base_url: str, pause: Pause) -> AddressBookContent:
    """Return every organisation and function, or raise Unavailable: half a book is none.

    `base_url` has the form `https://host/addressbook/api/`. A book without code systems is one
    without search words. A page that fails is asked for again, some seconds later.
    """
    reader = _Reader(HttpConnection(client, "The address book does not answer."), base_url, pause)
    organisations = read_organisations(reader.resources("organizations"))
    words = read_words(reader.resources("codesystems"))
    functions = read_functions(reader.resources("addresses"), organisations, words)
    homeless = sum(one.organisation.key not in organisations for one in functions)
    counts = len(organisations), len(functions), homeless
    _log.info("address book: %d organisations, %d functions, %d of them without", *counts)
    return AddressBookContent(tuple(organisations.values()), functions, homeless)


@dataclass(slots=True)
class _Reader:
    """Reads lists page by page; one that fails is asked for again as long as there is patience."""

    connection: HttpConnection
    base_url: str
    pause: Pause
    patience: float = _LONGEST_WAIT

    def resources(self, name: str) -> Iterator[Mapping[str, object]]:
        return pages(self._page, address(f"{self.base_url.rstrip('/')}/{name}"), whole=True)

    def _page(self, url: httpx.URL) -> HttpResponse:
        answer = self._answer(url)
        if answer.status in _NOT_OFFERED and url.path.endswith("codesystems"):
            return _without_resources(answer)
        if not answer.good:
            raise Unavailable("The address book does not answer as it should.")
        return answer

    def _answer(self, url: httpx.URL) -> HttpResponse:
        for seconds in _PAUSES:
            answer = self._asked(url)
            if answer is not None and answer.status not in _PASSING:
                return answer
            wait = _wished(answer, seconds)
            if wait > self.patience:
                break
            self.patience -= wait
            self.pause(wait)
        return self.connection.ask(self.connection.request("GET", url))

    def _asked(self, url: httpx.URL) -> HttpResponse | None:
        """Return an answer, None where the connection broke."""
        try:
            return self.connection.ask(self.connection.request("GET", url))
        except Unavailable:
            return None


def _wished(answer: HttpResponse | None, seconds: float) -> float:
    """Return how long to wait: as the server wishes (RFC 9110 §10.2.3), within bounds."""
    wish = answer.wait if answer else ""
    return min(max(float(wish), seconds), _LONGEST_PAUSE) if wish.isdecimal() else seconds


def _without_resources(answer: HttpResponse) -> HttpResponse:
    return replace(
        answer, status=httpx.codes.OK, content_type="application/json", body=b'{"data": []}'
    )
