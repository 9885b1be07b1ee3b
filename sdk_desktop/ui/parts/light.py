"""A circle with an icon, in the colour of how something stands."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.painting import Tone, draw_rounded

SIDE = 28
_SHARE = 4 / 7
"""How much of the circle the icon takes."""


class Light(QWidget):
    """Shows how something stands; words stand beside it."""

    def __init__(self, icon: str, tone: Tone, parent: QWidget, side: int = SIDE) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._side = icon, tone, side
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._side), theme.px(self._side))

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.colours()
        ink = getattr(c, self._tone)
        ground = c.hover if self._tone is Tone.QUIET else getattr(c, f"{self._tone}_soft")
        painter = QPainter(self)
        draw_rounded(painter, self.rect(), self.width() // 2, ground, ink if c.stark else "")
        side = round(theme.px(self._side) * _SHARE)
        place = QRect(0, 0, side, side)
        place.moveCenter(self.rect().center())
        theme.draw_icon(painter, self._icon, place, ink)
        painter.end()
