"""How an HTTP client is built, and one request with its response, bounded in every way."""

from __future__ import annotations

import email.utils
import io
import logging
import math
import ssl
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import cast

import httpx

from sdk_desktop import __version__
from sdk_desktop.domain.configuration import Network, is_safe
from sdk_desktop.domain.errors import Unavailable
from sdk_desktop.formats.json_fields import read_json
from sdk_desktop.network.errors import translate_network_errors, unreadable_answer
from sdk_desktop.network.proxies import computers_proxies
from sdk_desktop.network.tls import tls_context

LIST_LIMIT = 20_000_000
"""Bytes of one page of a list."""
_LONGEST_ANSWER = 900.0
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_CONNECT, _WRITE = 10, 30
_LIMITS = httpx.Limits(max_connections=8, max_keepalive_connections=4, keepalive_expiry=30)
_FIRST_BYTE = 30.0


ACCEPTED = "gzip"
"""The value of `Accept-Encoding` that goes with `decoded`."""
_PIECE = 65_536
_GZIP_ONLY = 16 + zlib.MAX_WBITS


def new_client(tls: ssl.SSLContext | None = None, network: Network | None = None) -> httpx.Client:
    """Make a client with time-outs that uses the network's proxy, but not for this computer.

    The proxy is that of `network`, or else what the environment or the computer's settings say.

    Servers are verified by `tls`, or else by the authorities that the computer trusts. httpx
    writes whole addresses to the log, and ours name mailboxes: it is silenced. Raise `Unavailable`
    where the computer's network settings name a proxy that cannot be used.
    """
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    try:
        return _client(tls_context() if tls is None else tls, network or Network())
    except (ValueError, httpx.InvalidURL, ImportError):
        raise Unavailable(
            "This computer's network settings name a proxy that cannot be used. Check HTTPS_PROXY,"
            " ALL_PROXY and the system's proxy."
        ) from None


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """What came back; `complete` is False when more came than was asked for.

    `date` is the moment by the server's clock as it writes it, "" when it does not tell it; `wait`
    is how many seconds it asks to be left alone, "" or a date where it does not say that.
    """

    status: int
    content_type: str
    url: httpx.URL
    body: bytes
    complete: bool
    milliseconds: int
    location: str = ""
    date: str = ""
    wait: str = ""

    @property
    def time(self) -> datetime | None:
        """The moment by the server's clock, None when it does not tell it."""
        return server_time(self.date)

    @property
    def kind(self) -> str:
        """What the body claims to be, in lower case."""
        return self.content_type.partition(";")[0].strip().lower()

    @property
    def page(self) -> bool:
        """Whether the body is a web page, as proxies send instead of the service's response."""
        return self.kind in _PAGES or self.body.lstrip()[:1] == b"<"

    @property
    def good(self) -> bool:
        """Whether the status is success and the body no web page."""
        return httpx.codes.is_success(self.status) and not self.page

    @property
    def resembles_json(self) -> bool:
        """Whether the body is meant to be JSON, valid or not."""
        named = self.kind == "application/json" or self.kind.endswith("+json")
        return named or self.body.lstrip()[:1] == b"{"

    def json(self) -> object:
        """Read the body; raises ValueError when it is no JSON."""
        return read_json(self.body)

    def document(self) -> Mapping[str, object]:
        """Read the body as an object; raises Unavailable when it is none."""
        try:
            read = self.json() if self.good and self.complete else None
        except ValueError:
            read = None
        if not isinstance(read, dict):
            raise unreadable_answer()
        return read


class HttpConnection:
    """Sends requests to one system; `silent` is the error's sentence when it does not answer."""

    def __init__(
        self,
        client: httpx.Client,
        silent: str,
        *,
        seconds: float = _LONGEST_ANSWER,
        signed: bool = False,
    ) -> None:
        """Give a response up when all of it takes more than `seconds` after the request.

        Only https leaves this computer, but where what is asked is public and what is answered is
        `signed` (revocation, published metadata).
        """
        self._signed = signed
        self._client = client
        self._silent = silent
        self._seconds = seconds

    def request(
        self,
        method: str,
        url: httpx.URL | str,
        *,
        content: bytes | Iterable[bytes] | None = None,
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        wait: float = _FIRST_BYTE,
    ) -> httpx.Request:
        """Build a request that waits `wait` seconds for each part of its response.

        Raise `Unavailable` for an address that is none, or on whose way others could listen.
        """
        if not self._signed and not is_safe(str(url)):
            raise Unavailable(
                "The address of a service must begin with https://. Nothing was sent."
            )
        with translate_network_errors(self._silent):
            return self._client.build_request(
                method,
                url,
                content=content,
                data=form,
                headers={"Accept-Encoding": ACCEPTED, **(headers or {})},
                timeout=_timeout(cast("float", _TimeLeft(wait, self._seconds))),
            )

    def ask(self, request: httpx.Request, limit: int = LIST_LIMIT) -> HttpResponse:
        """Send a request and read no more than `limit` bytes of what its response contains.

        Redirects are not followed. Raise `Unavailable` or `Untrusted`.
        """
        begun = time.monotonic()
        with translate_network_errors(self._silent):
            response = self._client.send(request, stream=True, follow_redirects=False)
            try:
                headers = dict(response.headers.items())
                coding = headers.get("content-encoding", "")
                body = _collected(response, coding, limit, until=time.monotonic() + self._seconds)
            finally:
                response.close()
        return HttpResponse(
            status=response.status_code,
            content_type=headers.get("content-type", ""),
            url=request.url,
            body=body if len(body) <= limit else body[:limit],
            complete=len(body) <= limit,
            milliseconds=int((time.monotonic() - begun) * 1000),
            location=headers.get("location", ""),
            date=headers.get("date", ""),
            wait=headers.get("retry-after", ""),
        )


def _now() -> float:
    return time.monotonic()


class _TimeLeft:
    """How many seconds the next part of a response may take: read anew before each part.

    httpx bounds a part only. Headers that come letter by letter, or "103 Early Hints" again and
    again, would go on for as long as the other side pleases. httpx hands this on as it is to the
    socket, which asks it for a whole number before each part.
    """

    def __init__(self, part: float, whole: float) -> None:
        self._part, self._whole = part, whole
        self._asked = self._until = -math.inf

    def __index__(self) -> int:
        now = _now()
        if now - self._asked > self._part + 1:  # what was sent meanwhile may take its time
            self._until = now + self._whole
        self._asked = now
        if now > self._until:
            raise httpx.ReadTimeout("the answer never ends")
        return max(math.ceil(min(self._part, self._until - now)), 1)


def address(text: str) -> httpx.URL:
    """Read an address from the settings; raises Refused when it is none."""
    with translate_network_errors(text):
        return httpx.URL(text)


def server_time(date: str) -> datetime | None:
    """Return the moment that the header `Date` of a response tells, None where it tells none."""
    try:
        told = email.utils.parsedate_to_datetime(date)
        # "-0000" is universal time of unknown origin (RFC 5322 §3.3), which Python leaves open.
        return told.replace(tzinfo=told.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def decoded(parts: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """Return the content of a body as it comes; a piece of coded content has at most 64 kB.

    httpx undoes any number of content codings (RFC 9110 §8.4) before anybody can look at the size:
    five kilobytes with `Content-Encoding: gzip, gzip` become gigabytes. One gzip is undone here.

    `coding` is the value of `Content-Encoding`. Raise `httpx.DecodingError` for a coding that was
    not asked for, and for gzip that is damaged or cut short; no bytes at all are no content.
    """
    match coding.strip().lower():
        case "" | "identity":
            return iter(parts)
        case "gzip" | "x-gzip":
            return _unzipped(parts)
        case _:
            raise httpx.DecodingError("a coding that was not asked for")


class _Cookies(httpx.Cookies):
    """Looks for cookies where a response sets some: looking takes a tenth of a request."""

    def extract_cookies(self, response: httpx.Response) -> None:
        if "set-cookie" in response.headers:
            super().extract_cookies(response)


class _Client(httpx.Client):
    """A client whose cookies are of our kind; httpx takes others for values to be copied."""

    @cached_property
    def cookies(self) -> httpx.Cookies:
        return _Cookies()


def _client(tls: ssl.SSLContext, network: Network) -> httpx.Client:
    hosts = (*network.direct_hosts, *(f"*.{host}" for host in network.direct_hosts))
    directly = dict.fromkeys(f"all://{host}" for host in ("127.0.0.1", "localhost", *hosts))
    by_proxy = {} if network.proxy else computers_proxies(tls, _LIMITS)
    return _Client(
        proxy=network.proxy or None,
        verify=tls,
        headers={"User-Agent": f"SDK-Desktop/{__version__}", "Accept": "application/json"},
        timeout=_timeout(_FIRST_BYTE),
        limits=_LIMITS,
        trust_env=True,
        mounts={**by_proxy, **directly},
        follow_redirects=False,
    )


def _timeout(first_byte: float) -> httpx.Timeout:
    return httpx.Timeout(connect=_CONNECT, read=first_byte, write=_WRITE, pool=_CONNECT)


def _collected(response: httpx.Response, coding: str, limit: int, *, until: float) -> bytes:
    """Collect what a response contains, and at most 64 kB more than `limit`."""
    received = cast("httpx.SyncByteStream", response.stream)
    collected = io.BytesIO()  # its value is what it holds, not a copy
    for part in decoded(received, coding):
        collected.write(part)
        if collected.tell() > limit:
            break
        if time.monotonic() > until:
            raise httpx.ReadTimeout("the answer never ends")
    return collected.getvalue()


def _unzipped(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Undo gzip: one member after another (RFC 1952 §2.2), or nothing at all."""
    unzip, empty = zlib.decompressobj(_GZIP_ONLY), True
    try:
        for part in parts:
            left = part
            while left:
                unzip = zlib.decompressobj(_GZIP_ONLY) if unzip.eof else unzip
                empty = False
                yield unzip.decompress(left, _PIECE)
                left = unzip.unused_data or unzip.unconsumed_tail
        yield unzip.flush()
    except zlib.error as error:
        raise httpx.DecodingError("damaged gzip") from error
    if not empty and not unzip.eof:
        raise httpx.DecodingError("gzip that ends in the wrong place")
