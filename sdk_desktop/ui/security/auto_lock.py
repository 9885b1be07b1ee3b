"""Locks the client when nobody uses it, the smart card is taken out or the session is left."""

from __future__ import annotations

import math
import time
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from sdk_desktop.domain.clearance import Way
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.security.lock_warning import WARNING
from sdk_desktop.ui.security.session import SleepDelay, watch_session
from sdk_desktop.ui.words import tr

if TYPE_CHECKING:
    from sdk_desktop.ui.main_window import MainWindow
    from sdk_desktop.usecases.workspace import Workspace


CARD_EVERY = 2000
"""Milliseconds between two questions to the card reader."""
CARD_PATIENCE = 60_000
"""Milliseconds that the driver has for its answer: one that hangs would keep the client open."""
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)
IDLE_EVERY = 1000
"""Milliseconds between two checks."""


class AutoLock(QObject):
    """Watches use, smart card and session; `left` carries the reason to lock."""

    left = Signal(str)

    def __init__(
        self,
        qt: QApplication,
        workspace: Workspace,
        background: Background,
        minutes: int,
        main: MainWindow,
    ) -> None:
        super().__init__(main)
        self._idle = IdleTimer(qt, minutes, main)
        self._card = CardWatch(workspace, background, main)
        self._session = watch_session(main)
        self._idle.left.connect(main.status.show_minutes_left)
        self._idle.warned.connect(main.lock_warning.show_seconds)
        self._idle.warned.connect(main.composing.show_seconds_left)
        self._idle.expired.connect(partial(self.left.emit, tr("Locked because nobody used it.")))
        self._card.removed.connect(
            partial(self.left.emit, tr("Locked because the smart card was taken out."))
        )
        self._card.silent.connect(
            partial(self.left.emit, tr("Locked because the card reader does not answer."))
        )
        self._session.left.connect(self.left)

    @property
    def delay(self) -> SleepDelay:
        """The delay that keeps the computer awake until the client is locked."""
        return self._session.delay

    def start(self) -> None:
        """Begin to watch."""
        self._idle.start()
        self._card.start()

    def set_minutes(self, minutes: int) -> None:
        """Lock after more or fewer minutes without use."""
        self._idle.set_minutes(minutes)

    def stop(self) -> None:
        """Watch no longer."""
        self._idle.stop()
        self._card.stop()
        self._session.stop()


class CardWatch(QObject):
    """Emits `removed` when the card is gone, `silent` when its driver answers no longer.

    It does nothing if the person has no card.
    """

    removed = Signal()
    silent = Signal()

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        parent: QObject,
        *,
        every: int = CARD_EVERY,
        patience: int = CARD_PATIENCE,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._background = workspace, background
        self._timer = QTimer(self, singleShot=True, interval=every)
        self._timer.timeout.connect(self._ask)
        self._patience = QTimer(self, singleShot=True, interval=patience)
        self._patience.timeout.connect(self.silent)
        self._again = QTimer(self, singleShot=True, interval=every)
        self._again.timeout.connect(self.start)

    def start(self) -> None:
        """Find out whether there is a card to watch, and watch it."""
        self._background.run(self, self._workspace.ways, self._begin, self._begin_again)

    def stop(self) -> None:
        """Ask no more."""
        self.blockSignals(True)
        for timer in (self._timer, self._patience, self._again):
            timer.stop()

    def _begin(self, ways: tuple[Way, ...]) -> None:
        if Way.CARD in ways:
            self._ask()

    @Slot()
    def _ask(self) -> None:
        self._patience.start()
        self._background.run(self, self._workspace.card_is_there, self._hear, self._ask_again)

    def _begin_again(self, _error: SdkError) -> None:
        if not self.signalsBlocked():
            self._again.start()

    def _ask_again(self, _error: SdkError) -> None:
        """Watch on: a question that failed does not mean that the card is there."""
        self._patience.stop()
        if not self.signalsBlocked():
            self._timer.start()

    def _hear(self, there: object) -> None:
        self._patience.stop()
        if self.signalsBlocked():
            return
        if there:
            self._timer.start()
        else:
            self.removed.emit()


class IdleTimer(QObject):
    """Emits `expired` after some minutes without use, `left` with the minutes that remain.

    `warned` carries the seconds that remain when they are few, and 0 when somebody is there again.
    """

    expired = Signal()
    left = Signal(int)
    warned = Signal(int)

    def __init__(self, app: QApplication, minutes: int, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._seconds = minutes * 60
        self._touched = _clocks()
        self._warning = False
        self._typed: QObject | None = None
        self._timer = QTimer(self, interval=IDLE_EVERY)
        self._timer.timeout.connect(self._look)
        app.focusWindowChanged.connect(self._watch_windows)
        app.focusObjectChanged.connect(self._watch_typing)
        self._watch_typing(app.focusObject())

    def start(self) -> None:
        """Start."""
        self._timer.start()
        self._look()

    def stop(self) -> None:
        """Hear nothing any longer."""
        self._timer.stop()
        self._app.focusWindowChanged.disconnect(self._watch_windows)
        self._app.focusObjectChanged.disconnect(self._watch_typing)
        self._watch_typing(None)
        for window in self._app.topLevelWindows():
            window.removeEventFilter(self)

    def set_minutes(self, minutes: int) -> None:
        """Set after how many minutes it expires."""
        self._seconds = minutes * 60

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES and self._remaining() > 0:  # who wakes a computer is too late
            self._touched = _clocks()
            if self._warning:
                self._warn(0)
        return False

    @Slot()
    def _watch_windows(self) -> None:
        """Hear what reaches the windows of the program.

        Whoever hears every event of every part makes each of them half as dear again.
        """
        for window in self._app.topLevelWindows():
            window.installEventFilter(self)  # which adds none to what is heard already

    @Slot(object)
    def _watch_typing(self, focused: QObject | None) -> None:
        """Hear dictation and shortcuts, too, which go by the window to what has the focus."""
        if self._typed is not None and shiboken6.isValid(self._typed):
            self._typed.removeEventFilter(self)
        self._typed = focused
        if focused is not None:
            focused.installEventFilter(self)

    @Slot()
    def _look(self) -> None:
        self._watch_windows()
        remaining = self._remaining()
        if remaining <= 0:
            self._timer.stop()
            self.expired.emit()
        else:
            self.left.emit(math.ceil(remaining / 60))
            if remaining <= WARNING:
                self._warn(math.ceil(remaining))

    def _warn(self, seconds: int) -> None:
        self._warning = seconds > 0
        self.warned.emit(seconds)

    def _remaining(self) -> float:
        passed = max(now - then for now, then in zip(_clocks(), self._touched, strict=True))
        return self._seconds - passed


def _clocks() -> tuple[float, float]:
    """Return two clocks: one also runs while the computer sleeps, the other is never set back."""
    return time.time(), time.monotonic()
