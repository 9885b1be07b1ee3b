"""The address of this computer to which the browser brings the answer, and who else calls."""

import selectors
import socket
import struct
from contextlib import ExitStack, closing
from itertools import chain, repeat
from urllib.parse import urlsplit

import pytest

from sdk_desktop.auth.login import loopback
from sdk_desktop.auth.login.loopback import Loopback
from sdk_desktop.domain.errors import Refused
from tests.auth.login.issuer import Issuer
from tests.auth.login.spoils import refusal


def test_a_computer_that_cannot_listen_says_so(
    issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loopback, "_HOST", "192.0.2.1")

    text = "This computer cannot take the login service's answer."
    assert (str(refusal(issuer)), issuer.asked) == (text, {})


def test_the_browser_shows_the_page_and_keeps_nothing(issuer: Issuer) -> None:
    issuer.log_in()

    head, _, body = issuer.replies()[0].partition("\r\n\r\n")
    assert "<p>Du kan gå tillbaka till SDK Desktop &amp; stänga &lt;fliken&gt;.</p>" in body
    assert '<meta charset="utf-8">' in body
    assert f"Content-Length: {len(body.encode())}" in head
    assert head.startswith("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n")
    assert {"Cache-Control: no-store", "Referrer-Policy: no-referrer"} <= set(head.split("\r\n"))


MANY = b"".join(b"&a%d=b" % number for number in range(40))
STRANGERS: dict[str, tuple[bytes, str]] = {
    "the picture of the page": (
        b"GET /favicon.ico HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n",
        "404",
    ),
    "another place": (b"GET /?state=STATE&code=x HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n", "404"),
    "nothing known": (b"GET /login HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n", "403"),
    "a guess": (b"GET /login?state=x&code=y HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n", "403"),
    "a guess in other letters": (
        b"GET /login?state=%C3%A5&code=y HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n",
        "403",
    ),
    "a guess at a no": (
        b"GET /login?state=x&error=access_denied HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n",
        "403",
    ),
    "the right state twice": (
        b"GET /login?state=STATE&code=x&code=y HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n",
        "403",
    ),
    "too many parameters": (
        b"GET /login?state=STATE" + MANY + b" HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n",
        "403",
    ),
    "another way": (
        b"POST /login?state=STATE&code=x HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n",
        "405",
    ),
    "by another name": (
        b"GET /login?state=STATE&code=x HTTP/1.1\r\nHost: evil.example:PORT\r\n\r\n",
        "421",
    ),
    "by no name": (b"GET /login?state=STATE&code=x HTTP/1.0\r\n\r\n", "421"),
    "by two names": (
        b"GET /login?state=STATE&code=x HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nHost: x\r\n\r\n",
        "421",
    ),
    "nonsense": (b"hello\r\n\r\n", "400"),
    "letters that are none": (b"GET /\xff HTTP/1.1\r\n\r\n", "400"),
    "another protocol": (b"\x16\x03\x01\r\n\r\n", "400"),
    "a head without end": (b"GET /login?state=STATE&code=x HTTP/1.1\r\nX: " + b"x" * 16_384, "400"),
}


@pytest.mark.parametrize(("said", "status"), STRANGERS.values(), ids=STRANGERS)
def test_a_stranger_gets_an_answer_and_disturbs_nothing(
    issuer: Issuer, said: bytes, status: str
) -> None:
    issuer.before = [said]

    assert issuer.log_in().subject == "berg-kim"

    answer, page = issuer.replies()
    assert answer.startswith(f"HTTP/1.1 {status} ")
    assert answer.endswith("Content-Length: 0\r\n\r\n")
    assert page.startswith("HTTP/1.1 200 OK")


class NewestFirst(selectors.DefaultSelector):
    """Tells of the newest call first; Windows tells in any order."""

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        return sorted(super().select(timeout), key=lambda one: -one[0].fd)


def test_whoever_spoke_before_the_browser_is_answered_in_any_order(
    issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selectors, "DefaultSelector", NewestFirst)
    issuer.before = [said for said, _ in STRANGERS.values()]

    issuer.log_in()

    answers = [answer.split()[1] for answer in issuer.replies()]
    assert answers == [*(status for _, status in STRANGERS.values()), "200"]


SLOW = {
    "silent": [b""],
    "half a line": [b"GET /login?state="],
    "a flood": [b"GET /login?state=x"] * 100,
    "a flood of silence": [b""] * 100,
}


@pytest.mark.parametrize("before", SLOW.values(), ids=SLOW)
def test_whoever_keeps_a_line_open_delays_nobody(issuer: Issuer, before: list[bytes]) -> None:
    issuer.before = before

    assert issuer.log_in(seconds=5).subject == "berg-kim"


def test_a_caller_who_says_nothing_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loopback, "_LONGEST_CALL", -1)
    with closing(Loopback("")) as waiting, call(waiting) as caller:
        wait_a_little(waiting)

        assert caller.recv(1) == b""


def test_only_so_many_calls_are_kept() -> None:
    with closing(Loopback("")) as waiting, ExitStack() as calls:
        callers = [calls.enter_context(call(waiting)) for _ in range(70)]
        with pytest.raises(Refused):
            waiting.wait("x", chain(repeat(False, 70), [True]).__next__, 60)

        assert callers[0].recv(1) == b""
        assert len(waiting._calls) == 64


def test_a_caller_who_hangs_up_is_forgotten() -> None:
    with closing(Loopback("")) as waiting, call(waiting) as caller:
        caller.sendall(b"GET /login")
        caller.shutdown(socket.SHUT_WR)
        wait_a_little(waiting)

        assert caller.recv(4096).startswith(b"HTTP/1.1 400")


def test_a_caller_who_breaks_off_is_forgotten() -> None:
    with closing(Loopback("")) as waiting:
        with call(waiting) as caller:
            caller.sendall(b"GET /login")
            caller.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        wait_a_little(waiting)

        assert waiting._calls == {}


def test_what_comes_after_the_answer_does_not_undo_it() -> None:
    with closing(Loopback("")) as waiting, call(waiting) as caller:
        caller.sendall(b"hello\r\n\r\n")
        wait_a_little(waiting)
        caller.sendall(b"x" * 40_000)
        wait_a_little(waiting)

        caller.shutdown(socket.SHUT_WR)
        assert all_of(caller).startswith(b"HTTP/1.1 400")
        wait_a_little(waiting)
        assert waiting._calls == {}


def test_whoever_says_too_much_after_the_answer_is_hung_up_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(loopback, "_LONGEST_REST", 10_000)
    monkeypatch.setattr(loopback, "_LONGEST_END", 60)
    with closing(Loopback("")) as waiting, call(waiting) as caller:
        caller.sendall(b"hello\r\n\r\n")
        wait_a_little(waiting)
        assert len(waiting._calls) == 1
        caller.sendall(b"x" * 20_000)
        wait_a_little(waiting)

        assert waiting._calls == {}


def test_whoever_keeps_the_line_open_after_the_answer_is_hung_up_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(loopback, "_LONGEST_END", -1)
    with closing(Loopback("")) as waiting, call(waiting) as caller:
        caller.sendall(b"hello\r\n\r\n")
        wait_a_little(waiting)

        assert waiting._calls == {}


def test_whoever_was_answered_gives_way_before_one_who_was_not() -> None:
    with closing(Loopback("")) as waiting, ExitStack() as calls:
        first = calls.enter_context(call(waiting))
        others = [calls.enter_context(call(waiting)) for _ in range(70)]
        for other in others:
            other.sendall(b"hello\r\n\r\n")
        with pytest.raises(Refused):
            waiting.wait("x", chain(repeat(False, 75), [True]).__next__, 60)
        first.sendall(b"hello\r\n\r\n")
        wait_a_little(waiting)

        assert first.recv(12) == b"HTTP/1.1 400"
        assert len(waiting._calls) == 64


def test_what_nobody_asked_for_does_not_break_off_the_answer() -> None:
    """Closing with something unread resets the connection: Windows then drops the answer."""
    with closing(Loopback("Klart")) as waiting:
        port = urlsplit(waiting.address).port or 0
        with socket.create_connection(("127.0.0.1", port), timeout=60) as caller:
            caller.sendall(
                b"GET /login?state=s&code=c HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % port
                + b"x" * 40_000
            )
            waiting.wait("s", lambda: False, 60)
            answer = all_of(caller)

    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"Klart" in answer


def call(waiting: Loopback) -> socket.socket:
    port = urlsplit(waiting.address).port or 0
    return socket.create_connection(("127.0.0.1", port), timeout=60)


def wait_a_little(waiting: Loopback) -> None:
    """Let it take in the call, what the caller says and that the caller hangs up."""
    with pytest.raises(Refused):
        waiting.wait("x", iter([False, False, False, True]).__next__, 60)


def all_of(caller: socket.socket) -> bytes:
    return b"".join(iter(lambda: caller.recv(65_536), b""))
