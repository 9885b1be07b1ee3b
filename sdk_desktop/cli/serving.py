"""Leads shared mailboxes without a window, on a computer that is always on."""

from __future__ import annotations

import select
import signal
import sys
import time
from argparse import Namespace
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING

from sdk_desktop.cli.client import Commands
from sdk_desktop.cli.printing import show_lines
from sdk_desktop.cli.unlocking import unlocked, unlocking_arguments
from sdk_desktop.cli.words import error_words, to_say
from sdk_desktop.domain.errors import SdkError, Unavailable
from sdk_desktop.memory import protect_memory

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace

EVERY = 30.0
"""Seconds between two rounds when nobody has hinted at anything."""
LEAST = 2.0
"""Seconds between two rounds at least."""
SELDOM = 600.0
"""Seconds: the longest pause while the other side does not answer."""
_AT_ONCE = 1.0
ENDS: tuple[signal.Signals, ...] = (signal.SIGTERM,)
"""What tells the program to end; on Windows also that its console is closed."""
if sys.platform == "win32":
    ENDS = (*ENDS, signal.SIGBREAK)

_DESCRIPTION = to_say(
    """Fetch and send for a profile without a window, until the program is ended. So
shared mailboxes are served at night, too. Passphrase and one-time code are asked for, or read as
two lines; the person needs no more than the role reader. Only what hinders is printed."""
)

Wait = Callable[["int | None", float], bool]
"""Waits so many seconds, or until a socket can be read; returns whether to go on."""


def add_serve(commands: Commands) -> None:
    """Add the command `serve`."""
    serve = commands.add_parser(
        "serve", help=to_say("fetch and send without a window"), description=_DESCRIPTION
    )
    serve.set_defaults(run=serve_it)
    unlocking_arguments(serve)


def serve_it(given: Namespace) -> int:
    """Serve until the program is told to end."""
    protect_memory()
    for told in ENDS:
        signal.signal(told, _end)
    with unlocked(given) as workspace, suppress(KeyboardInterrupt):
        serve_until(workspace, _wait, lambda said: show_lines([said]))
    return 0


def serve_until(workspace: Workspace, wait: Wait, say: Callable[[str], None]) -> None:
    """Make round after round for as long as `wait` says so; `say` what hinders, once."""
    said, pause = "", EVERY
    while True:
        hindrance = _round(workspace)
        pause = min(pause * 2, SELDOM) if isinstance(hindrance, Unavailable) else EVERY
        sentence = error_words(hindrance) if hindrance else ""
        if sentence and sentence != said:
            say(sentence)
        said = sentence
        socket = workspace.hints.exchange() if workspace.hints else None
        if not wait(None, LEAST) or not wait(socket, pause - LEAST):
            return


def _round(workspace: Workspace) -> SdkError | None:
    """Fetch, send, and keep the store; return what hinders that."""
    try:
        trouble = workspace.synchronise().trouble
        workspace.maintenance.keep()
    except SdkError as error:
        return error
    return trouble


def _wait(socket: int | None, seconds: float) -> bool:
    if socket is None:
        time.sleep(seconds)
    else:
        until = time.monotonic() + seconds
        while not select.select([socket], [], [], _left(until))[0] and time.monotonic() < until:
            pass
    return True


def _left(until: float) -> float:
    """Return how long to wait at once: on Windows nothing ends the waiting for a socket."""
    return min(max(until - time.monotonic(), 0.0), _AT_ONCE)


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
