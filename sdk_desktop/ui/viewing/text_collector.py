"""Has the child process read attached files one after the other, so that they can be searched."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from sdk_desktop.domain.changes import Changes, TableFamily
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.ui import pauses
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.viewing.viewer_process import ViewerProcess
from sdk_desktop.viewer.frames import Answer, Extract, FileText, Request

if TYPE_CHECKING:
    from sdk_desktop.usecases.searching.file_texts import FileToRead
    from sdk_desktop.usecases.workspace import Workspace


class TextCollector(QObject):
    """Begins a while after unlocking and after each change, and rests between two files.

    Each file has a child of its own: one that has taken a child over sees no other file, and says
    nothing about one. Where it is ended it goes on with the next unlocking. A file on which two
    children die, or take too long, has no text. `kept` is emitted after each file: the store was
    written to, but nothing that is shown has changed.
    """

    kept = Signal()

    def __init__(self, workspace: Workspace, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._texts, self._background = workspace.attached_texts, background
        self._key = 0
        self._busy = self._again = self._tried = False
        self._process = ViewerProcess(b"", self)
        self._process.answered.connect(self._take)
        self._process.failed.connect(self._give_up)
        self._timer = QTimer(self, singleShot=True, interval=pauses.READ_FILES)
        self._timer.timeout.connect(self.go_on)

    def start(self) -> None:
        """Look for files before long, if they are to be searched."""
        if self._busy:
            self._again = True
        elif self._texts.wanted and not self._timer.isActive():
            self._timer.start()

    def on_changes(self, changes: Changes) -> None:
        """Look for files when messages may have come."""
        if TableFamily.MESSAGES in changes:
            self.start()

    @Slot()
    def go_on(self) -> None:
        """Read the next file."""
        self._busy = True
        self._background.run(self, self._texts.next, self._read, self._rest)

    def _read(self, file: FileToRead | None) -> None:
        if file is None:
            self._rest()
            return
        self._key, self._tried = file.key, False
        if file.content:
            self._process.ask(Extract(file.content))
        else:
            self._keep("")

    @Slot(object, object)
    def _take(self, _request: Request, answer: Answer) -> None:
        self._keep(answer.text if isinstance(answer, FileText) else "")

    @Slot(object, object)
    def _give_up(self, request: Request, _error: SdkError) -> None:
        """Try once more: a computer that slept, or was busy, says nothing about the file."""
        if self._tried:
            self._keep("")
        else:
            self._tried = True
            self._process.ask(request)

    def _keep(self, text: str) -> None:
        self._process.end()
        work = partial(self._texts.keep, self._key, text)
        self._background.run(self, work, self._pause, self._rest)

    def _pause(self, _kept: None) -> None:
        self.kept.emit()
        QTimer.singleShot(pauses.NEXT_FILE, self, self.go_on)

    def _rest(self, _error: SdkError | None = None) -> None:
        self._busy, again = False, self._again
        self._again = False
        if again:
            self.start()
