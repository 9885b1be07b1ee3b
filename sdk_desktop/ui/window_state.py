"""What is kept between runs: the window's place, the panes' widths, who was here last."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget

from sdk_desktop.domain.clearance import Way
from sdk_desktop.ui.last_place import LastPlace, place_from
from sdk_desktop.ui.top_window import kept_bytes, window_settings


class WindowState:
    """Stores these values in `window.ini` in the profile's folder; no names."""

    def __init__(self, folder: Path) -> None:
        self._settings = window_settings(folder)

    def window(self) -> QByteArray:
        """Return the window's geometry, empty when none is stored."""
        return kept_bytes(self._settings, "window")

    def save_window(self, window: QWidget) -> None:
        """Store the window's geometry."""
        self._settings.setValue("window", window.saveGeometry())

    def panes(self) -> QByteArray:
        """Return the panes' widths, empty when none are stored."""
        return kept_bytes(self._settings, "panes")

    def save_panes(self, state: QByteArray) -> None:
        """Store the panes' widths, unless there are none."""
        if not state.isEmpty():
            self._settings.setValue("panes", state)

    def way(self) -> Way | None:
        """Return the way in which somebody last signed in here."""
        kept = self._settings.value("way")
        return next((way for way in Way if way == kept), None)

    def save_way(self, way: Way) -> None:
        """Store the way in which somebody has signed in."""
        self._settings.setValue("way", way.value)

    def is_last(self, who: str) -> bool:
        """Return whether a person is the one who last signed in here."""
        return bool(self._settings.value("who") == _digest(who))

    def has_last(self) -> bool:
        """Return whether anybody has signed in here."""
        return self._settings.contains("who")

    def save_who(self, who: str) -> None:
        """Store who has signed in, as a digest."""
        self._settings.setValue("who", _digest(who))

    def place(self, who: str) -> LastPlace | None:
        """Return where a person was when they last left, None for another person."""
        kept = str(self._settings.value("place", ""))
        whose, _, place = kept.partition(" ")
        return place_from(place) if whose == _digest(who) else None

    def save_place(self, who: str, place: LastPlace) -> None:
        """Store where a person is who leaves; nothing of it is content."""
        self._settings.setValue("place", f"{_digest(who)} {place.to_text()}")


def _digest(who: str) -> str:
    return hashlib.sha256(who.encode()).hexdigest()
