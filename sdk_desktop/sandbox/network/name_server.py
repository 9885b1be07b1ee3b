"""A DNS server over UDP and TCP in the sandbox's own event loop, without threads."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Protocol

from waitress import wasyncore

from sdk_desktop.domain.errors import Unavailable

_HOST = "127.0.0.1"
_LARGEST = 4096
_TRIES = 20
_LENGTH = 2


class DnsResponder(Protocol):
    """Returns the answer to a DNS query; None to send none."""

    def __call__(self, question: bytes, *, stream: bool) -> bytes | None:
        """Answer one."""
        ...


def serve_names(answer: DnsResponder, channels: dict[int, socket.socket]) -> str:
    """Listen on a free port of the loopback; return the address, such as `127.0.0.1:5353`.

    Questions are answered whenever the loop that `channels` belong to runs.
    """
    for _ in range(_TRIES):
        with ExitStack() as opened:
            listener = opened.enter_context(socket.create_server((_HOST, 0)))
            port = listener.getsockname()[1]
            datagrams = opened.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
            try:
                datagrams.bind((_HOST, port))
            except OSError:
                continue  # that number is taken for datagrams
            opened.pop_all()
            _Datagrams(datagrams, answer, channels)
            _Listener(listener, answer, channels)
            return f"{_HOST}:{port}"
    raise Unavailable("The sandbox finds no free port for its name service.")


class _Datagrams(wasyncore.dispatcher):
    def __init__(
        self, sock: socket.socket, answer: DnsResponder, channels: dict[int, socket.socket]
    ) -> None:
        super().__init__(sock, channels)
        self._sock = sock
        self._answer = answer

    def writable(self) -> bool:
        return False

    def handle_read(self) -> None:
        try:
            question, sender = self._sock.recvfrom(_LARGEST)
            answer = self._answer(question, stream=False)
            if answer is not None:
                self._sock.sendto(answer, sender)
        except OSError:
            return  # whoever asked has gone


class _Listener(wasyncore.dispatcher):
    def __init__(
        self, sock: socket.socket, answer: DnsResponder, channels: dict[int, socket.socket]
    ) -> None:
        super().__init__(sock, channels)
        self.accepting = True
        self._answer = answer
        self._channels = channels

    def writable(self) -> bool:
        return False

    def handle_accepted(self, sock: socket.socket, _address: object) -> None:
        _Stream(sock, self._answer, self._channels)


class _Stream(wasyncore.dispatcher):
    """One connection; questions and answers have their length before them (RFC 1035 §4.2.2)."""

    def __init__(
        self, sock: socket.socket, answer: DnsResponder, channels: dict[int, socket.socket]
    ) -> None:
        super().__init__(sock, channels)
        self._answer = answer
        self._received = b""
        self._waiting = b""

    def writable(self) -> bool:
        return bool(self._waiting)

    def handle_read(self) -> None:
        self._received += self.recv(_LARGEST)
        for question in self._whole():
            answer = self._answer(question, stream=True)
            if answer is not None:
                self._waiting += len(answer).to_bytes(_LENGTH) + answer

    def handle_write(self) -> None:
        self._waiting = self._waiting[self.send(self._waiting) :]

    def handle_close(self) -> None:
        self.close()

    def _whole(self) -> Iterator[bytes]:
        while len(self._received) >= _LENGTH:
            end = _LENGTH + int.from_bytes(self._received[:_LENGTH])
            if len(self._received) < end:
                return
            yield self._received[_LENGTH:end]
            self._received = self._received[end:]
