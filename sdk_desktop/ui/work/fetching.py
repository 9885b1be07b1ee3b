"""Fetches and sends at regular times, and less often while the service does not answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from sdk_desktop.domain.errors import SdkError, Unavailable
from sdk_desktop.ui.background import Background

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import SyncResult, Workspace

EVERY = 30_000
EVERY_IN_PRACTICE = 3_000
SELDOM = 600_000
"""Milliseconds: the longest pause while the service does not answer."""


class Fetching(QObject):
    """Synchronises again and again; `done` gives the SyncResult, `failed` the SdkError.

    When a round went well but for something that still waits, both are given.
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
        """Synchronise at once, or as soon as the one under way has ended."""
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
            self._pause = min(self._pause * 2, SELDOM)
        self._rest()
        self.failed.emit(error)

    def _rest(self) -> None:
        self._busy = False
        self._timer.start(0 if self._again else self._pause)
        self._again = False
