"""What the system tells of what is new: which mailbox and how many, never what.

Nothing is fetched while the client is locked, so nothing is told then.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QSystemTrayIcon

from sdk_desktop.ui.top_window import TopWindow


class DesktopNotices(QSystemTrayIcon):
    """An icon in the system's tray with the notices; a click brings the window to the front."""

    def __init__(self, window: TopWindow, are_told: Callable[[], bool]) -> None:
        """Tell of what is new for a window, when it is to be told and nobody works in it."""
        super().__init__(window.windowIcon(), window)
        self.setToolTip("SDK Desktop")
        self._window, self._are_told = window, are_told
        self.messageClicked.connect(window.come_forward)
        self.activated.connect(window.come_forward)
        self.setVisible(self.isSystemTrayAvailable())

    @Slot(str)
    def tell(self, text: str) -> None:
        """Tell what is new, unless the person sees it in the window anyway."""
        if self._are_told() and not self._window.isActiveWindow() and self.isVisible():
            self.showMessage("SDK Desktop", text, self.icon())
