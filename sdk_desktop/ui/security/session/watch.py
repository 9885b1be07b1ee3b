"""The base class of the watches of each system."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QObject, Signal

from sdk_desktop.ui.words import mark, tr


class Leaving(Enum):
    """Why the client should lock, in words."""

    LOCKED = mark("Locked because the computer was locked.")
    ASLEEP = mark("Locked because the computer went to sleep.")


class SleepDelay:
    """Keeps the computer awake until the client is locked, where the system allows that."""

    def end(self) -> None:
        """Allow the computer to sleep."""


class SessionWatch(QObject):
    """Emits `left`, with the reason in words, when the computer is locked or goes to sleep.

    `delay` outlives the watch: it is ended when the client is locked and its key forgotten.
    """

    left = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.delay = SleepDelay()

    def leave(self, why: Leaving) -> None:
        """Emit `left` with the reason."""
        self.left.emit(tr(why.value))

    def stop(self) -> None:
        """Emit nothing any more."""
        self.blockSignals(True)
