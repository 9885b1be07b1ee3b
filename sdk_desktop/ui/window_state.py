"""Where the window was, how wide its panes were and how the last person signed in; no names."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QSplitter, QWidget

from sdk_desktop.domain.clearance import Way


class WindowState:
    """Keeps a few values in `window.ini` in the profile's folder."""

    def __init__(self, folder: Path) -> None:
        self._settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)

    def restore_window(self, window: QWidget) -> bool:
        """Put the window where it was, if that is still on a screen; False when it is not known."""
        return window.restoreGeometry(self._bytes("window"))

    def save_window(self, window: QWidget) -> None:
        """Remember where the window is."""
        self._settings.setValue("window", window.saveGeometry())

    def restore_panes(self, splitter: QSplitter) -> None:
        """Set the panes to the widths they had."""
        splitter.restoreState(self._bytes("panes"))

    def save_panes(self, splitter: QSplitter) -> None:
        """Remember how wide the panes are."""
        self._settings.setValue("panes", splitter.saveState())

    def way(self) -> Way | None:
        """Return the way in which somebody last signed in here."""
        kept = self._settings.value("way")
        return next((way for way in Way if way == kept), None)

    def save_way(self, way: Way) -> None:
        """Remember how somebody has just signed in."""
        self._settings.setValue("way", way.value)

    def _bytes(self, name: str) -> QByteArray:
        kept = self._settings.value(name)
        return kept if isinstance(kept, QByteArray) else QByteArray()
