"""A page that scrolls, with a foot that stays where it is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import follow_layout

_LOW = 320
"""Pixels of height, where text has its ordinary size, below which little should be pinned."""


class PinnedScroll(QScrollArea):
    """Shows a page, and under it a foot; `low` carries whether there is little height for both."""

    low = Signal(bool)

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._foot: QWidget | None = None
        self._pinned = QWidget(self)
        self._pinned.installEventFilter(self)
        self._place = QVBoxLayout(self._pinned)
        self._place.setContentsMargins(0, 0, 0, 0)

    def put(self, page: QWidget, foot: QWidget | None = None) -> None:
        """Show another page and its foot, and destroy those before."""
        within = self.isAncestorOf(self.window().focusWidget())
        page.setBackgroundRole(QPalette.ColorRole.Base)
        page.setAutoFillBackground(True)
        self.setWidget(page)
        if self._foot is not None:
            self._foot.hide()
            self._place.removeWidget(self._foot)
            self._foot.deleteLater()
        self._foot = foot
        if foot is not None:
            self._place.addWidget(foot)
            foot.show()  # where the pane is covered, it is shown with the rest
        self._fit()
        if within:
            self.setFocus()  # or else it would be lost with the page before

    @Slot(QWidget)
    def scroll_to(self, part: QWidget) -> None:
        """Scroll to a part of the page that is shown, once it is laid out."""
        if not part.isHidden():
            QTimer.singleShot(0, part, partial(self._scroll, part))

    def focusNextPrevChild(self, next_: bool) -> bool:
        follow_layout(self)
        return super().focusNextPrevChild(next_)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._pinned and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        self.low.emit(self.height() < theme.px(_LOW))
        high = self._foot.sizeHint().height() if self._foot is not None else 0
        edge = self.frameWidth()
        self.setViewportMargins(0, 0, 0, high)
        self._pinned.setGeometry(edge, self.height() - edge - high, self.width() - 2 * edge, high)

    def _scroll(self, part: QWidget) -> None:
        self.verticalScrollBar().setValue(part.y())
