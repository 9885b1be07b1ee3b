"""A question inside the window, with two answers; it blocks nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from sdk_desktop.ui.parts.labels import paragraph


class Question(QFrame):
    """Hidden until it is asked; `agreed` is emitted when the user answers yes."""

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
        """Show the question, with the focus on the answer that changes nothing."""
        self.show()
        self.no.setFocus()
