"""The questions that handling a message asks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from sdk_desktop.domain.clock import local, system_clock
from sdk_desktop.domain.errand import Proposal
from sdk_desktop.ui.parts.dialog import QuestionsDialog
from sdk_desktop.ui.parts.fields import DayField
from sdk_desktop.ui.words import tr


class RegisterDialog(QuestionsDialog):
    """Asks for a message's diary number and document type, and has both saved.

    What the message has may be taken away. With several `messages` all get the same.
    """

    def __init__(
        self, diary_number: str, document_type: str, parent: QWidget, messages: int = 1
    ) -> None:
        text = tr("The document type decides how long the message is kept.")
        if messages > 1:
            text = f"{tr('%n messages are selected, and all get this.', n=messages)} {text}"
        super().__init__(tr("Diary number"), text, parent)
        self._known = diary_number, document_type
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
        """Have saved what stands in the fields; an empty number is asked about."""
        number, document_type = self.number.text().strip(), self.type.currentText().strip()
        if not (number or any(self._known)):
            text = tr(
                "Write the number. What gets none is kept in a personal file or is of little"
                " importance: see More."
            )
            self.refuse(text, self.number)
        elif (number, document_type) == self._known:
            self.reject()
        else:
            self.give(number, document_type)


class HoldDialog(QuestionsDialog):
    """Asks why a message must not be erased, and has the reason saved, "" to end it."""

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
        """Have the reason saved; one that is missing is asked for."""
        if reason := self.reason.text().strip():
            self.give(reason)
        else:
            self.refuse(tr("Write the reason first."), self.reason)

    @Slot()
    def _end(self) -> None:
        self.give("")


class DayDialog(QuestionsDialog):
    """Asks for a day from today on, and has it saved, None where there is to be none."""

    def __init__(self, title: str, text: str, day: date | None, parent: QWidget) -> None:
        super().__init__(title, text, parent)
        tomorrow = local(system_clock()).date() + timedelta(days=1)
        self.day = DayField(self)
        self.day.setMinimumDate(_of(tomorrow - timedelta(days=1)))
        self.day.setDate(_of(max(day or tomorrow, tomorrow)))
        self.add(tr("Day"), self.day)
        self.none = QPushButton(tr("No day"), self)
        self.none.clicked.connect(self._give_none)
        self.none.setVisible(day is not None)
        self.buttons.insertWidget(0, self.none, alignment=Qt.AlignmentFlag.AlignLeft)

    @Slot()
    def accept(self) -> None:
        """Have the day saved."""
        chosen = self.day.date()
        self.give(date(chosen.year(), chosen.month(), chosen.day()))

    @Slot()
    def _give_none(self) -> None:
        self.give(None)


def _of(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
