"""What is wrong with a draft or deserves a second look, each at the field that it is about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sdk_desktop.domain.draft import Field, Problem
from sdk_desktop.ui.compose.problem_words import fix_words, problem_words
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import add_layout
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.parts.icon_label import IconLabel
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.parts.painting import Tone
from sdk_desktop.ui.words import tr


class ProblemNotes(QWidget):
    """Notes under one field of a form; hidden while there are none.

    `fixRequested` carries the Problem that the user wants to mend, `kept` one that is to stay as
    it is.
    """

    fixRequested = Signal(object)
    kept = Signal(object)

    def __init__(self, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self._shown: tuple[Problem, ...] = ()
        self._notes: list[QFrame] = []
        self.buttons: tuple[QPushButton, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show those of a draft's problems that are mended in this field."""
        mine = tuple(one for one in problems if one.field is self.field)
        if mine == self._shown:
            return
        self._shown, self.buttons = mine, ()
        for old in self._notes:
            old.hide()
            old.deleteLater()
        self._notes = [self._note(problem) for problem in mine]
        for note in self._notes:
            self._column.addWidget(note)
        self.setVisible(bool(mine))

    def _note(self, problem: Problem) -> QFrame:
        note = QFrame(self)
        note.setProperty("role", "strip-warning")
        icon = IconLabel("warning", note, Tone.WAITING, theme.ICON)
        around, line = QHBoxLayout(note), Flow()
        around.setContentsMargins(12, 2, 4, 2)
        around.setSpacing(8)
        around.addWidget(icon, alignment=Qt.AlignmentFlag.AlignVCenter)
        add_layout(around, line, 1)
        line.add_growing(paragraph(problem_words(problem), note))
        line.addWidget(self._button(fix_words(problem), note, self.fixRequested, problem))
        if not problem.blocking:
            line.addWidget(self._button(tr("Keep"), note, self.kept, problem))
        return note

    def _button(
        self, words: str, note: QFrame, said: SignalInstance, problem: Problem
    ) -> QPushButton:
        button = QPushButton(words, note)
        button.setProperty("tool", "true")
        button.setAccessibleDescription(problem_words(problem))
        button.clicked.connect(partial(said.emit, problem))
        self.buttons = (*self.buttons, button)
        return button
