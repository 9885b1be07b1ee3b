"""One client for each profile and desktop: a second start hands over to the one that runs.

One of another version, as after an upgrade, ends instead, and the second goes on in its place.

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
import time
from dataclasses import asdict, astuple, dataclass
from pathlib import Path

from sdk_desktop import __version__
from sdk_desktop.app.links import LONGEST
from sdk_desktop.domain.errors import SdkError, Unavailable
from sdk_desktop.files import read_if_there, write_private
from sdk_desktop.formats.json_fields import read_json
from sdk_desktop.profile_folder import RUNNING

_HOST = "127.0.0.1"
_PATIENCE, _PATIENCE_WITH_CALLERS = 5.0, 2.0
"""Seconds that one side waits for the other; after that a second client starts."""
_LONGEST_NOTE = 1_000
_LONGEST_LINE = 4 * LONGEST + 100
"""Bytes of the longest link, and what is said before it."""
_MOST_WAITING = 8
_LINE_END = b"\n"
_TAKEN = b"taken"
_LOOKS, _BETWEEN_LOOKS = 300, 0.1
"""How often, and after how many seconds, it is looked whether a client has ended."""
_ANYBODY = -1

OPEN, END = "open", "end"
"""What a second start wishes of the client that runs."""


@dataclass(frozen=True, slots=True)
class _Note:
    """Where the client listens, what a caller must say, and what it hears then."""

    port: int
    call: str
    reply: str
    version: str


def hand_start_over(folder: Path, link: str = "") -> bool:
    """Let the client that runs with the profile in a folder come forward, and open a link.

    Return whether there is one that has taken it. One of another version is ended; raise
    `Unavailable` when that takes too long.
    """
    path = _note_of(folder)
    note = _read_note(path)
    if note is None:
        return False
    same = note.version == __version__
    taken = _ask(note, f"{OPEN} {link}" if same else END)
    if taken and not same:
        _wait_for_end(path, note)
    return taken and same


def _ask(note: _Note, wish: str) -> bool:
    """Say a wish to who has written a note; return whether it is fulfilled."""
    try:
        with socket.create_connection((_HOST, note.port), _PATIENCE) as connection:
            _say(connection, note.call)
            if not hmac.compare_digest(_hear(connection), note.reply.encode()):
                return False
            _let_come_forward()
            _say(connection, wish)
            return _hear(connection) == _TAKEN
    except OSError:
        return False


def _wait_for_end(path: Path, note: _Note) -> None:
    """Wait until the client has ended that has written a note: it saves first what is written."""
    for _ in range(_LOOKS):
        if _read_note(path) != note:
            return
        time.sleep(_BETWEEN_LOOKS)
    raise Unavailable("The version of SDK Desktop that ran before does not end. Close its window.")


class StartListener:
    """Hears of further starts of the client with a profile, until it is closed."""

    def __init__(self, folder: Path) -> None:
        """Listen, and note that in the place of whatever client has noted it before.

        Raise `OSError` where this computer has no address to listen on, or the profile no room.
        """
        self._listener = socket.create_server((_HOST, 0), backlog=_MOST_WAITING)
        self._listener.settimeout(0)
        port: int = self._listener.getsockname()[1]
        self._note = _Note(port, secrets.token_hex(), secrets.token_hex(), __version__)
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
        connection.settimeout(_PATIENCE_WITH_CALLERS)
        return connection

    def take(self, connection: socket.socket) -> str | None:
        """Return the wish of a caller who knows the note: `END`, or `OPEN` with a link or none.

        Return None for anybody else.
        """
        with connection, contextlib.suppress(OSError, UnicodeDecodeError):
            if hmac.compare_digest(_hear(connection), self._note.call.encode()):
                _say(connection, self._note.reply)
                wish = _hear(connection).decode()
                connection.sendall(_TAKEN + _LINE_END)
                return wish
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
        note = _Note(**read_json(read_if_there(path, _LONGEST_NOTE) or b""))
    except (SdkError, TypeError, ValueError):  # none, or one that is not ours
        return None
    is_ours = [type(one) for one in astuple(note)] == [int, str, str, str]
    said = is_ours and (note.call + note.reply).isascii()
    return note if said and 0 < note.port < 1 << 16 else None


def _let_come_forward() -> None:
    """Let the other process have the foreground, which Windows gave to this one."""
    if sys.platform == "win32":
        ctypes.windll.user32.AllowSetForegroundWindow(_ANYBODY)


def _say(connection: socket.socket, text: str) -> None:
    connection.sendall(text.encode() + _LINE_END)


def _hear(connection: socket.socket) -> bytes:
    """Return a line without its end; nothing of one that has none, or is too long."""
    line = b""
    while not line.endswith(_LINE_END) and len(line) <= _LONGEST_LINE:
        part = connection.recv(_LONGEST_LINE)
        if not part:
            break
        line += part
    return line[: -len(_LINE_END)] if line.endswith(_LINE_END) else b""
