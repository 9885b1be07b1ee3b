"""Lists of resources as JSON:API gives them: in pages that are linked (message-service-api.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import httpx

from sdk_desktop.network.errors import unreadable_answer
from sdk_desktop.network.http_connection import HttpResponse

_MOST_PAGES = 5_000


def pages(
    ask: Callable[[httpx.URL], HttpResponse], first: httpx.URL, *, whole: bool
) -> Iterator[Mapping[str, object]]:
    """Return every resource of a list, following `links.next` on the same server only.

    A link in a circle or to another server ends the list, or raises Unavailable when only the
    `whole` list is of any use.
    """
    url: httpx.URL | None = first
    seen: set[httpx.URL] = set()
    while url is not None:
        seen.add(url)
        document = ask(url).document()
        yield from _resources(document)
        link = _link(document)
        url = _same_server(url, link) if link else None
        if link and (url is None or url in seen or len(seen) >= _MOST_PAGES):
            if whole:
                raise unreadable_answer()
            return


def emptied(answer: HttpResponse) -> HttpResponse:
    """Return the list without resources that an answer means."""
    return replace(
        answer, status=httpx.codes.OK, content_type="application/json", body=b'{"data": []}'
    )


def _resources(document: Mapping[str, object]) -> list[Mapping[str, object]]:
    """An answer without `data` is not a list with nothing in it."""
    data = document.get("data")
    if not isinstance(data, list | dict):
        raise unreadable_answer()
    listed = data if isinstance(data, list) else [data]
    return [resource for resource in listed if isinstance(resource, dict)]


def _link(document: Mapping[str, object]) -> str:
    """JSON:API allows a link to be a text or an object."""
    links = document.get("links")
    link = links.get("next") if isinstance(links, dict) else None
    link = link.get("href") if isinstance(link, dict) else link
    return link if isinstance(link, str) else ""


def _same_server(here: httpx.URL, link: str) -> httpx.URL | None:
    try:
        there = here.join(link)
    except httpx.InvalidURL:
        return None
    same = (there.scheme, there.host, there.port) == (here.scheme, here.host, here.port)
    return there if same and not there.userinfo else None
