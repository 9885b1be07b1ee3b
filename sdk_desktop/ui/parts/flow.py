"""Widgets beside each other, in as many rows as they need."""

from __future__ import annotations

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QSizePolicy, QWidget, QWidgetItem

SPACING = 6
"""Pixels between widgets and between rows."""


class Flow(QHBoxLayout):
    """Goes on in a new row where there is no room, so that no word is cut.

    What is left of a row goes to those of its widgets that want to grow. Qt's row owns its items
    and frees them with their widgets; Python must not hold one then, or takes what comes to lie
    there for it. So the widgets are measured and placed by items of Python's own.
    """

    def __init__(self) -> None:
        super().__init__()
        self._placed: list[tuple[QWidget, QLayoutItem]] = []
        self._heights: dict[int, int] = {}  # by widths, until something in it changes
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(SPACING)

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        for item in self._shown():
            if rows and self._taken((*rows[-1], item)) <= width:
                rows[-1].append(item)
            else:
                rows.append([item])
        return rows

    def _shown(self) -> list[QLayoutItem]:
        self._placed = [
            (widget, item)
            for widget, item in self._placed
            if shiboken6.isValid(widget) and self.indexOf(widget) >= 0
        ]
        return [item for _, item in self._placed if not item.isEmpty()]

    def _taken(self, row: Sequence[QLayoutItem]) -> int:
        return sum(item.sizeHint().width() for item in row) + self.spacing() * (len(row) - 1)

    def _widths(self, row: Sequence[QLayoutItem], room: int) -> list[int]:
        widths = [min(item.sizeHint().width(), room) for item in row]
        most = [item.maximumSize().width() for item in row]
        growing = [place for place, item in enumerate(row) if _grows(item)]
        more = max(room - self._taken(row), 0)
        for left, place in enumerate(sorted(growing, key=most.__getitem__), start=-len(growing)):
            given = max(min(more // -left, most[place] - widths[place]), 0)
            widths[place] += given
            more -= given
        return widths

    def _reckon_height(self, width: int) -> int:
        around = self._around
        room = width - around.width()
        heights = [self._height(row, room) for row in self._rows(room)]
        return sum(heights) + self.spacing() * max(len(heights) - 1, 0) + around.height()

    def _height(self, row: Sequence[QLayoutItem], room: int) -> int:
        return max(map(_height, row, self._widths(row, room)))

    def _lay_row(self, row: Sequence[QLayoutItem], room: QRect) -> None:
        left = room.left()
        for item, width in zip(row, self._widths(row, room.width()), strict=True):
            item.setGeometry(QRect(left, room.top(), width, room.height()))
            left += width + self.spacing()

    def add_growing(self, widget: QWidget) -> None:
        """Add a widget that takes what is left of its row."""
        widget.setSizePolicy(QSizePolicy.Policy.Expanding, widget.sizePolicy().verticalPolicy())
        self.addWidget(widget)

    def addWidget(self, widget: QWidget) -> None:  # type: ignore[override]
        """Add a widget after the others, also one that stands among them already."""
        super().addWidget(widget)
        self._placed = [placed for placed in self._placed if placed[0] is not widget]
        self._placed.append((widget, QWidgetItem(widget)))
        self.invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._reckon_height(width)
        return self._heights[width]

    def minimumHeightForWidth(self, width: int) -> int:
        return self.heightForWidth(width)

    def invalidate(self) -> None:
        """Reckon anew what it takes."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, room: QRect) -> None:
        QLayout.setGeometry(self, room)  # a row's own would place the widgets, too
        room = room.marginsRemoved(self.contentsMargins())
        top = room.top()
        for row in self._rows(room.width()):
            height = self._height(row, room.width())
            self._lay_row(row, QRect(room.left(), top, room.width(), height))
            top += height + self.spacing()

    def sizeHint(self) -> QSize:
        shown = self._shown()
        return QSize(max(self._taken(shown), 0), _highest(shown)) + self._around

    def minimumSize(self) -> QSize:
        shown = self._shown()
        wide = max((one.minimumSize().width() for one in shown), default=0)
        return QSize(wide, _highest(shown)) + self._around

    def maximumSize(self) -> QSize:
        return QLayout.maximumSize(self)

    @property
    def _around(self) -> QSize:
        """How much of its size is margin."""
        return QSize(0, 0).grownBy(self.contentsMargins())


def _grows(item: QLayoutItem) -> bool:
    return bool(item.expandingDirections() & Qt.Orientation.Horizontal)


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def _highest(row: Sequence[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in row), default=0)
