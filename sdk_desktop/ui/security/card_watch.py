"""Watches whether the smart card that was used to sign in is still in the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from sdk_desktop.domain.clearance import Way
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.ui.background import Background

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace

EVERY = 2000
"""Milliseconds between two questions to the card reader."""


class CardWatch(QObject):
    """Emits `removed` when the card is gone; does nothing if the person has no card."""

    removed = Signal()

    def __init__(
        self, workspace: Workspace, background: Background, parent: QObject, *, every: int = EVERY
    ) -> None:
        super().__init__(parent)
        self._workspace, self._background = workspace, background
        self._timer = QTimer(self, singleShot=True, interval=every)
        self._timer.timeout.connect(self._ask)
        self._again = QTimer(self, singleShot=True, interval=every)
        self._again.timeout.connect(self.start)

    def start(self) -> None:
        """Find out whether there is a card to watch, and watch it."""
        self._background.run(self, self._workspace.ways, self._begin, self._begin_again)

    def stop(self) -> None:
        """Ask no more."""
        self.blockSignals(True)
        self._timer.stop()
        self._again.stop()

    def _begin(self, ways: tuple[Way, ...]) -> None:
        if Way.CARD in ways:
            self._ask()

    @Slot()
    def _ask(self) -> None:
        self._background.run(self, self._workspace.card_is_there, self._hear, self._ask_again)

    def _begin_again(self, _error: SdkError) -> None:
        if not self.signalsBlocked():
            self._again.start()

    def _ask_again(self, _error: SdkError) -> None:
        """Watch on: a question that failed does not mean that the card is there."""
        if not self.signalsBlocked():
            self._timer.start()

    def _hear(self, there: object) -> None:
        if self.signalsBlocked():
            return
        if there:
            self._timer.start()
        else:
            self.removed.emit()
