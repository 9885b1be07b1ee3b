"""Measures how long nobody has used keyboard or mouse."""

from __future__ import annotations

import math
import time

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)
EVERY = 1000
"""Milliseconds between two checks."""


class IdleTimer(QObject):
    """Emits `expired` after some minutes without use, `left` with the minutes that remain."""

    expired = Signal()
    left = Signal(int)

    def __init__(self, app: QApplication, minutes: int, parent: QObject) -> None:
        super().__init__(parent)
        self._seconds = minutes * 60
        self._touched = _clocks()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._look)
        app.installEventFilter(self)

    def start(self) -> None:
        """Start."""
        self._timer.start()
        self._look()

    def set_minutes(self, minutes: int) -> None:
        """Set after how many minutes it expires."""
        self._seconds = minutes * 60

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES and self._remaining() > 0:  # who wakes a computer is too late
            self._touched = _clocks()
        return False

    @Slot()
    def _look(self) -> None:
        remaining = self._remaining()
        if remaining <= 0:
            self._timer.stop()
            self.expired.emit()
        else:
            self.left.emit(math.ceil(remaining / 60))

    def _remaining(self) -> float:
        passed = max(now - then for now, then in zip(_clocks(), self._touched, strict=True))
        return self._seconds - passed


def _clocks() -> tuple[float, float]:
    """Return two clocks: one also runs while the computer sleeps, the other is never set back."""
    return time.time(), time.monotonic()
