"""Copying a text, which says that it has been done."""

from __future__ import annotations

from PySide6.QtWidgets import QToolTip, QWidget

from sdk_desktop.ui.parts.accessibility import announce
from sdk_desktop.ui.security.clipboard import put_text
from sdk_desktop.ui.words import tr


def copy_text(text: str, pressed: QWidget) -> None:
    """Put a text on the clipboard, and say so at what was pressed."""
    put_text(text)
    announce(pressed, tr("Copied"))
    place = pressed.mapToGlobal(pressed.rect().bottomLeft())
    QToolTip.showText(place, tr("Copied"), pressed)
