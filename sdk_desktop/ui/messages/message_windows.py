"""Messages in windows of their own, so that two can be read beside each other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sdk_desktop.domain.errors import SdkError
from sdk_desktop.domain.roles import Role
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.messages.message_actions import new_action
from sdk_desktop.ui.messages.message_toolbar import EDGE, GAP, tool_of
from sdk_desktop.ui.messages.printing import Printing
from sdk_desktop.ui.parts.labels import ResultLine
from sdk_desktop.ui.parts.permission import limit
from sdk_desktop.ui.reading.reading_pane import ReadingPane
from sdk_desktop.ui.words import sentence, tr

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


class MessageWindow(QWidget):
    """Shows one message; its title does not say which. `forwarded` carries its row."""

    forwarded = Signal(int)

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
        self._workspace = workspace
        forward = partial(self.forwarded.emit, row)
        self.forward = new_action(self, tr("Forward …"), "forward", forward)
        self.printing = Printing(workspace, background, self)
        self.print = new_action(
            self, tr("Print …"), "print", partial(self.printing.show_paper, row), "Ctrl+P"
        )
        self._result = ResultLine(self)
        self.look_again()
        self.printing.failed.connect(self._say)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(_tools(self, self.forward, self.print))
        column.addWidget(self._result)
        column.addWidget(self.reading)

    def look_again(self) -> None:
        """Offer what the person may do by now."""
        limit(self.forward, self._workspace.permissions.refusal_anywhere(Role.HANDLER))
        self.reading.look_again()

    @Slot(object)
    def _say(self, error: SdkError) -> None:
        self._result.show_result(sentence(error), "danger")


class MessageWindows(QObject):
    """The windows that are open, one for each message.

    `complementRequested`, `resendRequested`, `pdfRequested` and `forwarded` carry its row,
    `remindRequested` and `boardRequested` its Headline, `proofNeeded` a ProofNeeded, a callable
    that tries again, and the window to ask over.
    """

    complementRequested = Signal(int)
    resendRequested = Signal(int)
    pdfRequested = Signal(int)
    forwarded = Signal(int)
    remindRequested = Signal(object)
    boardRequested = Signal(object)
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
            reading.boardRequested.connect(self.boardRequested)
            for part in (reading, window.printing):
                part.proofNeeded.connect(partial(self._ask, window))
            window.forwarded.connect(self.forwarded)
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
            window.look_again()

    def _ask(self, window: MessageWindow, error: object, retry: object) -> None:
        self.proofNeeded.emit(error, retry, window)


def _tools(parent: QWidget, *actions: QAction) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(EDGE, GAP, EDGE, GAP)
    line.setSpacing(GAP)
    for action in actions:
        line.addWidget(tool_of(action, parent))
    line.addStretch(1)
    return line
