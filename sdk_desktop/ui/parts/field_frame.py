"""Fields: a frame that looks like one around what belongs together, and room beside words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractSpinBox, QFrame, QWidget

_INSET = 6
"""Pixels."""


def inset(field: QAbstractSpinBox) -> None:
    """Keep what stands in a field clear of its edge, for which the style sheet has no means."""
    field.lineEdit().setTextMargins(_INSET, 0, _INSET, 0)


class FieldFrame(QFrame):
    """Has the ring of the keyboard for the field inside it, which has no frame of its own."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "field")

    def ring_for(self, field: QWidget) -> None:
        """Show the ring while a field has the keyboard."""
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.setProperty("focused", str(event.type() == QEvent.Type.FocusIn).lower())
            self.style().polish(self)
        return super().eventFilter(watched, event)
