"""What stands over the list of what needs somebody: a greeting, and how far one has come."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from sdk_desktop.domain.clock import local
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import add_layout
from sdk_desktop.ui.parts.labels import paragraph, plain
from sdk_desktop.ui.parts.painting import draw_rounded
from sdk_desktop.ui.todo.what_is_to_do import WhatIsToDo
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.plain_text import one_line

EDGE = 24
_WIDE, _BAR_WIDTH, _BAR = 560, 160, 8
_FORENOON, _EVENING = range(4, 10), range(17, 24)
"""Hours of the day."""


class TodoHead(QWidget):
    """Greets the person, says how much is left, and offers to show only what they have taken."""

    def __init__(self, who: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._who = one_line(who)
        self.title = paragraph("", self, role="title")
        self.counts = paragraph("", self, role="muted")
        self.bar = ShareDone(self)
        self.share = plain("", self)
        self.only_mine = QToolButton(self)
        self.only_mine.setText(tr("Only mine"))
        self.only_mine.setIcon(theme.icon("mine"))
        self.only_mine.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.only_mine.setProperty("role", "quiet")
        self.only_mine.setCheckable(True)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.title)
        words.addWidget(self.counts)
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, 16, EDGE, 16)
        row.setSpacing(12)
        add_layout(row, words, 1)
        for widget in (self.bar, self.share, self.only_mine):
            row.addWidget(widget)

    def show_counts(self, found: WhatIsToDo, now: datetime) -> None:
        """Show how much is left and done by now."""
        self.title.setText(greeting(self._who, now))
        self.counts.setText(found.words(now))
        self.counts.setVisible(bool(self.counts.text()))
        every = found.done + found.total
        self.bar.show_share(found.done, every)
        self.share.setText(tr("{done} of {all}").format(done=found.done, all=every))
        self._show_bar()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_bar()

    def _show_bar(self) -> None:
        """Show the bar where there is room for it; the words beside the greeting say the same."""
        room = self.bar.done > 0 and self.width() >= theme.px(_WIDE)
        self.bar.setVisible(room)
        self.share.setVisible(room)


class ShareDone(QWidget):
    """A bar that is as full as much is done; the words stand beside it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.done, self._every = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_share(self, done: int, every: int) -> None:
        """Show that so many of all are done."""
        self.done, self._every = done, every
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_BAR_WIDTH), _BAR)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, c = QPainter(self), theme.colours()
        draw_rounded(painter, self.rect(), _BAR // 2, c.line, c.edge if c.stark else "")
        part = self.rect()
        part.setWidth(round(part.width() * self.done / max(self._every, 1)))
        draw_rounded(painter, part, _BAR // 2, c.accent)
        painter.end()


def greeting(who: str, now: datetime) -> str:
    """Return what one says to a person at this time of the day; by their first name."""
    first, hour = who.split(" ", maxsplit=1)[0], local(now).hour
    if hour in _FORENOON:
        return tr("Good morning, {name}").format(name=first)
    if hour in _EVENING:
        return tr("Good evening, {name}").format(name=first)
    return tr("Hello, {name}").format(name=first)
