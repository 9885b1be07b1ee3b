"""One client for each profile and desktop: a second start hands over to the one that runs.

Who runs listens on an address of this computer and notes it in the profile, where nobody else
reads, with two secrets. A caller says the first and hears the second, so each knows that the other
has read the note; only then it says which link is to be opened.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import hmac
import json
import os
import secrets
import socket
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from sdk_desktop.app.links import LONGEST
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.files import read_if_there, write_private
from sdk_desktop.profile_folder import RUNNING

_HOST = "127.0.0.1"
_PATIENCE = 5.0
"""Seconds that one side waits for the other; after that a second client starts."""
_LONGEST_NOTE = 1_000
_MOST_WAITING = 8
_END = b"\n"
_ANYBODY = -1


@dataclass(frozen=True, slots=True)
class _Note:
    """Where the client listens, what a caller must say, and what it hears then."""

    port: int
    call: str
    reply: str


def hand_start_over(folder: Path, link: str = "") -> bool:
    """Let the client that runs with the profile in a folder come forward, and open a link.

    Return whether there is one that has taken it.
    """
    note = _read_note(_note_of(folder))
    if note is None:
        return False
    try:
        with socket.create_connection((_HOST, note.port), _PATIENCE) as connection:
            _say(connection, note.call)
            if not hmac.compare_digest(_hear(connection), note.reply.encode()):
                return False
            _let_come_forward()
            _say(connection, link)
            return _hear(connection) == b"taken"
    except OSError:
        return False


class StartListener:
    """Hears of further starts of the client with a profile, until it is closed."""

    def __init__(self, folder: Path) -> None:
        """Listen, unless another client listens already for this profile and desktop.

        Raise `OSError` where this computer has no address to listen on, or the profile no room.
        """
        self._listener = socket.create_server((_HOST, 0), backlog=_MOST_WAITING)
        self._listener.settimeout(0)
        port: int = self._listener.getsockname()[1]
        self._note = _Note(port, secrets.token_hex(), secrets.token_hex())
        self._path = _note_of(folder)
        try:
            write_private(self._path, json.dumps(asdict(self._note)).encode())
        except SdkError as error:
            self._listener.close()
            raise OSError(error.text) from error

    def fileno(self) -> int:
        """Return the socket's number, on which something can be read when somebody calls."""
        return self._listener.fileno()

    def accept(self) -> socket.socket | None:
        """Return the connection of who calls, None where nobody does any more."""
        try:
            connection, _ = self._listener.accept()
        except OSError:
            return None
        connection.settimeout(_PATIENCE)
        return connection

    def take(self, connection: socket.socket) -> str | None:
        """Return the link of a caller who knows the note, "" for none; None for anybody else."""
        with connection, contextlib.suppress(OSError, UnicodeDecodeError):
            if hmac.compare_digest(_hear(connection), self._note.call.encode()):
                _say(connection, self._note.reply)
                link = _hear(connection).decode()
                _say(connection, "taken")
                return link
        return None

    def close(self) -> None:
        """Listen no more; the note of a client that has begun to listen since stays."""
        self._listener.close()
        if _read_note(self._path) == self._note:
            with contextlib.suppress(OSError):
                self._path.unlink()


def _note_of(folder: Path) -> Path:
    """Return the file of the note; a user's other desktop has one of its own."""
    desktop = hashlib.sha256(_desktop().encode()).hexdigest()
    return folder / RUNNING.replace("*", desktop[:8])


def _desktop() -> str:
    """Return what tells the desktop on which this runs from the user's others."""
    if sys.platform == "win32":
        number = ctypes.c_ulong()
        ctypes.windll.kernel32.ProcessIdToSessionId(os.getpid(), ctypes.byref(number))
        return str(number.value)
    return os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY") or ""


def _read_note(path: Path) -> _Note | None:
    try:
        note = _Note(**json.loads(read_if_there(path, _LONGEST_NOTE) or b""))
    except (SdkError, TypeError, ValueError):  # none, or one that is not ours
        return None
    kinds = isinstance(note.port, int), isinstance(note.call, str), isinstance(note.reply, str)
    return note if all(kinds) and 0 < note.port < 1 << 16 else None


def _let_come_forward() -> None:
    """Let the other process have the foreground, which Windows gave to this one."""
    if sys.platform == "win32":
        ctypes.windll.user32.AllowSetForegroundWindow(_ANYBODY)


def _say(connection: socket.socket, text: str) -> None:
    connection.sendall(text.encode() + _END)


def _hear(connection: socket.socket) -> bytes:
    """Return a line without its end; what comes after it, or is longer than a link, is left."""
    line = b""
    while not line.endswith(_END) and len(line) <= LONGEST:
        part = connection.recv(LONGEST)
        if not part:
            break
        line += part
    return line.removesuffix(_END)
