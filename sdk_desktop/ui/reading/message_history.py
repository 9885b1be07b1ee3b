"""What colleagues noted on a message, and who did what with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from sdk_desktop.domain.audit import SYSTEM, AuditRow
from sdk_desktop.domain.errand import ColleagueNote
from sdk_desktop.ui.audit.audit_model import kind_words
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.dates_and_sizes import date_and_time
from sdk_desktop.ui.words.plain_text import one_line

_LONGEST = 2_000
"""Characters of a note that are shown."""


class ColleagueNotes(QFrame):
    """Shows notes, oldest first."""

    def __init__(self, notes: Sequence[ColleagueNote], parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(4)
        for note in notes:
            said = one_line(note.text, _LONGEST)
            who = f"{one_line(note.who)}, {date_and_time(note.time)}"
            column.addWidget(paragraph(f"{said} – {who}", self))


class MessageHistory(QWidget):
    """Shows the events of a message, newest first, once they are known."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines = paragraph("", self, role="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._lines)

    def show_events(self, history: Sequence[AuditRow]) -> None:
        """Show what has happened."""
        self._lines.setText("\n".join(map(event_words, history)))


def event_words(row: AuditRow) -> str:
    """Return an event in one line: when, who, what."""
    event = row.event
    who = tr("The program itself") if event.who == SYSTEM else one_line(event.who)
    return f"{date_and_time(event.time)}   {who}: {kind_words(event.kind)}"
