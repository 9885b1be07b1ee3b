"""What part of the audit trail is shown: kinds of events, words, a mailbox, a person, a period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QTimer, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from sdk_desktop.domain.audit import AuditKind, AuditScope
from sdk_desktop.domain.clock import local, midnight, system_clock
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.ui import pauses
from sdk_desktop.ui.audit.audit_model import kind_words
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import add_layout, name_choice, name_clear_button
from sdk_desktop.ui.parts.elided_choice import ElidedChoice
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.words import mark, tr
from sdk_desktop.ui.words.plain_text import one_line

_PERIODS = (
    (mark("At any time"), None),
    (mark("Today"), 0),
    (mark("The last 7 days"), 7),
    (mark("The last 30 days"), 30),
    (mark("The last year"), 365),
)
"""Days before today."""
WIDTH = 26
"""Characters that the kind of event and the mailbox have room for, however long the longest is."""


class AuditFilters(QWidget):
    """Two rows of fields; `changed` is emitted when other events are chosen."""

    changed = Signal()

    def __init__(self, mailboxes: Sequence[Mailbox], parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = ElidedChoice(self)
        name_choice(self.kind, tr("Kind of event"))
        self.kind.addItem(tr("All events"), "")
        for kind in AuditKind:
            self.kind.addItem(kind_words(kind), kind.value)
        self.text = self._field(tr("Filter the events"), tr("Filter by name, mailbox or number"))
        self.person = self._field(tr("About a person"), tr("Personal number, all digits"))
        self.mailbox = ElidedChoice(self)
        name_choice(self.mailbox, tr("Mailbox"))
        self.mailbox.addItem(tr("All mailboxes"), "")
        for mailbox in mailboxes:
            self.mailbox.addItem(one_line(mailbox.name), mailbox.address)
        self.period = QComboBox(self)
        name_choice(self.period, tr("Period"))
        for name, days in _PERIODS:
            self.period.addItem(tr(name), days)
        self.all = QPushButton(theme.icon("refresh"), tr("Show all"), self)
        self._pause = QTimer(self, singleShot=True, interval=pauses.FILTER)
        self._pause.timeout.connect(self.changed)
        self._lay_out()
        self._align()
        self._connect()

    @property
    def chosen_kind(self) -> AuditKind | None:
        """The kind of event, None for all."""
        value = str(self.kind.currentData())
        return AuditKind(value) if value else None

    @property
    def words(self) -> str:
        """The words that must occur."""
        return self.text.text().strip()

    @property
    def scope(self) -> AuditScope:
        """The mailbox, the person and the period."""
        return AuditScope(
            mailbox=str(self.mailbox.currentData()),
            person=self.person.text().strip(),
            since=_beginning(self.period.currentData()),
        )

    @Slot()
    def clear(self) -> None:
        """Remove every filter."""
        for field in (self.text, self.person):
            field.clear()
        for choice in (self.kind, self.mailbox, self.period):
            choice.setCurrentIndex(0)
        self._pause.stop()
        self.changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._align()
        super().changeEvent(event)

    def _align(self) -> None:
        """Let the fields of both rows begin at one line."""
        for choice in self.findChildren(ElidedChoice):
            choice.setFixedWidth(WIDTH * self.fontMetrics().averageCharWidth())

    def _field(self, name: str, hint: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setAccessibleName(name)
        field.setPlaceholderText(hint)
        name_clear_button(field)
        field.textChanged.connect(self._wait)
        return field

    def _lay_out(self) -> None:
        above, below = Flow(), Flow()
        above.addWidget(self.kind)
        above.addWidget(self.text)
        for choice in (self.mailbox, self.person, self.period, self.all):
            below.addWidget(choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        add_layout(column, above)
        add_layout(column, below)

    def _connect(self) -> None:
        for choice in (self.kind, self.mailbox, self.period):
            choice.currentIndexChanged.connect(self.changed)
        self.all.clicked.connect(self.clear)

    @Slot()
    def _wait(self) -> None:
        self._pause.start()


def _beginning(days: int | None) -> datetime | None:
    """Return the local midnight with which a period begins that lasts until now."""
    if days is None:
        return None
    day = local(system_clock()).date() - timedelta(days=days)
    return midnight(day)
