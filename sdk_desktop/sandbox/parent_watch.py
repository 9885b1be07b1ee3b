"""Ends the sandbox when the client that started it is gone, however it went."""

from __future__ import annotations

from socket import socket
from typing import BinaryIO

from waitress import wasyncore


class ParentWatch(wasyncore.file_dispatcher):
    """Watches a pipe from within the server's own loop, and ends the server when it is closed.

    Only where pipes can be watched like sockets, which Windows does not offer.
    """

    def __init__(self, pipe: BinaryIO, channels: dict[int, socket]) -> None:
        super().__init__(pipe, channels)  # type: ignore[arg-type] # its stub knows no real file

    def writable(self) -> bool:
        """Say that there is never anything to write."""
        return False

    def handle_read(self) -> None:
        """Read what comes; nothing comes but the end."""
        if not self.recv(1):
            raise SystemExit
