"""Where the browser brings the answer of the login service: an address of this computer.

RFC 8252 §7.3. Whoever else calls there, by mistake or with a purpose, gets an answer and nothing
more: neither silence nor a flood of connections delays the one that is waited for.
"""

from __future__ import annotations

import contextlib
import hmac
import selectors
import socket
import time
from collections.abc import Callable, Mapping
from html import escape
from http import HTTPStatus
from urllib.parse import parse_qsl

from sdk_desktop.domain.errors import Refused, SdkError

PATH = "/login"
"""Is registered at the login service as `http://127.0.0.1/login`; the port is any (RFC 8252)."""
_HOST = "127.0.0.1"
_BREATH = 0.2
"""Seconds between two looks at whether the user has given up."""
_LONGEST_CALL = 10.0
_LONGEST_END = 2.0
"""Seconds for a caller who was answered to hang up."""
_LONGEST_HEAD = 16_384
_LONGEST_REST = 1_000_000
_MOST_CALLS = 64
_MOST_WAITING = 128
_MOST_PARAMETERS = 32
_END = b"\r\n\r\n"
_PAGE = """<!doctype html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>SDK Desktop</title><style>body {{ font: 1.25rem sans-serif; margin: 3rem }}</style></head>
<body><p>{text}</p></body></html>
"""
_FIELDS = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Connection": "close",
}


class _Call:
    """One connection: what it has said so far, and whether it has been answered."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.head = b""
        self.until = time.monotonic() + _LONGEST_CALL
        self.is_answered = False
        self._left = _LONGEST_REST
        connection.settimeout(0)

    def hear(self) -> bool:
        """Read all that has come; return whether the request is complete."""
        try:
            while _END not in self.head and len(self.head) <= _LONGEST_HEAD:
                part = self.connection.recv(_LONGEST_HEAD)
                self.head += part
                if not part:
                    break
        except OSError as error:  # more is to come, or the caller has broken off
            return not isinstance(error, BlockingIOError)
        return True

    def reply(self, status: HTTPStatus, page: str) -> None:
        """Answer; a caller who does not take the answer need not have it."""
        self.is_answered = True
        self.until = time.monotonic() + _LONGEST_END
        with contextlib.suppress(OSError):
            self.connection.sendall(_reply(status, page))
            self.connection.shutdown(socket.SHUT_WR)

    def hear_out(self) -> bool:
        """Read what comes after the answer; return whether the caller is to be hung up on.

        Closing with something unread breaks off, and may undo the answer.
        """
        try:
            while self._left > 0 and (part := self.connection.recv(_LONGEST_HEAD)):
                self._left -= len(part)
        except OSError as error:
            return not isinstance(error, BlockingIOError)
        return True


class Loopback:
    """Listens on a free port of this computer, from when it is made until it is closed."""

    def __init__(self, page: str) -> None:
        """Show the text of `page` to the browser that brings what is waited for."""
        self._page = page
        self._calls: dict[socket.socket, _Call] = {}
        try:
            self._listener = socket.create_server((_HOST, 0), backlog=_MOST_WAITING)
        except OSError:
            raise Refused("This computer cannot take the login service's answer.") from None
        self._listener.settimeout(0)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._authority = f"{_HOST}:{self._listener.getsockname()[1]}"

    @property
    def address(self) -> str:
        """Where the browser must bring the answer."""
        return f"http://{self._authority}{PATH}"

    def wait(self, state: str, given_up: Callable[[], bool], seconds: float) -> Mapping[str, str]:
        """Return the parameters of the first answer that knows `state`.

        Raises `Refused` when the user has given up or `seconds` have passed.
        """
        until = time.monotonic() + seconds
        while not given_up():
            if time.monotonic() > until:
                raise Refused("You did not log in in time. Try again.")
            heard = [self._hear(key.fileobj, state) for key, _ in self._selector.select(_BREATH)]
            if found := next(filter(None, heard), None):
                return found
            self._hang_up_on_the_slow()
        raise cancelled()

    def close(self) -> None:
        """Stop listening."""
        for connection in list(self._calls):
            self._hang_up(connection)
        self._listener.close()
        self._selector.close()

    def _hear(self, caller: object, state: str) -> Mapping[str, str]:
        """Read what a caller says; return the answer that is waited for, else nothing."""
        if caller is self._listener:
            self._accept()
        call = self._calls.get(caller) if isinstance(caller, socket.socket) else None
        said: Mapping[str, str] = {}
        if call is not None and not call.is_answered and call.hear():
            status, said = self._judged(call.head, state)
            call.reply(status, self._page if said else "")
        if call is not None and call.is_answered and call.hear_out():
            self._hang_up(call.connection)
        return said

    def _accept(self) -> None:
        try:
            connection, _ = self._listener.accept()
        except OSError:  # whoever called has hung up
            return
        if len(self._calls) >= _MOST_CALLS:
            self._hang_up(min(self._calls, key=lambda one: not self._calls[one].is_answered))
        self._calls[connection] = _Call(connection)
        self._selector.register(connection, selectors.EVENT_READ)

    def _hang_up_on_the_slow(self) -> None:
        now = time.monotonic()
        for connection in [one for one, call in self._calls.items() if now > call.until]:
            self._hang_up(connection)

    def _hang_up(self, connection: socket.socket) -> None:
        self._selector.unregister(connection)
        call = self._calls.pop(connection)
        if call.is_answered:
            call.hear_out()
        connection.close()

    def _judged(self, head: bytes, state: str) -> tuple[HTTPStatus, Mapping[str, str]]:
        """Accept only a GET of our address, by its own name and with the right state."""
        try:
            request, *fields = head[: head.index(_END)].decode("ascii").split("\r\n")
            method, target, _ = request.split(" ")
        except ValueError:
            return HTTPStatus.BAD_REQUEST, {}
        path, _, query = target.partition("?")
        if _hosts(fields) != [self._authority]:
            return HTTPStatus.MISDIRECTED_REQUEST, {}
        if path != PATH:
            return HTTPStatus.NOT_FOUND, {}
        if method != "GET":
            return HTTPStatus.METHOD_NOT_ALLOWED, {}
        said = _parameters(query)
        if not hmac.compare_digest(said.get("state", "").encode(), state.encode()):
            return HTTPStatus.FORBIDDEN, {}
        return HTTPStatus.OK, said


def cancelled() -> SdkError:
    """Return the error for a login that the user has cancelled."""
    return Refused("The login was cancelled.")


def _hosts(fields: list[str]) -> list[str]:
    parts = (field.partition(":") for field in fields)
    return [value.strip() for name, _, value in parts if name.lower() == "host"]


def _parameters(query: str) -> Mapping[str, str]:
    """Read a query; one that says something twice says nothing (RFC 6749 §3.1)."""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=_MOST_PARAMETERS)
    except ValueError:
        return {}
    said = dict(pairs)
    return said if len(said) == len(pairs) else {}


def _reply(status: HTTPStatus, page: str) -> bytes:
    body = _PAGE.format(text=escape(page)).encode() if page else b""
    fields = _FIELDS | {"Content-Length": str(len(body))}
    lines = [f"HTTP/1.1 {status} {status.phrase}", *(f"{name}: {fields[name]}" for name in fields)]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body
