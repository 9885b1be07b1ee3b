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
    there for it. So the widgets are measured and placed by items of Python's own. Each is measured
    once until something in it changes, for a page asks its rows many times while it is laid out.
    """

    def __init__(self) -> None:
        super().__init__()
        self._placed: list[tuple[QWidget, QLayoutItem]] = []
        self._measured: list[_Measured] | None = None
        self._heights: dict[int, int] = {}  # by widths, until something in it changes
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(SPACING)

    @property
    def _shown(self) -> list[_Measured]:
        if self._measured is None:
            self._placed = [
                (widget, item)
                for widget, item in self._placed
                if shiboken6.isValid(widget) and self.indexOf(widget) >= 0
            ]
            self._measured = [_Measured(item) for _, item in self._placed if not item.isEmpty()]
        return self._measured

    def _rows(self, width: int) -> list[list[_Measured]]:
        rows: list[list[_Measured]] = []
        for one in self._shown:
            if rows and self._taken((*rows[-1], one)) <= width:
                rows[-1].append(one)
            else:
                rows.append([one])
        return rows

    def _taken(self, row: Sequence[_Measured]) -> int:
        return sum(one.width for one in row) + self.spacing() * (len(row) - 1)

    def _widths(self, row: Sequence[_Measured], room: int) -> list[int]:
        widths = [min(one.width, room) for one in row]
        most = [one.most for one in row]
        growing = [place for place, one in enumerate(row) if one.grows]
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

    def _height(self, row: Sequence[_Measured], room: int) -> int:
        return max(map(_Measured.height_at, row, self._widths(row, room)))

    def _lay_row(self, row: Sequence[_Measured], room: QRect) -> None:
        left = room.left()
        for one, width in zip(row, self._widths(row, room.width()), strict=True):
            one.place(QRect(left, room.top(), width, room.height()))
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
        """Measure anew."""
        self._measured = None
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
        return QSize(max(self._taken(self._shown), 0), _highest(self._shown)) + self._around

    def minimumSize(self) -> QSize:
        wide = max((one.least for one in self._shown), default=0)
        return QSize(wide, _highest(self._shown)) + self._around

    def maximumSize(self) -> QSize:
        return QLayout.maximumSize(self)

    @property
    def _around(self) -> QSize:
        """How much of its size is margin."""
        return QSize(0, 0).grownBy(self.contentsMargins())


class _Measured:
    """How much room, in pixels, one widget wants, and at least and at most takes."""

    def __init__(self, item: QLayoutItem) -> None:
        wanted = item.sizeHint()
        self.width, self.height = wanted.width(), wanted.height()
        self.least, self.most = item.minimumSize().width(), item.maximumSize().width()
        self.grows = bool(item.expandingDirections() & Qt.Orientation.Horizontal)
        self._item = item
        self._follows_width = item.hasHeightForWidth()

    def height_at(self, width: int) -> int:
        """Return how high it is where it has that width."""
        return self._item.heightForWidth(width) if self._follows_width else self.height

    def place(self, room: QRect) -> None:
        """Put it there."""
        self._item.setGeometry(room)


def _highest(row: Sequence[_Measured]) -> int:
    return max((one.height for one in row), default=0)
