"""One row of what needs somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from sdk_desktop.domain.clock import local
from sdk_desktop.domain.errand import Reason
from sdk_desktop.domain.mailbox import Direction, Headline
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import add_layout
from sdk_desktop.ui.parts.avatar import Avatar
from sdk_desktop.ui.parts.icon_label import IconLabel
from sdk_desktop.ui.parts.labels import paragraph, plain, rule
from sdk_desktop.ui.parts.painting import Tone
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.dates_and_sizes import coming_day, day_name, short_date, time_of_day
from sdk_desktop.ui.words.errand_words import action_words, reason_words
from sdk_desktop.ui.words.message_words import party_words
from sdk_desktop.ui.words.plain_text import one_line

REASON_ICONS = {
    Reason.UNREADABLE: "failed",
    Reason.REJECTED: "failed",
    Reason.FAILED: "failed",
    Reason.UNACKNOWLEDGED: "hourglass",
    Reason.LATE: "hourglass",
    Reason.UNANSWERED: "reply",
    Reason.UNREGISTERED: "register",
    Reason.REMINDER: "clock",
}
_ICON = 20
_WHEN_WIDTH, _WIDE = 14, 90
"""Characters."""
_HEIGHT = 64
_WAITING = frozenset({Reason.UNACKNOWLEDGED, Reason.LATE, Reason.REMINDER})
_STAYS = frozenset({Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason})


@dataclass(frozen=True, slots=True)
class TodoContent:
    """What a row shows of a message at a moment: one with the same content need not be made anew.

    `day` is what counts for it, of which `more` is said; `mine` says whether the person has it.
    """

    headline: Headline
    mine: bool
    tone: Tone
    about: str
    day: str
    more: str
    late: bool

    @classmethod
    def of(cls, headline: Headline, now: datetime, *, mine: bool) -> TodoContent:
        """Return what is shown of a message now."""
        late, what = headline.errand.is_overdue(now), about(headline, now)
        return cls(headline, mine, tone_of(headline, now), what, *when_words(headline, now), late)


class TodoRow(QFrame):
    """Says why a message needs somebody; `focused` is emitted when its button has the keyboard.

    In all rows of a list the button has the same width, so that who has the messages stands in a
    column.
    """

    focused = Signal()

    def __init__(self, content: TodoContent, parent: QWidget) -> None:
        super().__init__(parent)
        self.content, self.headline = content, content.headline
        reason = self.headline.errand.reason or Reason.REMINDER
        self._icon = IconLabel(REASON_ICONS[reason], self, content.tone, _ICON)
        self._avatar = Avatar(one_line(self.headline.handler), self, mine=content.mine)
        self._when = QVBoxLayout()
        self._when.addWidget(plain(content.day, self, role="heading"))
        if content.more:
            role = "danger" if content.late else "small"
            self._when.addWidget(plain(content.more, self, role=role))
        self._words = QVBoxLayout()
        self._words.addWidget(paragraph(reason_words(reason), self, role="heading"))
        self._words.addWidget(paragraph(content.about, self, role="muted"))
        self._line = rule(self)
        for column in (self._when, self._words):
            column.setSpacing(2)
        self.button = QPushButton(action_words(reason.action), self)
        when = f"{content.day} {content.more}".strip()
        said = (reason_words(reason), content.about, when, self._avatar.words)
        self.button.setAccessibleDescription(". ".join(said))
        self.button.installEventFilter(self)
        self._action_width = 0
        self.setMinimumHeight(theme.px(_HEIGHT))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 8, 0, 8)
        self._grid.setHorizontalSpacing(16)
        self._grid.setColumnStretch(2, 1)
        when_width = _WHEN_WIDTH * self.fontMetrics().averageCharWidth()
        self._grid.setColumnMinimumWidth(1, when_width)
        self._wide: bool | None = None

    @property
    def filled_width(self) -> int:
        """How wide the button is when it is filled, for its words are bold then."""
        words, strong = self.button.text(), QFontMetrics(theme.face(strong=True))
        more = strong.horizontalAdvance(words) - self.fontMetrics().horizontalAdvance(words)
        return self.button.sizeHint().width() + max(more, 0)

    def keep_room(self, width: int) -> None:
        """Keep so much room for the button, where it stands beside the rest."""
        self._action_width = width
        self._grid.setColumnMinimumWidth(4, width if self._wide else 0)

    def show_line(self, shown: bool) -> None:
        """Show whether it stands under another row."""
        self._line.setVisible(shown)

    def fill(self, filled: bool) -> None:
        """Fill the button, which is what is to be done next, or do not."""
        if self.button.property("primary") != filled:
            self.button.setProperty("primary", filled)
            self.button.style().polish(self.button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the parts beside each other, or below where there is little room."""
        super().resizeEvent(event)
        self._line.setGeometry(0, 0, self.width(), self._line.height())
        wide = self.width() >= _WIDE * self.fontMetrics().averageCharWidth()
        if wide == self._wide:
            return
        self._wide = wide
        for column in (self._when, self._words):
            self._grid.removeItem(column)
        middle, left = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignLeft
        right = Qt.AlignmentFlag.AlignRight | middle
        self._grid.addWidget(self._icon, 0, 0, alignment=middle)
        add_layout(self._grid, self._when, 0, 1, middle)
        if wide:
            add_layout(self._grid, self._words, 0, 2, middle)
            self._grid.addWidget(self._avatar, 0, 3, alignment=middle)
            self._grid.addWidget(self.button, 0, 4, alignment=right)
        else:
            self._grid.addWidget(self._avatar, 0, 2, alignment=right)
            add_layout(self._grid, self._words, 1, 1, 1, 2)
            self._grid.addWidget(self.button, 2, 1, 1, 2, alignment=left)
        self.keep_room(self._action_width)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.focused.emit()
        elif isinstance(event, QFocusEvent) and event.reason() not in _STAYS:
            self.fill(False)
        return super().eventFilter(watched, event)


def tone_of(headline: Headline, now: datetime) -> Tone:
    """Return the colour of why a message needs somebody.

    Red for what has not arrived or is too late; what nobody knows, and reminders, are amber.
    """
    if headline.errand.is_overdue(now):
        return Tone.BAD
    return Tone.WAITING if headline.errand.reason in _WAITING else Tone.QUIET


def about(headline: Headline, now: datetime) -> str:
    """Return whom a message is from or to, its subject, and when it came."""
    came = headline.direction is Direction.IN
    who = party_words(headline.counterpart)
    side = tr("From {who}").format(who=who) if came else tr("To {who}").format(who=who)
    parts = (
        side if who else "",
        one_line(headline.subject, 80),
        tr("came {time}").format(time=short_date(headline.time, now)) if came else "",
    )
    return " · ".join(filter(None, parts))


def when_words(headline: Headline, now: datetime) -> tuple[str, str]:
    """Return the day that counts for a message, and what is to be said of it."""
    errand, today = headline.errand, local(now).date()
    if errand.due is None:
        said = tr("overdue") if errand.is_overdue(now) else time_of_day(headline.time)
        return day_name(local(headline.time).date(), today), said
    last = local(errand.due - timedelta(seconds=1)).date()
    days = (last - today).days
    if errand.is_overdue(now):
        return day_name(last, today), tr("overdue")
    return coming_day(last, today), tr("in %n days", n=days) if days > 1 else ""
