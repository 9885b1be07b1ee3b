"""Where the window was and how wide its panes were, kept between starts; numbers only."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QSplitter, QWidget


class Remembered:
    """Keeps sizes in `window.ini` in the profile's folder."""

    def __init__(self, folder: Path) -> None:
        self._settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)

    def restore_window(self, window: QWidget) -> bool:
        """Put the window where it was, if that is still on a screen; False when it is not known."""
        return window.restoreGeometry(self._bytes("window"))

    def keep_window(self, window: QWidget) -> None:
        """Remember where the window is."""
        self._settings.setValue("window", window.saveGeometry())

    def restore_panes(self, splitter: QSplitter) -> None:
        """Give the panes the widths they had."""
        splitter.restoreState(self._bytes("panes"))

    def keep_panes(self, splitter: QSplitter) -> None:
        """Remember how wide the panes are."""
        self._settings.setValue("panes", splitter.saveState())

    def _bytes(self, name: str) -> QByteArray:
        kept = self._settings.value(name)
        return kept if isinstance(kept, QByteArray) else QByteArray()
