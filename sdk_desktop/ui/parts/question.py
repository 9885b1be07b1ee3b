"""A question inside the window, with two answers: nothing pops up and nothing is blocked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from sdk_desktop.ui.parts.labels import paragraph


class Question(QFrame):
    """Hidden until it is asked; `agreed` when the user says yes."""

    agreed = Signal()

    def __init__(self, text: str, answers: tuple[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.yes = QPushButton(answers[0], self)
        self.no = QPushButton(answers[1], self)
        self.yes.clicked.connect(self.agreed)
        self.yes.clicked.connect(self.hide)
        self.no.clicked.connect(self.hide)
        line = QHBoxLayout(self)
        line.addWidget(paragraph(text, self, role="heading"), stretch=1)
        line.addWidget(self.yes)
        line.addWidget(self.no)
        self.hide()

    def ask(self) -> None:
        """Show the question; the answer that changes nothing is at hand."""
        self.show()
        self.no.setFocus()
