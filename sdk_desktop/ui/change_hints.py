"""Shows what a colleague at another computer did as soon as the ledger hints at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Slot

from sdk_desktop.domain.changes import Changes, TableFamily
from sdk_desktop.ui.background import Background

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace

SOON = 300
"""Milliseconds in which what was done here is gathered before others hear of it."""
_TOLD = frozenset({TableFamily.MESSAGES, TableFamily.SHARED})


class ChangeHints(QObject):
    """Has changes of shared mailboxes exchanged when there are any, here or elsewhere.

    Where nothing is shared it does nothing; without hints everything comes with the next round.
    """

    def __init__(self, workspace: Workspace, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._hints, self._background = workspace.hints, background
        self._notifier: QSocketNotifier | None = None
        self._busy = self._again = False
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self.exchange)

    @Slot()
    def exchange(self) -> None:
        """Exchange now, or as soon as the exchange under way has ended."""
        if self._hints is None:
            return
        if self._busy:
            self._again = True
            return
        self._busy = True
        if self._notifier is not None:
            self._notifier.setEnabled(False)
        self._background.run(self, self._hints.exchange, self._done, lambda _: self._done(None))

    def on_changes(self, changes: Changes) -> None:
        """Let others hear soon of what was done here."""
        if changes & _TOLD and self._notifier is not None and not self._soon.isActive():
            self._soon.start()

    def _done(self, socket: int | None) -> None:
        self._busy = False
        self._watch(socket)
        if self._again:
            self._again = False
            self._soon.start()

    def _watch(self, socket: int | None) -> None:
        known = self._notifier
        if known is not None and socket is not None and known.socket() == socket:
            known.setEnabled(True)
            return
        if known is not None:
            known.deleteLater()
            self._notifier = None
        if socket is not None:
            self._notifier = QSocketNotifier(socket, QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self.exchange)
