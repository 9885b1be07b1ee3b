"""One HTTP line: how a client is built, and one question with its answer, bounded in every way."""

from __future__ import annotations

import json
import logging
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import httpx

from sdk_desktop.domain.errors import SdkError
from sdk_desktop.formats.status_api import ServiceProblem, read_problem
from sdk_desktop.service.errors import refusal, translated, unreadable_answer

LIST_LIMIT = 20_000_000
"""Bytes of one page of a list."""
_LONGEST_ANSWER = 900.0
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_MOST_PAGES = 5_000

TIMEOUT = httpx.Timeout(connect=10, read=30, write=30, pool=10)


def new_client(*, verify: ssl.SSLContext | bool, user_agent: str) -> httpx.Client:
    """Make a client with time-outs that uses the network's proxy, but not for this computer.

    httpx writes whole addresses to the log, and ours name mailboxes: it is silenced.
    """
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    return httpx.Client(
        verify=verify,
        headers={"User-Agent": user_agent, "Accept": "application/json"},
        timeout=TIMEOUT,
        limits=httpx.Limits(max_connections=8, max_keepalive_connections=4, keepalive_expiry=30),
        trust_env=True,
        mounts={"all://127.0.0.1": None, "all://localhost": None},
        follow_redirects=False,
    )


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """What came back; `complete` is False when more came than was asked for."""

    status: int
    content_type: str
    url: httpx.URL
    body: bytes
    complete: bool
    milliseconds: int

    @property
    def kind(self) -> str:
        """What the body claims to be, in lower case."""
        return self.content_type.partition(";")[0].strip().lower()

    @property
    def page(self) -> bool:
        """Whether this is for people, as a proxy shows it instead of the service's answer."""
        return self.kind in _PAGES or self.body.lstrip()[:1] == b"<"

    @property
    def good(self) -> bool:
        """Whether the service said yes; a proxy's page of HTML does not."""
        return httpx.codes.is_success(self.status) and not self.page

    @property
    def nothing(self) -> bool:
        """Whether the service, and not a proxy, says that there is nothing."""
        empty = {httpx.codes.NOT_FOUND, httpx.codes.NO_CONTENT}
        return self.status in empty and not self.page

    @property
    def resembles_json(self) -> bool:
        """Whether the body wants to be JSON, however well it succeeds."""
        named = self.kind == "application/json" or self.kind.endswith("+json")
        return named or self.body.lstrip()[:1] == b"{"

    def emptied(self) -> HttpResponse:
        """Return the list with nothing in it that this answer means."""
        return replace(
            self, status=httpx.codes.OK, content_type="application/json", body=b'{"data": []}'
        )

    def json(self) -> object:
        """Read the body; raises ValueError when it is no JSON."""
        try:
            return json.loads(self.body)
        except RecursionError:
            raise ValueError("nested too deep") from None

    def document(self) -> Mapping[str, object]:
        """Read the body as an object; raises Unavailable when it is none."""
        try:
            read = self.json() if self.good and self.complete else None
        except ValueError:
            read = None
        if not isinstance(read, dict):
            raise unreadable_answer()
        return read

    def problem(self) -> ServiceProblem:
        """Read the body as a problem document, as far as it is one."""
        try:
            return read_problem(self.json())
        except ValueError:
            return read_problem(None)

    def refusal(self) -> SdkError:
        """Say what an answer that is not good means."""
        return refusal(self.status, self.problem(), page=self.page)


class HttpConnection:
    """A client together with the sentence that says that its other side does not answer."""

    def __init__(
        self, client: httpx.Client, silent: str, *, seconds: float = _LONGEST_ANSWER
    ) -> None:
        """Give an answer up after `seconds`, however alive it is."""
        self.client = client
        self._silent = silent
        self._seconds = seconds

    def ask(self, request: httpx.Request, limit: int = LIST_LIMIT) -> HttpResponse:
        """Send a request and read no more than `limit` bytes of the answer."""
        begun = time.monotonic()
        with translated(self._silent):
            response = self.client.send(request, stream=True)
            try:
                body = self._collect(response, limit, until=begun + self._seconds)
            finally:
                response.close()
        return HttpResponse(
            status=response.status_code,
            content_type=response.headers.get("content-type", ""),
            url=request.url,
            body=body[:limit],
            complete=len(body) <= limit,
            milliseconds=int((time.monotonic() - begun) * 1000),
        )

    def _collect(self, response: httpx.Response, limit: int, *, until: float) -> bytes:
        parts: list[bytes] = []
        size = 0
        for part in response.iter_bytes():
            parts.append(part)
            size += len(part)
            if size > limit:
                break
            if time.monotonic() > until:
                raise httpx.ReadTimeout("the answer never ends")
        return b"".join(parts)


def address(text: str) -> httpx.URL:
    """Read an address from the settings; raises Refused when it is none."""
    with translated(text):
        return httpx.URL(text)


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


def _resources(document: Mapping[str, object]) -> list[Mapping[str, object]]:
    """An answer without `data` is not a list with nothing in it."""
    data = document.get("data", document)
    if data is document:
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
