"""Three panes beside each other, or one at a time where there is little room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

NARROW = 112
"""Characters: with less room than this the panes are stacked; about 900 pixels."""
FIRST = 34
"""Characters that the first pane has room for."""
SHARES = (400, 700)


class Panes(QWidget):
    """Shows panes from the most general to the most particular; `stacked` whether one at a time."""

    stacked = Signal(bool)

    def __init__(self, panes: Sequence[QWidget], parent: QWidget) -> None:
        super().__init__(parent)
        self._panes = tuple(panes)
        self._front = 1
        self._narrow = False
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(8)
        for place, pane in enumerate(self._panes):
            self.splitter.addWidget(pane)
            self.splitter.setStretchFactor(place, 1 if place == len(self._panes) - 1 else 0)
        self._character = self.fontMetrics().averageCharWidth()
        self.splitter.setSizes([FIRST * self._character, *SHARES])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    @property
    def narrow(self) -> bool:
        """Whether only one pane is shown."""
        return self._narrow

    def bring(self, pane: QWidget) -> None:
        """Show a pane where only one has room."""
        self._front = self._panes.index(pane)
        self._arrange()

    def back(self) -> None:
        """Show the more general pane."""
        self._front = max(self._front - 1, 0)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW * self.fontMetrics().averageCharWidth()
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()
            self.stacked.emit(narrow)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._widen_first()

    def _widen_first(self) -> None:
        """Set the width of the first pane to the same number of characters as before."""
        before, self._character = self._character, self.fontMetrics().averageCharWidth()
        first, second, *rest = self.splitter.sizes()
        wider = round(first * self._character / before)
        self.splitter.setSizes([wider, second, sum(rest) + first - wider])

    def _arrange(self) -> None:
        for place, pane in enumerate(self._panes):
            pane.setVisible(not self._narrow or place == self._front)
