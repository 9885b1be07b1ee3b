"""Notices what another window on the same store has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from sdk_desktop.ui import pauses

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


class StoreWatch(QObject):
    """Looks at the store now and then; `changed` is emitted when others have written to it."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._stamp = workspace.stamp()
        self._timer = QTimer(self, interval=pauses.OTHERS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin to look."""
        self._timer.start()

    def note(self) -> None:
        """Take the store as it is now for known."""
        self._stamp = self._workspace.stamp()

    @Slot()
    def _look(self) -> None:
        if self._workspace.stamp() not in {self._stamp, ()}:
            self.changed.emit()
