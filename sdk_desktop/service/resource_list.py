"""Lists of resources as JSON:API gives them: in pages, linked or counted (message-service-api.md).

Behind a gateway links often name the server's inner address, or http: what they say of the page
counts, never the server that they name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import httpx

from sdk_desktop.network.errors import unreadable_answer
from sdk_desktop.network.http_connection import HttpResponse

_MOST_PAGES = 5_000
_NUMBER = "page[number]"
_PAGES = ("totalPages", "total_pages", "pageCount", "lastPage")
_RESOURCES = ("total", "totalCount", "totalElements", "totalResults", "totalResourceCount")
_PLACES = ("currentPage", "pageNumber", "number", "page")
"""What a list calls how many pages and resources there are, and which page this is, from 0 or 1."""

_MOST_RESOURCES = 500_000
_MOST_BYTES = 500_000_000
"""Resources and bytes of all pages together; all of Sweden's address book has a tenth of it."""
_LONGEST_NUMBER = 9


def pages(
    ask: Callable[[httpx.URL], HttpResponse], first: httpx.URL, *, whole: bool
) -> Iterator[Mapping[str, object]]:
    """Return every resource of a list: by `links.next`, or else by the counts that are told.

    Only the server of `first` is asked. A list that goes in a circle ends there, or raises
    Unavailable when only the `whole` list is of any use.
    """
    url: httpx.URL | None = first
    seen: set[httpx.URL] = set()
    before: list[Mapping[str, object]] = []
    count = size = 0
    while url is not None:
        seen.add(url)
        answer = ask(url)
        document = answer.document()
        page = _resources(document)
        count, size = count + len(page), size + len(answer.body)
        circles = bool(page) and page == before
        if not circles:
            yield from page
        if link := _link(document, "next"):
            url = _linked(url, link)
        else:
            more = bool(page) and _more(document, len(seen), count)
            url = _numbered(url, document) if more else None
        if circles or url in seen or (url and _is_enough(len(seen), count, size)):
            if whole:
                raise unreadable_answer()
            return
        before = page


def _is_enough(pages_read: int, resources: int, size: int) -> bool:
    return pages_read >= _MOST_PAGES or resources >= _MOST_RESOURCES or size >= _MOST_BYTES


def _resources(document: Mapping[str, object]) -> list[Mapping[str, object]]:
    """An answer without `data` is not a list with nothing in it."""
    data = document.get("data")
    if not isinstance(data, list | dict):
        raise unreadable_answer()
    listed = data if isinstance(data, list) else [data]
    return [resource for resource in listed if isinstance(resource, dict)]


def _link(document: Mapping[str, object], name: str) -> str:
    """JSON:API allows a link to be a text or an object."""
    links = document.get("links")
    link = links.get(name) if isinstance(links, dict) else None
    link = link.get("href") if isinstance(link, dict) else link
    return link if isinstance(link, str) else ""


def _linked(here: httpx.URL, link: str) -> httpx.URL:
    """Return the page that a link means, on the server that was asked.

    A link to another server may name a path that only exists there, so its query alone is taken;
    one that is none leads nowhere.
    """
    try:
        there = here.join(link)
    except httpx.InvalidURL:
        return here
    same = (there.scheme, there.raw_host, there.port) == (here.scheme, here.raw_host, here.port)
    return here.copy_with(raw_path=there.raw_path) if same else here.copy_with(query=there.query)


def _more(document: Mapping[str, object], asked: int, count: int) -> bool:
    """Return whether there is more than so many pages, or resources, after one without a link."""
    counts = _counts(document)
    last = httpx.QueryParams(_link(document, "last").rpartition("?")[2]).get(_NUMBER, "")
    return (
        asked < (_first(counts, _PAGES) or 0)
        or count < (_first(counts, _RESOURCES) or 0)
        or asked < _number(last, 0)
    )


def _numbered(here: httpx.URL, document: Mapping[str, object]) -> httpx.URL:
    """Return the page after one that says, or was asked for by, its number."""
    told = _first(_counts(document), _PLACES)
    asked = here.params.get(_NUMBER, "1")
    number = told if told is not None else _number(asked, 1)
    return here.copy_set_param(_NUMBER, number + 1)


def _number(text: str, other: int) -> int:
    """Return the number of a page; `other` for none, and for one that no list can have."""
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_NUMBER else other


def _counts(document: Mapping[str, object]) -> Mapping[str, object]:
    meta = document.get("meta")
    counts = meta if isinstance(meta, dict) else {}
    return counts["page"] if isinstance(counts.get("page"), dict) else counts


def _first(counts: Mapping[str, object], names: Iterable[str]) -> int | None:
    return next((one for name in names if isinstance(one := counts.get(name), int)), None)
