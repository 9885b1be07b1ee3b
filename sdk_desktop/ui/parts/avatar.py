"""A person's initials in a circle."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.labels import tip
from sdk_desktop.ui.parts.painting import draw_initials
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.shown_names import initials

SIDE = 24


class Avatar(QWidget):
    """Shows who has a message; nobody is an outline, and whoever looks has a ground."""

    def __init__(self, name: str, parent: QWidget, *, mine: bool) -> None:
        super().__init__(parent)
        self.words = tr("{name} has it").format(name=name) if name else tr("Nobody has it")
        self._letters, self._mine = initials(name), mine
        self.setToolTip(tip(self.words))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(SIDE), theme.px(SIDE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._letters:
            draw_initials(painter, self.rect(), self._letters, mine=self._mine)
        else:
            edge = self.width() // 10
            box = self.rect().adjusted(edge, edge, -edge, -edge)
            theme.draw_icon(painter, "unassigned", box, theme.colours().muted)
        painter.end()
