"""Tells users of a screen reader what has happened without moving them."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Have a text spoken; it never holds content of a message."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
