"""What has the focus is in view, also when it got it without the Tab key."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget


class FocusScroll(QObject):
    """Scrolls an area to the widget in it that gets the focus."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._after = QTimer(self, singleShot=True, interval=0)  # what is new has no place before
        self._after.timeout.connect(self._follow)
        qt = QApplication.instance()
        if isinstance(qt, QApplication):
            qt.focusChanged.connect(self._after.start)

    @Slot()
    def _follow(self) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, QWidget) and self._area.isAncestorOf(focus):
            self._area.ensureWidgetVisible(focus)
