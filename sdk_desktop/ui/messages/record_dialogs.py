"""The dialogs that register a message and keep it from being erased."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.ui.parts.dialog import Dialog
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.words import tr

WIDTH = 56
"""Characters."""


class _Questions(Dialog):
    """A text, named fields below it, and the buttons to leave or to save."""

    def __init__(self, title: str, text: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setMinimumWidth(WIDTH * self.fontMetrics().averageCharWidth())
        self.form = QFormLayout()
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.setVerticalSpacing(10)
        self.form.setHorizontalSpacing(16)
        self.cancel = QPushButton(tr("Cancel"), self)
        self.cancel.clicked.connect(self.reject)
        self.save = QPushButton(tr("Save"), self)
        self.save.setProperty("primary", True)
        self.save.clicked.connect(self.accept)
        self.buttons = QHBoxLayout()
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addWidget(paragraph(text, self))
        column.addLayout(self.form)
        column.addLayout(self.buttons)

    def add(self, name: str, field: QWidget) -> None:
        """Add a field; the first one has the focus."""
        field.setAccessibleName(name)
        self.form.addRow(name, field)
        if self.form.rowCount() == 1:
            field.setFocus()


class RegisterDialog(_Questions):
    """Asks for a message's diary number and document type; `given` carries both."""

    given = Signal(str, str)

    def __init__(self, diary_number: str, document_type: str, parent: QWidget) -> None:
        text = tr("The document type decides how long the message is kept.")
        super().__init__(tr("Register"), text, parent)
        self.number = QLineEdit(diary_number, self)
        self.number.returnPressed.connect(self.accept)
        self.type = QComboBox(self)
        self.type.setEditable(True)
        self.type.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = QLineEdit(self)
        line.setAccessibleName(tr("Document type"))
        line.returnPressed.connect(self.accept)
        self.type.setLineEdit(line)
        self.type.setEditText(document_type)
        self.add(tr("Diary number"), self.number)
        self.add(tr("Document type"), self.type)

    def know_types(self, types: Iterable[str]) -> None:
        """Offer the types that other messages have."""
        typed = self.type.currentText()
        self.type.addItems(list(types))
        self.type.setEditText(typed)

    @Slot()
    def accept(self) -> None:
        """Emit what stands in the fields, and close."""
        super().accept()
        self.given.emit(self.number.text().strip(), self.type.currentText().strip())


class HoldDialog(_Questions):
    """Asks why a message must not be erased; `given` carries the reason, "" to end it."""

    given = Signal(str)

    def __init__(self, reason: str, parent: QWidget) -> None:
        text = tr("As long as there is a reason here, nobody can erase the message.")
        super().__init__(tr("Keep from being erased"), text, parent)
        self.reason = QLineEdit(reason, self)
        self.reason.returnPressed.connect(self.accept)
        self.add(tr("Reason"), self.reason)
        self.end = QPushButton(tr("It may be erased again"), self)
        self.end.clicked.connect(self._end)
        self.end.setVisible(bool(reason))
        self.buttons.insertWidget(0, self.end, alignment=Qt.AlignmentFlag.AlignLeft)

    @Slot()
    def accept(self) -> None:
        """Emit the reason, and close; without one there is nothing to do."""
        if reason := self.reason.text().strip():
            super().accept()
            self.given.emit(reason)
        else:
            self.reason.setFocus()

    @Slot()
    def _end(self) -> None:
        super().accept()
        self.given.emit("")
