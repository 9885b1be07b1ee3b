"""The questions that handling a message asks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from sdk_desktop.domain.clock import local, system_clock
from sdk_desktop.domain.errand import Proposal
from sdk_desktop.ui.parts.dialog import Dialog, scrolled_column
from sdk_desktop.ui.parts.labels import ResultLine, paragraph
from sdk_desktop.ui.parts.narrow import want_width
from sdk_desktop.ui.words import tr

DIALOG_WIDTH = 56
"""Characters."""


class _Questions(Dialog):
    """A text, named fields below it, and the buttons to leave or to save."""

    def __init__(self, title: str, text: str, parent: QWidget) -> None:
        super().__init__(title, parent)
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
        column = scrolled_column(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addWidget(paragraph(text, self))
        column.addLayout(self.form)
        self.missing = ResultLine(self)
        column.addWidget(self.missing)
        column.addLayout(self.buttons)
        want_width(column, DIALOG_WIDTH * self.fontMetrics().averageCharWidth())

    def refuse(self, text: str, field: QWidget) -> None:
        """Say what is missing, and stay."""
        self.missing.show_result(text, "danger")
        field.setAccessibleDescription(text)
        field.setFocus()

    def add(self, name: str, field: QWidget) -> None:
        """Add a field; the first one has the focus."""
        field.setAccessibleName(name)
        self.form.addRow(name, field)
        if self.form.rowCount() == 1:
            field.setFocus()


class RegisterDialog(_Questions):
    """Asks for a message's diary number and document type; `given` carries both.

    What the message has may be taken away.
    """

    given = Signal(str, str)

    def __init__(self, diary_number: str, document_type: str, parent: QWidget) -> None:
        text = tr("The document type decides how long the message is kept.")
        super().__init__(tr("Diary number"), text, parent)
        self._known = bool(diary_number or document_type)
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

    def propose(self, proposed: Proposal | None) -> None:
        """Fill in the number of ours that the sender names, unless one stands there already."""
        if proposed is not None and not self.number.text():
            self.number.setText(proposed.number)
            self.number.selectAll()

    def know_types(self, types: Iterable[str]) -> None:
        """Offer the types that other messages have."""
        typed = self.type.currentText()
        self.type.addItems(list(types))
        self.type.setEditText(typed)

    @Slot()
    def accept(self) -> None:
        """Emit what stands in the fields, and close; an empty number is asked about."""
        number = self.number.text().strip()
        if not (number or self._known):
            text = tr(
                "Write the number. What gets none is kept in a personal file or is of little"
                " importance: see More."
            )
            self.refuse(text, self.number)
            return
        super().accept()
        self.given.emit(number, self.type.currentText().strip())


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
        """Emit the reason, and close; one that is missing is asked for."""
        if reason := self.reason.text().strip():
            super().accept()
            self.given.emit(reason)
        else:
            self.refuse(tr("Write the reason first."), self.reason)

    @Slot()
    def _end(self) -> None:
        super().accept()
        self.given.emit("")


class TextDialog(_Questions):
    """Asks for a line of text; `given` carries it. With `may_be_empty` it may say nothing."""

    given = Signal(str)

    def __init__(
        self, title: str, text: str, name: str, parent: QWidget, *, may_be_empty: bool = False
    ) -> None:
        super().__init__(title, text, parent)
        self._may_be_empty = may_be_empty
        self.line = QLineEdit(self)
        self.line.returnPressed.connect(self.accept)
        self.add(name, self.line)

    @Slot()
    def accept(self) -> None:
        """Emit the text, and close; one that is missing is asked for."""
        text = self.line.text().strip()
        if text or self._may_be_empty:
            super().accept()
            self.given.emit(text)
        else:
            self.refuse(tr("Write something first."), self.line)


class DayDialog(_Questions):
    """Asks for a day from today on; `given` carries it, None where there is to be none."""

    given = Signal(object)

    def __init__(self, title: str, text: str, day: date | None, parent: QWidget) -> None:
        super().__init__(title, text, parent)
        tomorrow = local(system_clock()).date() + timedelta(days=1)
        self.day = QDateEdit(self)
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setMinimumDate(_of(tomorrow - timedelta(days=1)))
        self.day.setDate(_of(max(day or tomorrow, tomorrow)))
        self.add(tr("Day"), self.day)
        self.none = QPushButton(tr("No day"), self)
        self.none.clicked.connect(self._give_none)
        self.none.setVisible(day is not None)
        self.buttons.insertWidget(0, self.none, alignment=Qt.AlignmentFlag.AlignLeft)

    @Slot()
    def accept(self) -> None:
        """Emit the day, and close."""
        chosen = self.day.date()
        super().accept()
        self.given.emit(date(chosen.year(), chosen.month(), chosen.day()))

    @Slot()
    def _give_none(self) -> None:
        super().accept()
        self.given.emit(None)


def _of(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
