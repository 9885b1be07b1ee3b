"""SDK Adressbok, read whole (address-book.md §API)."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from functools import partial

import httpx

from sdk_desktop.domain.address import Function, Organisation
from sdk_desktop.domain.errors import Unavailable
from sdk_desktop.formats.address_api import read_functions, read_organisations, read_words
from sdk_desktop.network.http_connection import HttpConnection, HttpResponse, address
from sdk_desktop.service.resource_list import emptied, pages

_log = logging.getLogger(__name__)


def fetch_address_book(
    client: httpx.Client, base_url: str
) -> tuple[tuple[Organisation, ...], tuple[Function, ...]]:
    """Return every organisation and function, or raise Unavailable: half a book is none.

    `base_url` has the form `https://host/addressbook/api/`. A book without code systems is one
    without search words.
    """
    line = HttpConnection(client, "The address book does not answer.")
    organisations = read_organisations(_resources(line, base_url, "organizations"))
    words = read_words(_resources(line, base_url, "codesystems"))
    functions = read_functions(_resources(line, base_url, "addresses"), organisations, words)
    _log.info("address book: %d organisations, %d functions", len(organisations), len(functions))
    return tuple(organisations.values()), functions


def _resources(line: HttpConnection, base_url: str, name: str) -> Iterator[Mapping[str, object]]:
    first = address(f"{base_url.rstrip('/')}/{name}")
    return pages(partial(_page, line), first, whole=True)


def _page(line: HttpConnection, url: httpx.URL) -> HttpResponse:
    answer = line.ask(line.request("GET", url))
    if answer.nothing and url.path.endswith("codesystems"):
        return emptied(answer)
    if not answer.good:
        raise Unavailable("The address book does not answer as it should.")
    return answer
