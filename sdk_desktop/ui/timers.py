"""What an unlocked client does at regular times: fetch and send, check and back up the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from sdk_desktop.domain.errors import SdkError, Unavailable
from sdk_desktop.ui.background import Background

if TYPE_CHECKING:
    from sdk_desktop.usecases.backups import MaintenanceResult
    from sdk_desktop.usecases.workspace import SyncResult, Workspace

SYNC_EVERY = 30_000
SYNC_EVERY_IN_PRACTICE = 3_000
SYNC_SELDOM = 600_000
"""Milliseconds: the longest pause while the service does not answer."""

MAINTENANCE_FIRST, MAINTENANCE_EVERY = 60_000, 900_000
MAINTENANCE_FIRST_IN_PRACTICE, MAINTENANCE_EVERY_IN_PRACTICE = 20_000, 60_000
MAINTENANCE_GOES_ON = 60_000
"""Milliseconds until the first round, between rounds, and while a check is not finished."""


class SyncTimer(QObject):
    """Synchronises at regular times, and less often while the service does not answer.

    `done` carries the SyncResult, `failed` the SdkError; both are emitted when a round succeeded
    but something still waits.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(
        self, workspace: Workspace, background: Background, every: int, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workspace, self._background, self._every = workspace, background, every
        self._pause = every
        self._busy = self._again = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.now)

    @Slot()
    def now(self) -> None:
        """Synchronise now, or as soon as the round under way has ended."""
        if self._busy:
            self._again = True
            return
        self._timer.stop()
        self._busy = True
        self._background.run(self, self._workspace.synchronise, self._done, self._failed)

    def _done(self, result: SyncResult) -> None:
        self._pause = self._every
        self._rest()
        self.done.emit(result)
        if result.trouble is not None:
            self.failed.emit(result.trouble)

    def _failed(self, error: SdkError) -> None:
        if isinstance(error, Unavailable):
            self._pause = min(self._pause * 2, SYNC_SELDOM)
        self._rest()
        self.failed.emit(error)

    def _rest(self) -> None:
        self._busy = False
        self._timer.start(0 if self._again else self._pause)
        self._again = False


class MaintenanceTimer(QObject):
    """Has the store checked and backed up at regular times.

    `rested` is emitted after each round, `failed` with an SdkError. An `Unavailable`, such as for
    a share that is away, is emitted once until a round succeeds.
    """

    rested = Signal()
    failed = Signal(object)

    def __init__(
        self, workspace: Workspace, background: Background, parent: QObject, *, practice: bool
    ) -> None:
        super().__init__(parent)
        self._workspace, self._background = workspace, background
        self._reported = ""
        self._timer = QTimer(self, singleShot=True, interval=MAINTENANCE_FIRST)
        self._pause = MAINTENANCE_EVERY
        if practice:
            self._timer.setInterval(MAINTENANCE_FIRST_IN_PRACTICE)
            self._pause = MAINTENANCE_EVERY_IN_PRACTICE
        self._timer.timeout.connect(self.keep)

    def start(self) -> None:
        """Begin the first round in a while, so that the messages are shown first."""
        self._timer.start()

    @Slot()
    def keep(self) -> None:
        """Do now what is due."""
        self._timer.stop()
        self._background.run(self, self._workspace.maintenance.keep, self._done, self._failed)

    def _done(self, kept: MaintenanceResult) -> None:
        self._reported = ""
        self._rest(min(self._pause, MAINTENANCE_GOES_ON) if kept.unfinished else self._pause)

    def _failed(self, error: SdkError) -> None:
        known = isinstance(error, Unavailable) and error.text == self._reported
        self._reported = error.text
        self._rest(self._pause)
        if not known:
            self.failed.emit(error)

    def _rest(self, pause: int) -> None:
        self._timer.start(pause)
        self.rested.emit()
