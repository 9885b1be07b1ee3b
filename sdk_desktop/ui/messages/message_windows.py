"""Messages in windows of their own, so that two can be read beside each other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sdk_desktop.domain.errors import InOtherHands, ProofNeeded, SdkError
from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.messages.message_actions import MessageActions, new_action
from sdk_desktop.ui.messages.message_table import STEPS, STEPS_ANYWHERE
from sdk_desktop.ui.messages.message_toolbar import EDGE, GAP, FilledTool, step_tools, tool_of
from sdk_desktop.ui.messages.printing import show_paper
from sdk_desktop.ui.parts.accessibility import OrderedWindow, add_layout
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.parts.labels import ResultLine
from sdk_desktop.ui.parts.question import QuestionFor
from sdk_desktop.ui.reading.message_view import pass_on_requests
from sdk_desktop.ui.reading.reading_pane import ReadingPane
from sdk_desktop.ui.words import sentence, tr
from sdk_desktop.ui.words.errand_words import answers_of, question_of
from sdk_desktop.usecases.searching.search_text import NOTHING_SOUGHT, SoughtWords

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


class MessageWindow(OrderedWindow):
    """Shows one message; its title does not say which.

    `answered` and `forwarded` carry its row, `stepped` itself and by how many messages one wants
    to move, `proofNeeded` a ProofNeeded, a callable that tries again, and itself to ask over.
    """

    answered = Signal(int)
    forwarded = Signal(int)
    stepped = Signal(object, int)
    proofNeeded = Signal(object, object, object)

    def __init__(self, workspace: Workspace, background: Background, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Message"))
        self.resize(760, 680)
        self.row, self._order = 0, tuple[int, ...]()
        self._workspace, self._background = workspace, background
        self.reading = ReadingPane(workspace, background, self)
        self.reading.proofNeeded.connect(self._ask)
        self.reading.shown.connect(self._offer)
        self.reading.filesDone.connect(self.say)
        self.reading.filesFailed.connect(partial(self._fail, _nothing))
        self.actions_ = MessageActions(workspace, background, self)
        self.actions_.answered.connect(self.answered)
        self.actions_.forwarded.connect(self.forwarded)
        self.actions_.done.connect(self.say)
        self.actions_.failed.connect(partial(self._fail, _nothing))
        self.actions_.inOtherHands.connect(self._ask_to_take_over)
        self.question = QuestionFor(self)
        self.print = new_action(self, tr("Print …"), "print", self._print, "Ctrl+P")
        self._result = ResultLine(self)
        self.look_again()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        add_layout(column, self._new_tools())
        column.addWidget(self._result)
        column.addWidget(self.question)
        column.addWidget(self.reading)
        for key, count in STEPS_ANYWHERE.items():
            QShortcut(QKeySequence(key), self).activated.connect(partial(self._step, count))

    def show_message(self, row: int, sought: SoughtWords = NOTHING_SOUGHT) -> None:
        """Show a message, and mark what a search looks for."""
        self.say("")
        if row == self.row:
            self.reading.mark(sought)
        else:
            self.row = row
            self.actions_.choose(None)
            self.reading.show_message(row, sought)
        self.reading.setFocus()

    def know_order(self, rows: tuple[int, ...]) -> None:
        """Set the order of messages to move in; the one before stays if it is not among them.

        0 stands where one does not know which come.
        """
        if self.row in rows:
            self._order = rows

    def row_beside(self, count: int) -> int | None:
        """Return the message some places further down, or up; None where there is none."""
        place = self._order.index(self.row) + count if self.row in self._order else -1
        return self._order[place] or None if 0 <= place < len(self._order) else None

    def say(self, words: str, role: str = "muted") -> None:
        """Say something over the message."""
        self._result.show_result(words, role)

    def look_again(self) -> None:
        """Offer what the person may do by now."""
        self.actions_.look_again()
        self.reading.look_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in STEPS and not event.modifiers():
            self._step(STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _step(self, count: int) -> None:
        self.stepped.emit(self, count)

    @Slot(object, object)
    def _ask(self, error: ProofNeeded, retry: Callable[[], None]) -> None:
        self.proofNeeded.emit(error, retry, self)

    @Slot(object)
    def _offer(self, headline: Headline) -> None:
        """Act on the message that is shown."""
        self.row = headline.row
        self.question.hide()  # what it is about is not shown any longer
        self.actions_.choose(headline)

    @Slot(object, object)
    def _ask_to_take_over(self, error: InOtherHands, then: Callable[[], None]) -> None:
        self.question.ask_whether(question_of(error), answers_of(error), then)

    @Slot()
    def _print(self) -> None:
        self._show_paper(self.row)

    def _show_paper(self, row: int) -> None:
        fail = partial(self._fail, partial(self._show_paper, row))
        show_paper(self._workspace.dossiers, self._background, row, self, fail)

    def _fail(self, retry: Callable[[], None], error: SdkError) -> None:
        if isinstance(error, ProofNeeded):
            self._ask(error, retry)
        else:
            self.say(sentence(error), "danger")

    def _new_tools(self) -> Flow:
        tools = Flow()
        tools.setContentsMargins(EDGE, GAP, EDGE, GAP)
        tools.setSpacing(GAP)
        tools.addWidget(FilledTool(self.actions_.answer, "reply", self))
        does = self.actions_
        for action in (does.take, does.register, does.forward, self.print):
            tools.addWidget(tool_of(action, self))
        both = QWidget(self)  # they never part
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for tool in step_tools(self._step, both):
            row.addWidget(tool)
        tools.addWidget(both)
        return tools


def _nothing() -> None:
    """Try nothing again."""


class MessageWindows(QObject):
    """The windows that are open, one for each message.

    `complementRequested`, `resendRequested`, `pdfRequested`, `answered` and `forwarded` carry its
    row, `remindRequested` and `boardRequested` its Headline, `stepped` a window and by how many
    messages one wants to move in it, `proofNeeded` a ProofNeeded, a callable that tries again, and
    the window to ask over.
    """

    complementRequested = Signal(int)
    resendRequested = Signal(int)
    pdfRequested = Signal(int)
    answered = Signal(int)
    forwarded = Signal(int)
    remindRequested = Signal(object)
    boardRequested = Signal(object)
    stepped = Signal(object, int)
    proofNeeded = Signal(object, object, object)

    def __init__(self, workspace: Workspace, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self._work, self._window = (workspace, background), window
        self._open: list[MessageWindow] = []

    @property
    def windows(self) -> tuple[MessageWindow, ...]:
        """The windows that are open."""
        self._open = [one for one in self._open if shiboken6.isValid(one)]
        return tuple(self._open)

    def open(
        self, row: int, sought: SoughtWords = NOTHING_SOUGHT, order: tuple[int, ...] = ()
    ) -> None:
        """Show a message in its window, which is made if there is none.

        There one moves in an `order` of messages.
        """
        known = next((one for one in self.windows if one.row == row), None)
        window = known or self._new_window()
        window.show_message(row, sought)
        window.know_order(order)
        window.show()
        window.raise_()
        window.activateWindow()

    def reload(self) -> None:
        """Show what has happened to the messages."""
        for window in self.windows:
            window.reading.reload()

    def end_search(self) -> None:
        """Take away the marks of what was searched for."""
        for window in self.windows:
            window.reading.mark()

    def look_again(self) -> None:
        """Show the messages anew, with what the person may do by now."""
        for window in self.windows:
            window.look_again()

    def _new_window(self) -> MessageWindow:
        window = MessageWindow(*self._work, self._window)
        pass_on_requests(window.reading, self)
        window.answered.connect(self.answered)
        window.forwarded.connect(self.forwarded)
        window.stepped.connect(self.stepped)
        window.proofNeeded.connect(self.proofNeeded)
        self._open.append(window)
        return window
