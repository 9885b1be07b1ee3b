"""Hints that somebody has written to a mailbox, so that others look at once. Nothing rests on them.

A hint is sent after a change, in a statement of its own: within the change it would make everybody
wait for everybody. It says nothing but which mailbox it is about.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from uuid import UUID

import psycopg

from sdk_desktop.domain.sharing import LedgerAddress
from sdk_desktop.sharing.connection import PatientConnection, connect
from sdk_desktop.sharing.errors import translated


def channel(mailbox: UUID) -> str:
    """Return the name under which hints about a mailbox are sent."""
    return f"sdk_{mailbox.hex}"


def hint(connection: PatientConnection, mailbox: UUID) -> None:
    """Let others hear that there is something new in a mailbox; where they do not, they look."""
    with suppress(psycopg.Error):
        connection.execute(b"SELECT pg_notify(%s, '')", (channel(mailbox),))


class HintListener:
    """Listens for hints about mailboxes, on a connection of its own."""

    def __init__(self, address: LedgerAddress) -> None:
        """Listen to nothing yet."""
        self._address = address
        self._connection: PatientConnection | None = None

    def listen(self, mailboxes: Iterable[UUID]) -> int:
        """Listen from now on; return the socket that can be read when there is a hint."""
        self.close()
        with translated():
            self._connection = connect(self._address)
            for mailbox in mailboxes:
                self._connection.execute(f"LISTEN {channel(mailbox)}".encode())
            return self._connection.fileno()

    @property
    def socket(self) -> int | None:
        """The socket while this listens, None otherwise."""
        connection = self._connection
        return None if connection is None or connection.closed else connection.fileno()

    def take(self) -> None:
        """Take the hints that have come; raise `Unavailable` when the connection has broken."""
        if self._connection is None:
            return
        with translated():
            for _ in self._connection.notifies(timeout=0):
                pass

    def close(self) -> None:
        """Listen no longer."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
