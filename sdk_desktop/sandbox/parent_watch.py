"""Ends the sandbox when the process that started it has ended, in whatever way."""

from __future__ import annotations

from socket import socket
from typing import BinaryIO

from waitress import wasyncore


class ParentWatch(wasyncore.file_dispatcher):  # type: ignore[misc,name-defined,unused-ignore]
    """Watches a pipe from within the server's own loop, and ends the server when it is closed.

    Only where pipes can be watched like sockets, which Windows does not offer.
    """

    def __init__(self, pipe: BinaryIO, channels: dict[int, socket]) -> None:
        super().__init__(pipe, channels)  # type: ignore[arg-type,unused-ignore] # no real file there

    def writable(self) -> bool:
        """Return False: there is never anything to write."""
        return False

    def handle_read(self) -> None:
        """Read from the pipe; raise `SystemExit` at its end."""
        if not self.recv(1):
            raise SystemExit
