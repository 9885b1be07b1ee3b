"""How much room a window has."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget


def room_of(widget: QWidget) -> QRect:
    """Return what the screen has room for on which a widget is.

    A widget is never asked for its screen: Python would destroy that with the widget.
    """
    at = QGuiApplication.screenAt(widget.window().geometry().center())
    return (at or QGuiApplication.primaryScreen()).availableGeometry()
