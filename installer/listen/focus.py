"""Say what has the keyboard, by its name, whenever a line comes in.

It is started with the system's Python, which has what Orca uses to ask. The program has answered
twice by then, so that it has handled the keys that were pressed before, however busy the computer
is, and has told of them.
"""

from __future__ import annotations

import sys
from contextlib import suppress

import pyatspi  # type: ignore[import-not-found]
from gi.repository import GLib  # type: ignore[import-not-found]

_ROUNDS = 3


class _Focus:
    """What had the keyboard last."""

    def __init__(self) -> None:
        self._thing: pyatspi.Accessible | None = None

    def move(self, event: pyatspi.event.Event) -> None:
        if event.detail1:
            self._thing = event.source

    def tell(self, *_: object) -> bool:
        sys.stdin.readline()
        for _round in range(_ROUNDS):
            self._ask()
        print(self._thing.name if self._thing else "", flush=True)
        return True

    def _ask(self) -> None:
        """Ask what is never remembered, and take in what is told before the answer."""
        with suppress(GLib.Error, LookupError, NotImplementedError):  # what is gone answers so
            if self._thing:
                self._thing.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        while GLib.MainContext.default().iteration(False):  # noqa: FBT003 - without waiting
            pass


if __name__ == "__main__":
    focus = _Focus()
    pyatspi.Registry.registerEventListener(focus.move, "object:state-changed:focused")
    GLib.io_add_watch(sys.stdin, GLib.IO_IN, focus.tell)
    pyatspi.Registry.start(gil=False)  # else there is always something to do, and no end of it
