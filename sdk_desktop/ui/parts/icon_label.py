"""An icon by itself, in a colour of the palette, as large as the text around it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.painting import MARK_ICON, Tone


class IconLabel(QWidget):
    """Shows an icon; what it means stands in words beside it."""

    def __init__(
        self, name: str, parent: QWidget, tone: Tone = Tone.QUIET, side: int = MARK_ICON
    ) -> None:
        super().__init__(parent)
        self._name, self._tone, self._side = name, tone, side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._side), theme.px(self._side))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme.draw_icon(painter, self._name, self.rect(), getattr(theme.colours(), self._tone))
        painter.end()
