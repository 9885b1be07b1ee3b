"""Makes an action of the window, with its icon and key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from sdk_desktop.ui.parts import theme


def new_action(
    window: QWidget, text: str, icon: str, slot: Callable[[], None], key: str = ""
) -> QAction:
    """Make an action that is heard wherever the focus is in the window."""
    action = QAction(theme.icon(icon), text, window)
    action.setShortcut(QKeySequence(key))
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    action.setToolTip(f"{text} ({key})" if key else text)
    action.triggered.connect(slot)
    window.addAction(action)
    return action
