"""A modal dialog in which Enter presses the button with the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QLayout, QWidget

from sdk_desktop.ui.parts.accessibility import EnterPresses, follow_layout, read_as_laid_out
from sdk_desktop.ui.room import room_of


class Dialog(QDialog):
    """Blocks its window while it is open, and is destroyed when it is closed."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        EnterPresses(self)

    def showEvent(self, event: QShowEvent) -> None:
        read_as_laid_out(self)
        self._fit_height()
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        """Grow with what stands here, and when it gets narrower."""
        done = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize} and self.isVisible():
            self._fit_height()
        return done

    def _fit_height(self) -> None:
        """Be as high as what stands here needs at this width; Qt itself does not see to that."""
        layout: QLayout | None = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            wanted = layout.totalHeightForWidth(self.width())
            most = room_of(self).height()
            self.resize(self.width(), max(self.height(), min(wanted, most)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()  # Qt would press the first button that it finds
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next_: bool) -> bool:
        follow_layout(self)
        return super().focusNextPrevChild(next_)
