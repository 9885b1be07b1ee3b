"""Notices when nobody has touched the keyboard or the mouse for a while."""

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
"""Milliseconds between looks at the clock; the clock also runs while the computer sleeps."""


class Idle(QObject):
    """`expired` after some minutes without a touch; `left` tells how many remain."""

    expired = Signal()
    left = Signal(int)

    def __init__(self, app: QApplication, minutes: int, parent: QObject) -> None:
        super().__init__(parent)
        self._seconds = minutes * 60
        self._touched = time.time()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._look)
        app.installEventFilter(self)

    def start(self) -> None:
        """Begin to look at the clock."""
        self._timer.start()
        self._look()

    def set_minutes(self, minutes: int) -> None:
        """Wait longer or shorter from now on."""
        self._seconds = minutes * 60

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._touched = time.time()
        return False

    @Slot()
    def _look(self) -> None:
        remaining = self._seconds - (time.time() - self._touched)
        if remaining <= 0:
            self._timer.stop()
            self.expired.emit()
        else:
            self.left.emit(math.ceil(remaining / 60))
