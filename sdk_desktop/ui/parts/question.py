"""A question inside the window, with two answers; it blocks nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import shiboken6
from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from sdk_desktop.ui.parts.accessibility import announce
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.parts.labels import paragraph

_EDGE = 9
"""Pixels around what is asked."""


class Question(QFrame):
    """Hidden until it is asked; `agreed` is emitted when the user answers yes."""

    agreed = Signal()

    def __init__(self, text: str, answers: tuple[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.yes = QPushButton(answers[0], self)
        self.no = QPushButton(answers[1], self)
        self._before: QWidget | None = None
        self.yes.clicked.connect(self.agreed)
        self.yes.clicked.connect(self._leave)
        self.no.clicked.connect(self._leave)
        self.text = paragraph(text, self, role="heading")
        line = Flow()
        self.setLayout(line)
        line.setContentsMargins(*[_EDGE] * 4)
        line.add_growing(self.text)
        line.addWidget(self.yes)
        line.addWidget(self.no)
        self.hide()

    def ask(self) -> None:
        """Show the question, with the focus on the answer that changes nothing."""
        focus = cast("QWidget | None", self.window().focusWidget())
        if focus is not None and not self.isAncestorOf(focus):
            self._before = focus
        self.show()
        self.no.setFocus()

    def event(self, event: QEvent) -> bool:
        """Take Esc for itself, which would leave what is asked about."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Esc for the answer that changes nothing."""
        if _is_escape(event):
            self.no.click()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _leave(self) -> None:
        """Hide the question; the keyboard goes back to where it was before."""
        before, self._before = self._before, None
        had_focus = self.isAncestorOf(self.window().focusWidget())
        if had_focus and before is not None and shiboken6.isValid(before):
            before.setFocus()
        self.hide()


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape


class QuestionFor(Question):
    """Asks now this, now that, and does what was agreed to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", ("", ""), parent)
        self._then: Callable[[], None] | None = None
        self.agreed.connect(self._do)

    def ask_whether(self, text: str, answers: tuple[str, str], then: Callable[[], None]) -> None:
        """Ask, and do `then` when the user answers yes; an earlier question is dropped."""
        self.text.setText(text)
        self.yes.setText(answers[0])
        self.no.setText(answers[1])
        self._then = then
        self.ask()
        announce(self, text)

    @Slot()
    def _do(self) -> None:
        if self._then is not None:
            then, self._then = self._then, None
            then()
