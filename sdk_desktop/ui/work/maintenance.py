"""Lets the store be checked and backed up while somebody works, and tells what is in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from sdk_desktop.domain.errors import SdkError, Unavailable
from sdk_desktop.ui.background import Background

if TYPE_CHECKING:
    from sdk_desktop.usecases.backups import MaintenanceResult
    from sdk_desktop.usecases.workspace import Workspace

FIRST, EVERY = 60_000, 900_000
FIRST_IN_PRACTICE, EVERY_IN_PRACTICE = 20_000, 60_000
"""Milliseconds."""


class MaintenanceTimer(QObject):
    """Keeps the store safe again and again; `rested` after each round, `failed` with an SdkError.

    What may pass by itself, such as a share that is away, is told once until it has passed.
    """

    rested = Signal()
    failed = Signal(object)

    def __init__(
        self, workspace: Workspace, background: Background, parent: QObject, *, practice: bool
    ) -> None:
        super().__init__(parent)
        self._workspace, self._background = workspace, background
        self._told = ""
        self._timer = QTimer(self, singleShot=True, interval=FIRST)
        self._pause = EVERY
        if practice:
            self._timer.setInterval(FIRST_IN_PRACTICE)
            self._pause = EVERY_IN_PRACTICE
        self._timer.timeout.connect(self.keep)

    def start(self) -> None:
        """Begin in a while: first the messages are to be seen."""
        self._timer.start()

    @Slot()
    def keep(self) -> None:
        """Do what is due, now."""
        self._timer.stop()
        self._background.run(self, self._workspace.maintenance.keep, self._done, self._failed)

    def _done(self, _kept: MaintenanceResult) -> None:
        self._told = ""
        self._rest()

    def _failed(self, error: SdkError) -> None:
        known = isinstance(error, Unavailable) and error.text == self._told
        self._told = error.text
        self._rest()
        if not known:
            self.failed.emit(error)

    def _rest(self) -> None:
        self._timer.start(self._pause)
        self.rested.emit()
