"""Takes a picture of a practice client that unlocks itself and opens a message."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from sdk_desktop.domain.errors import Refused, SdkError
from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.top_window import SIZE

if TYPE_CHECKING:
    from sdk_desktop.app import App
    from sdk_desktop.ui.application import Shell
    from sdk_desktop.ui.main_window import MainWindow
    from sdk_desktop.usecases.workspace import Workspace

SUBJECT = "Kallelse till SIP-möte"
PATIENCE = 60_000
"""Milliseconds."""


class PracticePicture(QObject):
    """Unlocks, waits for the message, opens it, saves the picture and ends the program."""

    def __init__(self, app: App, background: Background, shell: Shell, picture: Path) -> None:
        super().__init__(shell)
        self._app, self._background, self._shell = app, background, shell
        self._picture = picture
        self._main: MainWindow | None = None
        self._opened = False

    def start(self) -> None:
        """Unlock, and wait for the message."""
        self._shell.opened.connect(self._watch)
        self._background.run(self, self._unlock, self._shell.show_workspace, self._fail)
        QTimer.singleShot(PATIENCE, self, self._give_up)

    def _unlock(self) -> Workspace:
        proof = self._app.practice_proof()
        if proof is None:
            raise Refused("A picture can be taken in practice only.")
        return self._app.unlock(self._app.people()[0], proof, self._shell.changed.emit)

    @Slot(object)
    def _watch(self, main: MainWindow) -> None:
        self._main = main
        self._shell.window.resize(SIZE)
        main.messages.list.refreshed.connect(self._open)
        self._background.rested.connect(self._take_picture)

    @Slot()
    def _open(self) -> None:
        if self._main is None or self._opened:
            return
        shown = self._main.messages.list
        place = next((i for i, line in enumerate(shown.model.rows) if line.title == SUBJECT), None)
        if place is not None:
            self._opened = True
            shown.table.choose(place)
            self._main.messages.open(shown.current)

    @Slot()
    def _take_picture(self) -> None:
        current = self._main.messages.list.current if self._main else None
        if self._opened and isinstance(current, Headline) and not current.unread:
            QApplication.sendPostedEvents()  # what was shown last is laid out first
            saved = self._shell.window.grab().save(str(self._picture))
            QApplication.exit(0 if saved else 1)

    def _fail(self, error: SdkError) -> None:
        sys.stderr.write(f"sdk-desktop: {error}\n")
        QApplication.exit(1)

    @Slot()
    def _give_up(self) -> None:
        sys.stderr.write(f"sdk-desktop: no message came within {PATIENCE // 1000} s\n")
        QApplication.exit(1)
