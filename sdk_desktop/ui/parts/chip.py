"""A small button with an icon and a few words: a reference, a file, a filter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.labels import shows_whole
from sdk_desktop.ui.parts.painting import (
    MARK_ICON,
    RADIUS,
    Lettering,
    draw_rounded,
    draw_text,
    text_width,
)

HEIGHT, TALL = 24, 28
"""Of a chip, and of one that holds a file, where text has its ordinary size."""
_PAD, _GAP, _LEAST = 8, 6, 60


class Chip(QPushButton):
    """Words with an icon, and a small quiet text after them; too long words end in ….

    `alarming` says that something is wrong with it, which its words must say, too.
    """

    def __init__(self, words: str, icon: str, parent: QWidget, *, small: str = "") -> None:
        super().__init__(parent)
        self._words, self._icon, self._small = words, icon, small
        self.alarming = False
        self.tall = False
        self.setProperty("role", "chip")
        self.setAccessibleName(f"{words} {small}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_words(self, words: str) -> None:
        """Say something else."""
        self._words = words
        self.setAccessibleName(f"{words} {self._small}".strip())
        self.updateGeometry()
        self.update()

    def add_small(self, words: str) -> None:
        """Say something more in the small text, and to a screen reader."""
        self._small = " · ".join(filter(None, (self._small, words)))
        self.setAccessibleName(f"{self.accessibleName()}, {words}")
        self.updateGeometry()
        self.update()

    def event(self, event: QEvent) -> bool:
        """Show all its words under the pointer."""
        return shows_whole(self, event, self._words) or super().event(event)

    def sizeHint(self) -> QSize:
        small = text_width(self._small, theme.SMALL) + _PAD if self._small else 0
        wide = 2 * _PAD + theme.px(MARK_ICON) + _GAP + text_width(self._words) + small
        return QSize(wide, theme.px(TALL if self.tall else HEIGHT))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme.px(_LEAST)), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.colours()
        ink, ground = (c.warning, c.warning_soft) if self.alarming else (c.text, c.hover)
        edge = c.accent if self.hasFocus() else ink if c.stark else ""
        ground = c.soft if self.underMouse() and not self.alarming else ground
        painter = QPainter(self)
        draw_rounded(painter, self.rect(), RADIUS, ground, edge, 2 if self.hasFocus() else 1)
        side, middle = theme.px(MARK_ICON), self.rect().center().y()
        place = QRect(_PAD, middle - side // 2 + 1, side, side)
        theme.draw_icon(painter, self._icon, place, ink)
        left, small = place.right() + 1 + _GAP, text_width(self._small, theme.SMALL)
        room = self.width() - left - _PAD - (small + _PAD if self._small else 0)
        words = QRect(left, 0, room, self.height())
        drawn = draw_text(painter, words, self._words, Lettering(ink))
        after = QRect(left + drawn + _PAD, 0, small, self.height())
        draw_text(painter, after, self._small, Lettering(c.muted, theme.SMALL))
        painter.end()
