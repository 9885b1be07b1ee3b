"""The problems of a draft as sentences, each with a button that leads to the field."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.domain.draft import Field, Problem, ProblemKind
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.labels import paragraph, plain
from sdk_desktop.ui.words import mark, tr
from sdk_desktop.ui.words.dates_and_sizes import file_size
from sdk_desktop.ui.words.plain_text import one_line

_MARGINS = 24
_SHARE = 0.4
UNFINISHED = frozenset(
    {
        ProblemKind.NO_RECIPIENT,
        ProblemKind.NO_LABEL,
        ProblemKind.NO_CONFIDENTIALITY,
        ProblemKind.NO_CONTENT,
        ProblemKind.REFERENCE_INCOMPLETE,
        ProblemKind.ROW_EMPTY,
        ProblemKind.UNCHOSEN_RECIPIENT,
        ProblemKind.PERSON_WITHOUT_NUMBER,
        ProblemKind.FILE_FORGOTTEN,
    }
)
"""Problems that every unfinished draft has; shown only after the user has tried to send."""

_WORDS = {
    ProblemKind.NO_RECIPIENT: (mark("No recipient is chosen."), mark("Choose a recipient")),
    ProblemKind.RECIPIENT_GONE: (
        mark("{detail} is no longer in the address book."),
        mark("Go to the recipients"),
    ),
    ProblemKind.TO_OURSELVES: (
        mark("{detail} is the mailbox that the message is sent from."),
        mark("Go to the recipients"),
    ),
    ProblemKind.UNCHOSEN_RECIPIENT: (
        mark("“{detail}” stands in the field for recipients, but is none. It is not sent."),
        mark("Go to the recipients"),
    ),
    ProblemKind.PERSON_WITHOUT_NUMBER: (
        mark("{detail} has no number. The recipient may not know who it is."),
        mark("Go to the person"),
    ),
    ProblemKind.FILE_FORGOTTEN: (
        mark("The text says “{detail}”, but no file is attached."),
        mark("Go to the attachments"),
    ),
    ProblemKind.NO_LABEL: (mark("The subject is missing."), mark("Write a subject")),
    ProblemKind.LABEL_TOO_LONG: (
        mark("The subject is {detail} characters too long."),
        mark("Shorten the subject"),
    ),
    ProblemKind.LABEL_SENSITIVE: (
        mark(
            "The subject seems to hold a name or a personal number. It is shown in lists and"
            " notices."
        ),
        mark("Change the subject"),
    ),
    ProblemKind.NO_CONFIDENTIALITY: (
        mark("Nobody has said whether the message is confidential."),
        mark("Choose confidentiality"),
    ),
    ProblemKind.NO_CONTENT: (
        mark("The message has neither text nor attachment."),
        mark("Write the text"),
    ),
    ProblemKind.TOO_LARGE: (
        mark("The message is {detail} too large. Divide the attachments between messages."),
        mark("Go to the attachments"),
    ),
    ProblemKind.EMPTY_FILE: (
        mark("The file {detail} is empty."),
        mark("Go to the attachments"),
    ),
    ProblemKind.FILE_MISNAMED: (
        mark("{detail} is of another kind than its name says. It may not open at the recipient's."),
        mark("Go to the attachments"),
    ),
    ProblemKind.REFERENCE_INCOMPLETE: (
        mark("A reference lacks its number."),
        mark("Go to the reference"),
    ),
    ProblemKind.ROW_EMPTY: (
        mark("A row for a person or a reference is empty. It is not sent."),
        mark("Go to the row"),
    ),
    ProblemKind.NO_FUNCTION: (
        mark("{detail} gave no function address to answer to. Choose one in the address book."),
        mark("Choose a recipient"),
    ),
    ProblemKind.NOT_A_NUMBER: (
        mark("{detail} is not a number of the kind that was chosen. About whom is the case?"),
        mark("Go to the reference"),
    ),
    ProblemKind.CHECK_DIGIT: (
        mark("{detail} cannot be right: its last digit does not fit. About whom is the case?"),
        mark("Go to the reference"),
    ),
    ProblemKind.OTHER_NUMBER: (
        mark("{detail} is a number of another kind than the one that was chosen."),
        mark("Go to the reference"),
    ),
    ProblemKind.READS_DIFFERENTLY: (
        mark("Other programs may show this place differently: {detail}"),
        mark("Go to the text"),
    ),
    ProblemKind.BAD_CHARACTER: (
        mark("The message holds a character that cannot be sent."),
        mark("Go to the text"),
    ),
}
_FIXES = {
    Field.RECIPIENTS: mark("Go to the recipients"),
    Field.LABEL: mark("Change the subject"),
    Field.CONFIDENTIALITY: mark("Choose confidentiality"),
    Field.TEXT: mark("Go to the text"),
    Field.FILES: mark("Go to the attachments"),
    Field.REFERENCES: mark("Go to the reference"),
}
"""For rules of the specification that have no sentence of their own."""


def problem_words(problem: Problem) -> str:
    """Return a problem as a sentence."""
    if problem.kind is ProblemKind.BROKEN_RULE:
        return tr(problem.detail)
    detail = one_line(problem.detail, 80)
    if problem.kind is ProblemKind.TOO_LARGE and problem.detail.isdigit():
        detail = file_size(int(problem.detail))
    return tr(_WORDS[problem.kind][0]).format(detail=detail)


def fix_words(problem: Problem) -> str:
    """Return the words on the button that leads to the fix."""
    if problem.kind is ProblemKind.BROKEN_RULE:
        return tr(_FIXES[problem.field])
    return tr(_WORDS[problem.kind][1])


class ProblemList(QFrame):
    """Shows problems.

    `fixRequested` carries the Problem whose button was pressed;
    `sendAnywayRequested` is emitted when the user sends in spite of warnings.
    """

    fixRequested = Signal(object)
    sendAnywayRequested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._content = QWidget(self)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._content)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self._area)
        self._shown: tuple[tuple[Problem, ...], bool] = ((), False)
        self.buttons: tuple[QPushButton, ...] = ()
        self.hide()

    def show_problems(self, problems: Sequence[Problem], *, ask: bool = False) -> None:
        """Show these problems, hidden if there are none; `ask` adds whether to send anyway."""
        if (tuple(problems), ask) == self._shown:
            return
        self._shown = (tuple(problems), ask)
        self._content = QWidget(self._area)
        grid = QGridLayout(self._content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        self.buttons = tuple(self._add(grid, row, problem) for row, problem in enumerate(problems))
        if ask and problems:
            self._ask(grid, len(problems))
        self._area.setWidget(self._content)
        self._content.setAutoFillBackground(False)
        self.setVisible(bool(problems))
        self._fit()
        QTimer.singleShot(0, self, self._fit)  # once more when the style sheet has its say

    @property
    def asking(self) -> bool:
        """Whether the question to send all the same is shown."""
        return self._shown[1]

    def stop_asking(self) -> None:
        """Remove the question, because the message has changed."""
        problems, _ = self._shown
        self.show_problems(problems)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Set the height to that of the problems, at most a share of the window."""
        grid = self._content.layout()
        if grid is None:
            return
        bar = self._area.verticalScrollBar().sizeHint().width()
        wanted = grid.totalHeightForWidth(self.contentsRect().width() - _MARGINS - bar)
        most = int(self.window().height() * _SHARE)
        self._area.setFixedHeight(min(max(wanted, 0), most))

    def _add(self, grid: QGridLayout, row: int, problem: Problem) -> QPushButton:
        icon = QLabel(self._content)
        size = self.fontMetrics().height()
        name = "failed" if problem.blocking else "warning"
        icon.setPixmap(theme.icon(name).pixmap(size, size))
        sentence = problem_words(problem)
        button = QPushButton(fix_words(problem), self._content)
        button.setAccessibleDescription(sentence)
        button.clicked.connect(partial(self.fixRequested.emit, problem))
        grid.addWidget(icon, row, 0)
        grid.addWidget(paragraph(sentence, self._content), row, 1)
        grid.addWidget(button, row, 2)
        return button

    def _ask(self, grid: QGridLayout, row: int) -> None:
        question = plain(tr("Send all the same?"), self._content, role="heading")
        send = QPushButton(tr("Send all the same"), self._content)
        send.clicked.connect(self.sendAnywayRequested)
        grid.addWidget(question, row, 1)
        grid.addWidget(send, row, 2)
        self.buttons = (*self.buttons, send)
