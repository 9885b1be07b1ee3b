"""Three panes beside each other, or one at a time where there is little room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QVBoxLayout, QWidget

from sdk_desktop.ui.words import tr

NARROW = 112
"""Characters: with less room than this the panes are stacked; about 900 pixels."""
WIDTHS = (34, 50, 88)
"""Characters that the panes have room for at first, of which the last takes what is left."""
LEAST = (22, 34, 40)
"""Characters below which no pane gets; together they are less than NARROW."""


_STEP = 24
"""Pixels that an arrow key moves a border by."""


class Panes(QWidget):
    """Shows panes from the most general to the most particular; `stacked` whether one at a time."""

    stacked = Signal(bool)

    def __init__(self, panes: Sequence[QWidget], parent: QWidget) -> None:
        super().__init__(parent)
        self._panes = tuple(panes)
        self._front = 1
        self._narrow = False
        self._left_out: QWidget | None = None
        self._before, self._sizes = QByteArray(), [0]
        self.splitter = _Splitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(9)
        for place, pane in enumerate(self._panes):
            self.splitter.addWidget(pane)
            self.splitter.setStretchFactor(place, 1 if place == len(self._panes) - 1 else 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        self._begin_anew()

    @property
    def narrow(self) -> bool:
        """Whether only one pane is shown."""
        return self._narrow

    @property
    def state(self) -> QByteArray:
        """The widths and the size of text that they are for, to be stored; empty when stacked."""
        if self._narrow:
            return QByteArray()
        if self._left_out is not None:
            return self._before
        return QByteArray(b"%d " % self._character) + self.splitter.saveState()

    def restore(self, state: QByteArray) -> None:
        """Take widths that were stored, unless they are for another size of text."""
        character, _, widths = bytes(state.data()).partition(b" ")
        if character == b"%d" % self._character and not self._narrow:
            self.splitter.restoreState(QByteArray(widths))

    def bring(self, pane: QWidget) -> None:
        """Show a pane where only one has room."""
        self._front = self._panes.index(pane)
        self._arrange()

    def leave_out(self, pane: QWidget | None) -> None:
        """Leave a pane out, so that the others have its room; with None none is left out."""
        if pane is self._left_out:
            return
        sizes = self.splitter.sizes()
        if pane is not None:
            self._before, self._sizes = self.state, sizes
        self._left_out = pane
        self._arrange()
        first, *others = sizes
        self.splitter.setSizes(self._sizes if pane is None else [first, sum(others), 0])

    def back(self) -> None:
        """Show the more general pane."""
        self._front = max(self._front - 1, 0)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._adapt()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._adapt()
            self._begin_anew()

    @property
    def _character(self) -> int:
        return self.fontMetrics().averageCharWidth()

    def _begin_anew(self) -> None:
        """Set the first widths: those for another size of text would fit none of the panes."""
        for pane, least in zip(self._panes, LEAST, strict=True):
            pane.setMinimumWidth(0 if self._narrow else least * self._character)
        self.splitter.setSizes([width * self._character for width in WIDTHS])

    def _adapt(self) -> None:
        narrow = self.width() < NARROW * self._character
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()
            self._begin_anew()
            self.stacked.emit(narrow)

    def _arrange(self) -> None:
        for place, pane in enumerate(self._panes):
            beside = not self._narrow and pane is not self._left_out
            pane.setVisible(beside or (self._narrow and place == self._front))


class _Splitter(QSplitter):
    """A splitter whose borders are moved by keys, too."""

    def createHandle(self) -> QSplitterHandle:
        return _Border(self.orientation(), self)


class _Border(QSplitterHandle):
    """The border between two panes, which the arrow keys move."""

    def __init__(self, orientation: Qt.Orientation, parent: QSplitter) -> None:
        super().__init__(orientation, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Border between two parts. The arrow keys move it."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
        else:
            self.moveSplitter(self.pos().x() + steps * _STEP)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.fillRect(self.rect(), self.palette().highlight())
