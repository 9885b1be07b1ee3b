"""The window's geometry, the panes' widths and the last way to sign in, kept between runs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QSplitter, QWidget

from sdk_desktop.domain.clearance import Way


class WindowState:
    """Stores these values in `window.ini` in the profile's folder; no names."""

    def __init__(self, folder: Path) -> None:
        self._settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)

    def restore_window(self, window: QWidget) -> bool:
        """Restore the window's geometry if it is on a screen; return False when none is stored."""
        return window.restoreGeometry(self._bytes("window"))

    def save_window(self, window: QWidget) -> None:
        """Store the window's geometry."""
        self._settings.setValue("window", window.saveGeometry())

    def restore_panes(self, splitter: QSplitter) -> None:
        """Restore the panes' widths."""
        splitter.restoreState(self._bytes("panes"))

    def save_panes(self, splitter: QSplitter) -> None:
        """Store the panes' widths."""
        self._settings.setValue("panes", splitter.saveState())

    def way(self) -> Way | None:
        """Return the way in which somebody last signed in here."""
        kept = self._settings.value("way")
        return next((way for way in Way if way == kept), None)

    def save_way(self, way: Way) -> None:
        """Store the way in which somebody has signed in."""
        self._settings.setValue("way", way.value)

    def _bytes(self, name: str) -> QByteArray:
        kept = self._settings.value(name)
        return kept if isinstance(kept, QByteArray) else QByteArray()
