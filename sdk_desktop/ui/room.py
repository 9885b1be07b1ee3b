"""How much room a window has."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_EDGE = 48
"""Pixels of the screen that stay free around a dialog."""


def room_of(widget: QWidget) -> QRect:
    """Return what the screen has room for on which a widget is.

    A widget is never asked for its screen: Python would destroy that with the widget.
    """
    at = QGuiApplication.screenAt(widget.window().geometry().center())
    return (at or QGuiApplication.primaryScreen()).availableGeometry()


def fitting(widget: QWidget, wanted: QSize) -> QSize:
    """Return a size for a dialog that leaves something of the screen free around it."""
    return wanted.boundedTo(room_of(widget).size() - QSize(_EDGE, _EDGE))


def fitting_text(widget: QWidget, characters: int, lines: int) -> QSize:
    """Return a size for a dialog that shows so much text, or as much as there is room for."""
    metrics = widget.fontMetrics()
    wanted = QSize(characters * metrics.averageCharWidth(), lines * metrics.lineSpacing())
    return fitting(widget, wanted)
