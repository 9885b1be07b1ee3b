import logging
import operator
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from http.client import HTTPResponse
from http.cookiejar import CookieJar
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from urllib.request import Request

import httpx
import pytest

from sdk_desktop import __version__
from sdk_desktop.domain.configuration import Network
from sdk_desktop.domain.errors import Refused, Unanswered, Unavailable
from sdk_desktop.network.http_connection import (
    HttpConnection,
    _TimeLeft,
    new_client,
    server_time,
)
from sdk_desktop.network.proxies import ExceptedHosts, proxy_of
from sdk_desktop.network.tls import tls_context

URL = "https://mt.example.se/"
HERE = "http://127.0.0.1:8000/token"


class Drops(httpx.SyncByteStream):
    """A body that comes byte by byte and never ends; `given` counts what was taken."""

    def __init__(self) -> None:
        self.given = 0
        self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        while True:
            self.given += 1
            yield b"x"

    def close(self) -> None:
        self.closed = True


def client_of(body: Drops) -> httpx.Client:
    return httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, stream=body)))


def test_no_more_is_read_than_was_asked_for() -> None:
    body = Drops()
    client = client_of(body)

    answer = HttpConnection(client, "Silence.").ask(httpx.Request("GET", URL), limit=10)

    assert (answer.body, answer.complete, body.given, body.closed) == (b"x" * 10, False, 11, True)


def test_an_answer_that_never_ends_is_given_up() -> None:
    body = Drops()
    client = client_of(body)

    with pytest.raises(Unavailable, match="Silence"):
        HttpConnection(client, "Silence.", seconds=-1).ask(httpx.Request("GET", URL))

    assert body.closed


HINTS = b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


class _Hinting(StreamRequestHandler):
    """Sends hints before its answer."""

    def handle(self) -> None:
        while self.rfile.readline().strip():
            pass
        with suppress(OSError):  # the client has given it up
            self.wfile.write(HINTS * 3 + ANSWER)


@pytest.fixture
def hinting() -> Iterator[str]:
    with ThreadingTCPServer(("127.0.0.1", 0), _Hinting) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


def test_what_comes_before_an_answer_is_given_up_too(hinting: str) -> None:
    with new_client() as client:
        patient = HttpConnection(client, "Silence.")
        hasty = HttpConnection(client, "Silence.", seconds=-1)

        assert patient.ask(patient.request("GET", hinting)).status == 200
        with pytest.raises(Unanswered, match="Silence"):
            hasty.ask(hasty.request("GET", hinting))


def test_only_what_an_answer_takes_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_000.0
    monkeypatch.setattr("sdk_desktop.network.http_connection._now", lambda: now)
    left = _TimeLeft(30, 60)

    assert operator.index(left) == 30
    now += 31.5  # another part was sent
    assert operator.index(left) == 30
    now += 30
    assert operator.index(left) == 30
    now += 29.5
    assert operator.index(left) == 1
    now += 1
    with pytest.raises(httpx.ReadTimeout):
        operator.index(left)


@pytest.mark.usefixtures("in_sweden")
@pytest.mark.parametrize("zone", ["GMT", "+0000", "-0000"])
def test_a_server_that_names_no_zone_of_its_own_tells_universal_time(zone: str) -> None:
    assert server_time(f"Mon, 02 Mar 2026 12:00:00 {zone}") == datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_the_client_says_what_it_is_and_waits_for_nothing_forever() -> None:
    with new_client() as client:
        times = client.timeout.as_dict().values()

        assert client.headers["user-agent"] == f"SDK-Desktop/{__version__}"
        assert None not in times
        assert not client.follow_redirects
        assert client.trust_env


def test_addresses_are_kept_out_of_the_log() -> None:
    new_client().close()

    assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)
    assert not logging.getLogger("httpcore.http11").isEnabledFor(logging.DEBUG)


def test_a_proxy_is_used_for_other_computers_only(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example.se:8080")
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.example.se:8080")

    with new_client() as client:
        direct = client._transport
        here = client._transport_for_url(httpx.URL(HERE))
        there = client._transport_for_url(httpx.URL(URL))

    assert here is direct
    assert there is not direct


@pytest.fixture
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


class Jar(CookieJar):
    """Counts how often somebody looks for cookies."""

    looked = 0

    def extract_cookies(self, response: HTTPResponse, request: Request) -> None:
        self.looked += 1
        super().extract_cookies(response, request)


@pytest.mark.usefixtures("no_proxies")
def test_a_cookie_is_sent_back_and_looked_for_only_where_one_is_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent_back: list[str] = []

    def answered(_way: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        sent_back.append(request.headers.get("cookie", ""))
        return httpx.Response(200, headers={"Set-Cookie": "way=7"} if len(sent_back) == 1 else {})

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", answered)
    jar = Jar()
    with new_client() as client:
        client.cookies.jar = jar
        connection = HttpConnection(client, "Silence.")
        for _ in range(3):
            connection.ask(connection.request("GET", URL))

    assert sent_back == ["", "way=7", "way=7"]
    assert jar.looked == 1


@pytest.mark.usefixtures("no_proxies")
def test_a_socks_proxy_is_used_as_other_programs_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://proxy.example.se:1080")

    with new_client() as client:
        assert client._transport_for_url(httpx.URL(URL)) is not client._transport

    assert proxy_of(URL) == "proxy.example.se"
    assert proxy_of("https://127.0.0.1/") == ""


@pytest.fixture
def computers_proxy(no_proxies: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy in the settings of Windows, which except the hosts of a network."""
    proxies = {"https": "http://proxy.example.se:8080", "http": "http://proxy.example.se:8080"}
    monkeypatch.setattr("sdk_desktop.network.proxies.getproxies", lambda: proxies)
    monkeypatch.setattr(
        "sdk_desktop.network.proxies.proxy_bypass", lambda host: host.startswith("10.")
    )


@pytest.mark.usefixtures("computers_proxy")
def test_who_is_excepted_in_the_computers_settings_is_reached_without_their_proxy() -> None:
    with new_client() as client:
        way = client._transport_for_url(httpx.URL(URL))
        here = client._transport_for_url(httpx.URL(HERE))

        assert isinstance(way, ExceptedHosts)
        assert here is client._transport
        assert way.way_to("mt.example.se")._pool._proxy_url.host == b"proxy.example.se"  # type: ignore[attr-defined]
        assert not hasattr(way.way_to("10.0.0.7")._pool, "_proxy_url")
    assert proxy_of(URL) == "proxy.example.se"
    assert proxy_of("https://10.0.0.7/") == ""


@pytest.mark.usefixtures("computers_proxy")
def test_a_request_goes_the_way_of_its_host(monkeypatch: pytest.MonkeyPatch) -> None:
    ways: list[bool] = []

    def sent(way: httpx.HTTPTransport, _request: httpx.Request) -> httpx.Response:
        ways.append(hasattr(way._pool, "_proxy_url"))
        return httpx.Response(204)

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", sent)
    with new_client() as client:
        client.get("https://10.0.0.7/")
        client.get(URL)

    assert ways == [False, True]


@pytest.mark.usefixtures("no_proxies")
def test_the_proxy_of_the_settings_goes_before_the_computers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://other.example.se:8080")
    network = Network("http://proxy.example.se:3128", "intern.example.se 10.0.0.7")
    direct = ("https://intern.example.se/", "https://ap.intern.example.se/", "https://10.0.0.7/")

    with new_client(network=network) as client:
        through = client._transport_for_url(httpx.URL(URL))
        others = {client._transport_for_url(httpx.URL(one)) for one in (*direct, HERE)}
        assert isinstance(through, httpx.HTTPTransport)
        assert through._pool._proxy_url.host == b"proxy.example.se"  # type: ignore[attr-defined]
        assert others == {client._transport}

    assert proxy_of(URL, network) == "proxy.example.se"
    assert {proxy_of(one, network) for one in (*direct, HERE)} == {""}
    assert proxy_of("https://notintern.example.se/", network) == "proxy.example.se"
    assert proxy_of(URL, Network()) == "other.example.se"


@pytest.mark.parametrize(
    "proxy", ["proxy.example.se:8080", "gopher://x:1", "http://x", "http://:1"]
)
def test_a_proxy_of_the_settings_that_cannot_be_meant_is_refused(proxy: str) -> None:
    with pytest.raises(Refused, match="written as http"):
        Network(proxy)


@pytest.mark.usefixtures("no_proxies")
@pytest.mark.parametrize("proxy", ["gopher://x", "http://x:y:z", "socks9://x"])
def test_a_proxy_that_cannot_be_used_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy)

    with pytest.raises(Unavailable, match="a proxy that cannot be used"):
        new_client()


@pytest.mark.parametrize(
    "url", ["http://mt.example.se/", "ftp://mt.example.se/", "http://10.0.0.1/"]
)
def test_nothing_leaves_where_others_could_listen(url: str) -> None:
    client = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200)))

    with pytest.raises(Unavailable, match="https"):
        HttpConnection(client, "Silence.").request("GET", url)


@pytest.mark.parametrize("url", [URL, "http://127.0.0.1:8000/", "http://localhost/"])
def test_https_and_this_computer_are_safe(url: str) -> None:
    client = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200)))

    assert HttpConnection(client, "Silence.").request("GET", url).url == url


def test_what_is_signed_may_be_asked_for_in_the_open() -> None:
    client = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200)))

    asked = HttpConnection(client, "Silence.", signed=True).request("GET", "http://crl.example.se/")

    assert asked.url.scheme == "http"


def test_no_keys_of_sessions_are_written_for_others(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys.log"))

    assert tls_context().keylog_filename is None
