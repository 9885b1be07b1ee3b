"""A picture of two series of numbers by month, as pairs of bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.painting import (
    CENTRE,
    LEFT,
    Lettering,
    draw_rounded,
    draw_text,
    text_width,
)

_WIDE, _HIGH = 290, 220
"""Pixels, where text has its ordinary size."""
_LINE, _GAP, _BAR, _PAIR = 20, 8, 26, 2
"""Pixels: height of a line of text, between parts, the widest bar, between the two of a pair."""
_RADIUS = 2


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers by month, None where there is none, and how each is written."""

    name: str
    values: tuple[float | None, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChartMonth:
    """What stands below a pair of bars: the month and, where it begins, the year."""

    name: str
    year: str


class BarChart(QWidget):
    """Draws two series: the first filled, the second as an outline, so that no colour tells.

    It cannot have the focus: a table says the same to whoever does not see it.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._heading = ""
        self._series: tuple[Series, ...] = ()
        self._months: tuple[ChartMonth, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_series(
        self, heading: str, series: tuple[Series, Series], months: Sequence[ChartMonth]
    ) -> None:
        """Draw other numbers."""
        self._heading, self._series, self._months = heading, series, tuple(months)
        first, second = series
        self.setAccessibleName(f"{heading}: {first.name}, {second.name}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_WIDE), theme.px(_HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        line, c = theme.px(_LINE), theme.colours()
        head = QRect(0, 0, self.width(), line)
        draw_text(painter, head, self._heading, Lettering(c.text, strong=True))
        self._draw_legend(painter, head.translated(0, line))
        top, bottom = 3 * line + _GAP, self.height() - 2 * line
        self._draw_bars(painter, QRect(0, top, self.width(), bottom - top))
        painter.end()

    def _draw_legend(self, painter: QPainter, line: QRect) -> None:
        side, left = theme.px(10), line.left()
        for place, one in enumerate(self._series):
            box = QRect(left, line.center().y() - side // 2, side, side)
            _draw_bar(painter, box, filled=place == 0)
            words = QRect(box.right() + _GAP, line.top(), line.right() - box.right(), line.height())
            look = Lettering(theme.colours().muted, theme.SMALL)
            left = words.left() + draw_text(painter, words, one.name, look, LEFT) + 2 * _GAP

    def _draw_bars(self, painter: QPainter, room: QRect) -> None:
        c = theme.colours()
        painter.fillRect(QRect(0, room.bottom() + 1, self.width(), 1), QColor(c.edge))
        highest = max((one for part in self._series for one in part.values if one), default=1.0)
        step = room.width() / max(len(self._months), 1)
        brief = any(text_width(one.name, theme.SMALL) > step - 2 for one in self._months)
        for place, month in enumerate(self._months):
            column = QRect(round(place * step), room.top(), round(step), room.height())
            self._draw_pair(painter, column, place, highest)
            _draw_month(painter, column, month, brief=brief)

    def _draw_pair(self, painter: QPainter, column: QRect, place: int, highest: float) -> None:
        wide = min(theme.px(_BAR), (column.width() - _GAP) // 2)
        left = column.center().x() - wide - _PAIR // 2
        for number, one in enumerate(self._series):
            value = one.values[place]
            if value is None:
                continue
            high = round(value / highest * column.height())
            start = left + number * (wide + _PAIR)
            box = QRect(start, column.bottom() + 1 - high, wide, high)
            if high:
                _draw_bar(painter, box, filled=number == 0)
            if self._is_room(wide):
                above = QRect(start, box.top() - theme.px(_LINE), wide + _PAIR, theme.px(_LINE))
                look = Lettering(theme.colours().muted, theme.SMALL)
                draw_text(painter, above, one.words[place], look, CENTRE)

    def _is_room(self, wide: int) -> bool:
        """Return whether every number fits over its bar; else none is written, the table has it."""
        words = (text for one in self._series for text in one.words)
        return all(text_width(text, theme.SMALL) <= wide + _PAIR for text in words)


def _draw_month(painter: QPainter, column: QRect, month: ChartMonth, *, brief: bool) -> None:
    """Draw what stands below a pair: of the month its initial where the names have no room."""
    look, line = Lettering(theme.colours().muted, theme.SMALL), theme.px(_LINE)
    below = QRect(column.left(), column.bottom() + 2, column.width(), line)
    draw_text(painter, below, month.name[:1].upper() if brief else month.name, look, CENTRE)
    year = below.translated(0, line)
    year.setWidth(max(year.width(), text_width(month.year, theme.SMALL)))
    draw_text(painter, year, month.year, look, LEFT if brief else CENTRE)


def _draw_bar(painter: QPainter, box: QRect, *, filled: bool) -> None:
    c = theme.colours()
    draw_rounded(painter, box, _RADIUS, c.accent if filled else c.base, c.accent)
