"""Locks an unlocked client when the person is no longer at the computer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from sdk_desktop.ui.background import Background
from sdk_desktop.ui.security.card_watch import CardWatch
from sdk_desktop.ui.security.idle_timer import IdleTimer
from sdk_desktop.ui.security.session import SleepDelay, watch_session
from sdk_desktop.ui.words import tr

if TYPE_CHECKING:
    from sdk_desktop.ui.main_window import MainWindow
    from sdk_desktop.usecases.workspace import Workspace


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
        self._idle.expired.connect(partial(self.left.emit, tr("Locked because nobody used it.")))
        self._card.removed.connect(
            partial(self.left.emit, tr("Locked because the smart card was taken out."))
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
        self._card.stop()
        self._session.stop()
