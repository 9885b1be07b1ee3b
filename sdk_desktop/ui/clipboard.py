"""The clipboard, which forgets what we put there."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

REMEMBERED = 60_000
"""Milliseconds."""


def copy(text: str) -> None:
    """Put a text on the clipboard, and clear it after a minute if it is still the same."""
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(text)
    QTimer.singleShot(REMEMBERED, clipboard, partial(forget, text))


def forget(text: str) -> None:
    """Clear the clipboard if it still holds the text."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.text() == text:
        clipboard.clear()
