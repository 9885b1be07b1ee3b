"""Say what has the keyboard, by its name, whenever a line comes in.

It is started with the system's Python, which has what Orca uses to ask. The program has answered
twice by then, so that it has handled the keys that were pressed before, however busy the computer
is, and has told of them.
"""

from __future__ import annotations

import sys
from contextlib import suppress

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found]  # noqa: E402 - as gi wants

_ROUNDS = 3


class _Focus:
    """What had the keyboard last."""

    def __init__(self) -> None:
        self._thing: Atspi.Accessible | None = None
        self._name = ""

    def move(self, event: Atspi.Event) -> None:
        if event.detail1:
            self._thing = event.source

    def tell(self, *_: object) -> bool:
        sys.stdin.readline()
        for _round in range(_ROUNDS):
            self._ask()
        print(self._name, flush=True)
        return True

    def _ask(self) -> None:
        """Ask what is never remembered, and take in what is told before the answer."""
        self._name = ""
        with suppress(GLib.Error):  # what is gone answers so
            if self._thing:
                Atspi.Component.get_extents(self._thing, Atspi.CoordType.SCREEN)
                self._name = self._thing.get_name()
        while GLib.MainContext.default().iteration(False):  # noqa: FBT003 - without waiting
            pass


if __name__ == "__main__":
    focus = _Focus()
    Atspi.init()
    listener = Atspi.EventListener.new(focus.move)
    listener.register("object:state-changed:focused")
    GLib.io_add_watch(sys.stdin, GLib.IO_IN, focus.tell)
    GLib.MainLoop().run()
