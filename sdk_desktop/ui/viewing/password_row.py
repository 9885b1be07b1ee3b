"""Asks for a file's password, in its window."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from sdk_desktop.ui.parts.labels import ResultLine, paragraph
from sdk_desktop.ui.words import tr

_LONGEST = 1000


class PasswordRow(QWidget):
    """A field and a button; hidden until it is needed. The password is kept in memory only."""

    given = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        words = paragraph(
            tr("This file needs a password. Its sender can tell you which, by another way."), self
        )
        self.field = QLineEdit(self, echoMode=QLineEdit.EchoMode.Password, maxLength=_LONGEST)
        self.field.setAccessibleName(tr("Password of the file"))
        self.field.returnPressed.connect(self._give)
        button = QPushButton(tr("Open the file"), self)
        button.clicked.connect(self._give)
        self._told = ResultLine(self)
        line = QHBoxLayout()
        line.addWidget(self.field, stretch=1)
        line.addWidget(button)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(words)
        column.addLayout(line)
        column.addWidget(self._told)
        self._asked = False
        self.hide()

    def ask(self) -> None:
        """Ask, or say that what was given does not open the file."""
        if self._asked:
            self._told.show_result(tr("That password does not open the file."), "danger")
            self.field.selectAll()
        self._asked = True
        self.show()
        self.field.setFocus()

    def _give(self) -> None:
        if self.field.text():
            self.given.emit(self.field.text())
