"""The program's one top-level window.

The first screen needs it: nothing heavy may be imported from here, nor the namespace `Qt`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QSettings, QSize, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from sdk_desktop.ui.room import room_of

SIZE = QSize(1366, 768)
SMALLEST = QSize(320, 256)
"""Pixels; a screen of 1280 has as many where the system enlarges everything four times."""


class TopWindow(QFrame):
    """Shows one content at a time.

    `closed` is emitted when the user closes the window, unless it `may_close` not, `themeChanged`
    when the system's colours are other ones.
    """

    closed = Signal()
    themeChanged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("SDK Desktop")
        self.setMinimumSize(SMALLEST)
        self.resize(SIZE)
        self.may_close: Callable[[], bool] | None = None
        self._content: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def show_count(self, count: int) -> None:
        """Show in the title how many messages are new; it never says more of them."""
        self.setWindowTitle(f"SDK Desktop ({count})" if count else "SDK Desktop")

    @property
    def content(self) -> QWidget | None:
        """The content."""
        return self._content

    def show_at(self, geometry: QByteArray) -> None:
        """Show the window where it was, if that is on a screen.

        Else maximise it on a screen that is too small for it.
        """
        room = room_of(self).size()
        fits = SIZE.width() < room.width() and SIZE.height() < room.height()
        if self.restoreGeometry(geometry) or fits:
            self.show()
        else:
            self.showMaximized()

    def show_above(self, banner: QWidget) -> None:
        """Show a banner above every content."""
        self._layout.insertWidget(0, banner)

    @Slot()
    def come_forward(self) -> None:
        """Show the window over those of other programs, as far as the system lets it."""
        if self.isMinimized():
            self.showNormal()
        else:
            self.show()
        self.raise_()
        self.activateWindow()
        QApplication.alert(self)

    def show_content(self, content: QWidget) -> None:
        """Show a content, and destroy the one before with every window that belongs to it."""
        old, self._content = self._content, content
        if old is not None:
            old.hide()
            self._layout.removeWidget(old)
            old.deleteLater()
        self._layout.addWidget(content, 1)
        content.show()

    def event(self, event: QEvent) -> bool:
        """Tell also when the colours of the system have changed."""
        if event.type() is QEvent.Type.ThemeChange:
            self.themeChanged.emit()
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.may_close is not None and not self.may_close():
            event.ignore()
            return
        self.closed.emit()
        super().closeEvent(event)


def window_settings(folder: Path) -> QSettings:
    """Return what is kept of the window between runs, in the profile's folder."""
    return QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)


def kept_bytes(settings: QSettings, name: str) -> QByteArray:
    """Return bytes that are kept under a name; none where something else is written there."""
    kept = settings.value(name)
    return kept if isinstance(kept, QByteArray) else QByteArray()
