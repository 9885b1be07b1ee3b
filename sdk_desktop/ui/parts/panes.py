"""Three panes beside each other, or one at a time where there is little room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QEvent, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontInfo, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QVBoxLayout, QWidget

from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.words import tr

NARROW = 900
"""Pixels: with less room than this the panes are stacked.

This and the widths below are for the ordinary size of text, and follow it.
"""
WIDTHS = (216, 432, 720)
"""Pixels of the panes at first, of which the last takes what is left."""
LEAST = (160, 320, 400)
"""Pixels below which no pane gets; together they are less than NARROW."""
MAILBOXES, LIST, MESSAGE = range(3)
"""The places of the panes."""
HANDLE = 9
"""Pixels of a border: one is seen, all are taken hold of."""


_STEP = 24
"""Pixels that an arrow key moves a border by."""


class Panes(QWidget):
    """Shows panes from the most general to the most particular.

    `arranged` is emitted when other panes are shown, one at a time or beside each other.
    """

    arranged = Signal()

    def __init__(self, panes: Sequence[QWidget], parent: QWidget) -> None:
        super().__init__(parent)
        self._panes = tuple(panes)
        self._front = 1
        self._narrow = False
        self._left_out: QWidget | None = None
        self._before, self._sizes = QByteArray(), [0]
        self.splitter = KeySplitter(self)
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
        return QByteArray(b"%d " % self._px(100)) + self.splitter.saveState()

    def restore(self, state: QByteArray) -> None:
        """Take widths that were stored, unless they are for another size of text."""
        percent, _, widths = bytes(state.data()).partition(b" ")
        if percent == b"%d" % self._px(100) and not self._narrow:
            self.splitter.restoreState(QByteArray(widths))

    @property
    def alone(self) -> int | None:
        """The place of the only pane that is shown, None where they stand beside each other."""
        return self._front if self._narrow else None

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
        self.splitter.setStretchFactor(1, 0 if pane is None else 1)  # the first stays as wide
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

    def _px(self, pixels: int) -> int:
        return round(pixels * QFontInfo(self.font()).pixelSize() / theme.BODY)

    def _begin_anew(self) -> None:
        """Set the first widths: those for another size of text would fit none of the panes."""
        for pane, least in zip(self._panes, LEAST, strict=True):
            pane.setMinimumWidth(0 if self._narrow else self._px(least))
        self.splitter.setSizes([self._px(width) for width in WIDTHS])

    def _adapt(self) -> None:
        narrow = self.width() < self._px(NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()
            self._begin_anew()

    def _arrange(self) -> None:
        for place, pane in enumerate(self._panes):
            beside = not self._narrow and pane is not self._left_out
            pane.setVisible(beside or (self._narrow and place == self._front))
        self.arranged.emit()


class KeySplitter(QSplitter):
    """Parts beside each other, whose borders are moved by keys, too."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(HANDLE)

    def createHandle(self) -> QSplitterHandle:
        return _Border(self.orientation(), self)


class _Border(QSplitterHandle):
    """The border between two panes, which the arrow keys move."""

    def __init__(self, orientation: Qt.Orientation, parent: QSplitter) -> None:
        super().__init__(orientation, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # it is drawn anew under the pointer
        self.setAccessibleName(tr("Border between two parts. The arrow keys move it."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
        else:
            self.moveSplitter(self.pos().x() + steps * _STEP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a hairline between the grounds of the panes at both sides of it."""
        c, middle = theme.colours(), self.rect().center().x()
        first = self.splitter().indexOf(self) == 1
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(c.base))
        if first:
            painter.fillRect(QRect(0, 0, middle, self.height()), QColor(c.window))
        held = self.hasFocus() or self.underMouse()
        line = self.rect().adjusted(3, 0, -3, 0) if held else QRect(middle, 0, 1, self.height())
        painter.fillRect(line, QColor(c.accent if held else c.line))
        painter.end()
