"""The other messages of a conversation, oldest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sdk_desktop.domain.mailbox import Direction, Headline
from sdk_desktop.ui.parts.labels import LineButton, paragraph, plain
from sdk_desktop.ui.reading.message_header import party_words
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.dates_and_sizes import date_and_time
from sdk_desktop.ui.words.plain_text import one_line


class Conversation(QWidget):
    """Shows headlines; `opened` carries the row of the one that was pressed."""

    opened = Signal(int)

    def __init__(self, headlines: Sequence[Headline], shown: int, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        heading = tr("Conversation: %n messages", len(headlines))
        column.addWidget(plain(heading, self, role="heading"))
        for headline in headlines:
            column.addWidget(self._line(headline, is_shown=headline.row == shown))

    def _line(self, headline: Headline, *, is_shown: bool) -> QWidget:
        text = headline_words(headline)
        if is_shown:
            return paragraph(f"{text} – {tr('shown above')}", self, role="muted")
        button = LineButton(text, self)
        button.clicked.connect(lambda: self.opened.emit(headline.row))
        return button


def headline_words(headline: Headline) -> str:
    """Return a headline on two lines: time and counterpart; subject."""
    who = party_words(headline.counterpart)
    came = headline.direction is Direction.IN
    side = tr("From {who}").format(who=who) if came else tr("To {who}").format(who=who)
    subject = one_line(headline.subject, 80) or tr("(cannot be read)")
    return f"{date_and_time(headline.time)}   {side}\n{subject}"
