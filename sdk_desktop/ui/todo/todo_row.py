"""One row of what needs somebody."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from sdk_desktop.domain.errand import Reason
from sdk_desktop.domain.mailbox import Direction, Headline
from sdk_desktop.ui.parts.icon_label import IconLabel
from sdk_desktop.ui.parts.labels import paragraph, plain
from sdk_desktop.ui.parts.painting import Tone
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.dates_and_sizes import short_date
from sdk_desktop.ui.words.errand_words import action_words, due_words, reason_words
from sdk_desktop.ui.words.message_words import party_words
from sdk_desktop.ui.words.plain_text import one_line

REASON_ICONS = {
    Reason.UNREADABLE: "failed",
    Reason.REJECTED: "failed",
    Reason.FAILED: "failed",
    Reason.UNACKNOWLEDGED: "step-waiting",
    Reason.LATE: "step-waiting",
    Reason.UNANSWERED: "reply",
    Reason.UNREGISTERED: "register",
    Reason.REMINDER: "clock",
}
_ICON = 20
_WHEN_WIDTH, _WIDE = 16, 90
"""Characters."""


class TodoRow(QFrame):
    """Says why a message needs somebody; `focused` is emitted when its button has the keyboard."""

    focused = Signal()

    def __init__(self, headline: Headline, now: datetime, parent: QWidget) -> None:
        super().__init__(parent)
        self.headline = headline
        reason = headline.errand.reason or Reason.REMINDER
        late = headline.errand.is_overdue(now)
        icon = IconLabel(REASON_ICONS[reason], self, Tone.BAD if late else Tone.QUIET, _ICON)
        when = plain(_when(headline, now), self, role="danger" if late else "muted")
        when.setFixedWidth(_WHEN_WIDTH * self.fontMetrics().averageCharWidth())
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(paragraph(reason_words(reason), self, role="heading"))
        words.addWidget(paragraph(about(headline, now), self, role="muted"))
        self.button = QPushButton(action_words(reason.action), self)
        self.button.setAccessibleDescription(f"{reason_words(reason)}. {about(headline, now)}")
        self.button.installEventFilter(self)
        self._when, self._words = when, words
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 6, 0, 6)
        self._grid.setHorizontalSpacing(12)
        self._grid.addWidget(icon, 0, 0, alignment=Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(2, 1)
        self._wide: bool | None = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the parts beside each other, or below where there is little room."""
        super().resizeEvent(event)
        wide = self.width() >= _WIDE * self.fontMetrics().averageCharWidth()
        if wide == self._wide:
            return
        self._wide = wide
        self._grid.removeItem(self._words)
        top = Qt.AlignmentFlag.AlignTop
        left = Qt.AlignmentFlag.AlignLeft
        self._grid.addWidget(self._when, 0, 1, alignment=top)
        if wide:
            self._grid.addLayout(self._words, 0, 2)
            self._grid.addWidget(self.button, 0, 3)
        else:
            self._grid.addLayout(self._words, 1, 1, 1, 2)
            self._grid.addWidget(self.button, 2, 1, 1, 2, alignment=left)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.focused.emit()
        return super().eventFilter(watched, event)


def about(headline: Headline, now: datetime) -> str:
    """Return whom a message is from or to, its subject, when it came, and who has it."""
    came = headline.direction is Direction.IN
    who = party_words(headline.counterpart)
    side = tr("From {who}").format(who=who) if came else tr("To {who}").format(who=who)
    parts = (
        side if who else "",
        one_line(headline.subject, 80),
        tr("came {time}").format(time=short_date(headline.time, now)) if came else "",
        one_line(headline.handler),
    )
    return " · ".join(filter(None, parts))


def _when(headline: Headline, now: datetime) -> str:
    errand = headline.errand
    if errand.due is None:
        return short_date(headline.time, now)
    return tr("overdue") if errand.is_overdue(now) else due_words(errand, now)
