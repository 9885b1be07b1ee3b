"""Dialogs: what stands in one scrolls on a low screen, Enter presses the button with the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from sdk_desktop.ui.parts.accessibility import (
    EnterPresses,
    FocusScroll,
    follow_layout,
    read_as_laid_out,
)
from sdk_desktop.ui.room import room_of

_LOWEST = 6
"""Lines of text that are seen at once at least."""


def scrolled_column(dialog: QDialog) -> QVBoxLayout:
    """Return the column for all that stands in a dialog, which scrolls where it has no room."""
    around, area = _Around(dialog), _Area(dialog)
    around.setContentsMargins(0, 0, 0, 0)
    around.addWidget(area)
    return QVBoxLayout(area.inside)


class Dialog(QDialog):
    """Blocks its window while it is open, and is destroyed when it is closed."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        self._wanted = 0
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
        """Be as high as what stands here needs at this width, when that is more than it was.

        Qt itself does not see to that. What the user makes lower stays so, and is scrolled.
        """
        layout: QLayout | None = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return
        before, self._wanted = self._wanted, layout.totalHeightForWidth(self.width())
        if self._wanted > before:
            frame = self.frameGeometry().height() - self.height()
            most = room_of(self).height() - frame
            self.resize(self.width(), max(self.height(), min(self._wanted, most)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()  # Qt would press the first button that it finds
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next_: bool) -> bool:
        follow_layout(self)
        return super().focusNextPrevChild(next_)


class _Around(QVBoxLayout):
    """Lets a dialog be lower than all that stands in it needs: Windows asks that of its layout."""

    def minimumHeightForWidth(self, _width: int) -> int:
        return self.minimumSize().height()


class _Area(QScrollArea):
    """As large as what stands in it, where it may be; never wider than that needs."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.inside = QWidget(self)
        self.setWidget(self.inside)
        FocusScroll(self)

    def sizeHint(self) -> QSize:
        return self.inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        least = self.inside.minimumSizeHint()
        return QSize(least.width(), min(least.height(), _LOWEST * self.fontMetrics().lineSpacing()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        by_width = self.inside.hasHeightForWidth()
        return self.inside.heightForWidth(width) if by_width else self.inside.sizeHint().height()

    def event(self, event: QEvent) -> bool:
        """Need other room when what stands here does."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self._show_bar()
        return done

    def _show_bar(self) -> None:
        """Show a scroll bar only where all does not fit without one.

        Qt keeps one that was needed before, when words take more lines beside it than without it.
        """
        room, policies = self.maximumViewportSize(), Qt.ScrollBarPolicy
        fits = self.heightForWidth(room.width()) <= room.height()
        policy = policies.ScrollBarAlwaysOff if fits else policies.ScrollBarAsNeeded
        if policy != self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(policy)
