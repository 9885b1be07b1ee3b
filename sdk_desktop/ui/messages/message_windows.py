"""Messages in windows of their own, so that two can be read beside each other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sdk_desktop.ui.background import Background
from sdk_desktop.ui.reading.reading_pane import ReadingPane
from sdk_desktop.ui.words import tr

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


class MessageWindow(QWidget):
    """Shows one message; its title does not say which."""

    def __init__(
        self, row: int, workspace: Workspace, background: Background, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Message"))
        self.resize(760, 680)
        self.row = row
        self.reading = ReadingPane(workspace, background, self)
        self.reading.show_message(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.reading)


class MessageWindows(QObject):
    """The windows that are open, one for each message.

    `complementRequested`, `resendRequested` and `pdfRequested` carry its row, `remindRequested` its
    Headline, `proofNeeded` a ProofNeeded, a callable that tries again, and the window to ask over.
    """

    complementRequested = Signal(int)
    resendRequested = Signal(int)
    pdfRequested = Signal(int)
    remindRequested = Signal(object)
    proofNeeded = Signal(object, object, object)

    def __init__(self, workspace: Workspace, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self._work, self._window = (workspace, background), window
        self._open: dict[int, MessageWindow] = {}

    @property
    def windows(self) -> tuple[MessageWindow, ...]:
        """The windows that are open."""
        return tuple(one for one in self._open.values() if shiboken6.isValid(one))

    def open(self, row: int) -> None:
        """Show a message in its window, which is made if there is none."""
        window = self._open.get(row)
        if window is None or not shiboken6.isValid(window):
            window = self._open[row] = MessageWindow(row, *self._work, self._window)
            reading = window.reading
            reading.complementRequested.connect(self.complementRequested)
            reading.resendRequested.connect(self.resendRequested)
            reading.pdfRequested.connect(self.pdfRequested)
            reading.remindRequested.connect(self.remindRequested)
            reading.proofNeeded.connect(partial(self._ask, window))
            window.show()
        window.raise_()
        window.activateWindow()
        window.reading.setFocus()

    def reload(self) -> None:
        """Show what has happened to the messages."""
        for window in self.windows:
            window.reading.reload()

    def look_again(self) -> None:
        """Show the messages anew, with what the person may do by now."""
        for window in self.windows:
            window.reading.look_again()

    def _ask(self, window: MessageWindow, error: object, retry: object) -> None:
        self.proofNeeded.emit(error, retry, window)
