"""A frame that looks like a field, around one and what belongs to it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QWidget


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
