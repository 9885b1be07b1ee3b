"""What was sent to a function last: subject, diary number and day of a few messages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.ui.messages.row_text import headline_title
from sdk_desktop.ui.parts.accessibility import add_layout
from sdk_desktop.ui.parts.labels import LineButton, paragraph, plain, rule
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.dates_and_sizes import short_date
from sdk_desktop.ui.words.plain_text import one_line


class LastWritten(QWidget):
    """Shows the messages, each a button; `opened` carries the Headline of one to be read."""

    opened = Signal(object)

    def __init__(self, written: Sequence[Headline], now: datetime, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule(self))
        column.addSpacing(16)
        column.addWidget(paragraph(tr("You wrote last"), self, role="heading"))
        column.addSpacing(4)
        self.buttons = tuple(self._add(one, now, column) for one in written)

    def _add(self, one: Headline, now: datetime, column: QVBoxLayout) -> LineButton:
        words = filter(None, (headline_title(one), one_line(one.diary_number)))
        button = LineButton(" · ".join(words), self)
        button.setProperty("role", "quiet")
        button.clicked.connect(partial(self.opened.emit, one))
        line = QHBoxLayout()
        line.addWidget(button, stretch=1)
        line.addWidget(plain(short_date(one.time, now), self, role="small"))
        add_layout(column, line)
        return button
