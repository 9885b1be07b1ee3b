"""The frame of practice mode around every window that opens beside the main one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.painting import CENTRE, Lettering, draw_text
from sdk_desktop.ui.room import fitting
from sdk_desktop.ui.words import tr

BAND, EDGE = 28, 4
"""Pixels of the band at the top, which follows the size of text, and of the frame."""


class PracticeFrame(QLabel):
    """Draws the frame and its words in the margins that it gives the window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._band = theme.px(BAND)
        self.setText(tr("Practice – nothing is sent for real"))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        size = window.size()  # margins enlarge a small window at once
        window.setContentsMargins(EDGE, self._band, EDGE, EDGE)
        window.installEventFilter(self)
        _make_room(window, size)
        self.setGeometry(window.rect())
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the four sides; what lies between them is the window's."""
        c, box = theme.colours(), self.rect()
        painter = QPainter(self)
        top = QRect(0, 0, box.width(), self._band)
        for side in (
            top,
            QRect(0, 0, EDGE, box.height()),
            QRect(box.width() - EDGE, 0, EDGE, box.height()),
            QRect(0, box.height() - EDGE, box.width(), EDGE),
        ):
            painter.fillRect(side, QColor(c.warning))
        draw_text(painter, top, self._fitting_words(), Lettering(c.base, strong=True), CENTRE)
        painter.end()

    def _fitting_words(self) -> str:
        """Return what is said, shorter where there is no room for it."""
        metrics = QFontMetrics(theme.face(strong=True))
        fits = metrics.horizontalAdvance(self.text()) <= self.width()
        return self.text() if fits else tr("Practice")


def _make_room(window: QWidget, size: QSize) -> None:
    """Grow a window from a size by what the frame takes, unless its content has room enough.

    It never grows beyond the screen.
    """
    layout = window.layout()
    if layout is not None and layout.hasHeightForWidth():
        needed = QSize(size.width(), layout.totalHeightForWidth(size.width()))
    else:
        needed = window.sizeHint()
    if size != size.expandedTo(needed):
        grown = fitting(window, size.grownBy(window.contentsMargins()))
        window.resize(grown.expandedTo(size))
