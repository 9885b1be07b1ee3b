"""The fields that select the messages to erase and name the decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QFormLayout, QLineEdit, QWidget

from sdk_desktop.domain.local_time import midnight
from sdk_desktop.domain.mailbox import Direction, Mailbox
from sdk_desktop.domain.purge import PurgeCriteria
from sdk_desktop.ui.purging.purge_words import DIRECTIONS
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.plain_text import one_line

DECISION_LIMIT = 120
EDGE = 6


class PurgeForm(QWidget):
    """`changed` says that other messages are asked for, `decided` that the decision is another."""

    changed = Signal()
    decided = Signal()

    def __init__(self, mailboxes: Sequence[Mailbox], parent: QWidget) -> None:
        super().__init__(parent)
        self.mailbox = QComboBox(self)
        self.mailbox.addItem(tr("All mailboxes"), "")
        for mailbox in mailboxes:
            self.mailbox.addItem(one_line(mailbox.name), mailbox.address)
        self.type = QComboBox(self)
        self.know_types(())
        self.direction = QComboBox(self)
        for direction, name in DIRECTIONS.items():
            self.direction.addItem(tr(name), direction or "")
        self.before = QDateEdit(QDate.currentDate().addYears(-1), self)
        self.before.setDisplayFormat("yyyy-MM-dd")
        self.before.setMaximumDate(QDate.currentDate())
        self.before.lineEdit().setAccessibleName(tr("Before"))
        self.before.lineEdit().setTextMargins(EDGE, 0, EDGE, 0)  # the style sheet gives it none
        self.decision = QLineEdit(self)
        self.decision.setMaxLength(DECISION_LIMIT)
        self.decision.setPlaceholderText(tr("For example KS 2026/8 § 12"))
        self._lay_out()
        for choice in (self.mailbox, self.type, self.direction):
            choice.currentIndexChanged.connect(self.changed)
        self.before.dateChanged.connect(self.changed)
        self.decision.textChanged.connect(self.decided)
        self.setFocusProxy(self.mailbox)

    @property
    def criteria(self) -> PurgeCriteria:
        """The selected messages: those from before local midnight of the chosen day."""
        before = self.before.date()
        direction = str(self.direction.currentData())
        document_type = self.type.currentData()
        return PurgeCriteria(
            before=midnight(date(before.year(), before.month(), before.day())),
            mailbox=str(self.mailbox.currentData()),
            document_type=document_type,
            direction=Direction(direction) if direction else None,
        )

    def know_types(self, types: Iterable[str]) -> None:
        """Offer the document types that messages have; the choice stays."""
        chosen = self.type.currentText()
        self.type.blockSignals(True)
        self.type.clear()
        self.type.addItem(tr("Any document type"), None)
        self.type.addItem(tr("Without a document type"), "")
        for document_type in types:
            self.type.addItem(one_line(document_type), document_type)
        self.type.setCurrentIndex(max(self.type.findText(chosen), 0))
        self.type.blockSignals(False)

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(16)
        for name, field in (
            (tr("Mailbox"), self.mailbox),
            (tr("Document type"), self.type),
            (tr("Direction"), self.direction),
            (tr("Before"), self.before),
            (tr("Decision"), self.decision),
        ):
            field.setAccessibleName(name)
            form.addRow(name, field)
