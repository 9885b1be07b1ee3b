"""A real DNS server on the loopback, in a thread of the test: the sandbox's, or another answer."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from waitress import wasyncore

from sdk_desktop.sandbox.network.name_server import DnsResponder, serve_names


@contextmanager
def name_server(answer: DnsResponder) -> Iterator[tuple[str, int]]:
    """Serve by datagrams and streams while the block runs; gives the address and port."""
    channels: dict[int, socket.socket] = {}
    host, _, port = serve_names(answer, channels).rpartition(":")
    stopping = Event()
    thread = Thread(target=_serve, args=(channels, stopping))
    thread.start()
    try:
        yield host, int(port)
    finally:
        stopping.set()
        thread.join()
        wasyncore.close_all(channels)


def _serve(channels: dict[int, socket.socket], stopping: Event) -> None:
    while not stopping.is_set():
        wasyncore.loop(timeout=0.02, map=channels, count=1)
