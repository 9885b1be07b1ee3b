"""What lists draw by themselves: a line of text, a mark, a person's initials, a row's ground."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QIconEngine, QPainter, QPen

from sdk_desktop.ui.parts import theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
MARK, MARK_ICON = 20, 14
"""The height of a mark and the side of its icon, where text has its ordinary size."""
RADIUS = 4
_PAD, _GAP = 7, 4
_BLOCK, _COVERING = 12, 0.4
"""The height of what covers a line of text, and how much of it is not the ground."""


class Tone(StrEnum):
    """The colour of a mark; its words alone carry the meaning."""

    QUIET = "muted"
    GOOD = "success"
    WAITING = "warning"
    BAD = "danger"
    ACCENT = "accent"
    GROUND = "base"


@dataclass(frozen=True, slots=True)
class Mark:
    """A few words with an icon; a `pressing` one needs somebody, and has a ground.

    `short` is what it says where it leaves others too little room, "" for the same.
    """

    text: str
    icon: str
    tone: Tone = Tone.QUIET
    pressing: bool = False
    short: str = ""


@dataclass(frozen=True, slots=True)
class Lettering:
    """How a text is drawn: its colour, one of the five sizes, one of the two weights."""

    colour: str
    size: int = theme.BODY
    strong: bool = False


def text_width(words: str, size: int = theme.BODY) -> int:
    """Return how wide a line of text is."""
    return QFontMetrics(theme.face(size)).horizontalAdvance(words) + 1


def draw_text(
    painter: QPainter,
    box: QRect,
    words: str,
    look: Lettering,
    side: Qt.AlignmentFlag = LEFT,
) -> int:
    """Draw one line, which ends in … where there is no room, and return its width."""
    face = theme.face(look.size, strong=look.strong)
    metrics = QFontMetrics(face)
    painter.setFont(face)
    painter.setPen(QColor(look.colour))
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, side, shown)
    return metrics.horizontalAdvance(shown)


def draw_places(
    painter: QPainter, box: QRect, words: str, look: Lettering, places: Iterable[tuple[int, int]]
) -> None:
    """Draw a ground and a line under parts of a text that `draw_text` is to draw there."""
    c, metrics = theme.colours(), QFontMetrics(theme.face(look.size, strong=look.strong))
    for start, end in places:
        left = min(metrics.horizontalAdvance(words[:start]), box.width())
        right = min(metrics.horizontalAdvance(words[:end]), box.width())
        high, top = metrics.height(), box.center().y() - metrics.height() // 2
        part = QRect(box.left() + left, top, right - left, high)
        painter.fillRect(part, QColor(c.soft))
        painter.fillRect(part.adjusted(0, high - 2, 0, 0), QColor(c.accent))


def draw_rounded(
    painter: QPainter, box: QRect, radius: int, ground: str = "", edge: str = "", width: int = 1
) -> None:
    """Draw a shape with round corners: its ground, its edge, or both."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(edge), width) if edge else Qt.PenStyle.NoPen)
    inset = width / 2 if edge else 0
    painter.drawRoundedRect(QRectF(box).adjusted(inset, inset, -inset, -inset), radius, radius)


def draw_block(painter: QPainter, line: QRect, width: int) -> None:
    """Draw in a line what stands there while somebody looks on: as wide for each text."""
    c, high = theme.colours(), theme.px(_BLOCK)
    block = QRect(line.left(), line.center().y() + 1 - high // 2, width, high)
    painter.save()
    painter.setOpacity(painter.opacity() * _COVERING)
    draw_rounded(painter, block, RADIUS, c.edge)
    painter.restore()


def draw_mark(painter: QPainter, right: int, middle: int, mark: Mark) -> int:
    """Draw a mark that ends at `right`; return where it begins."""
    c = theme.colours()
    ink = getattr(c, mark.tone)
    side, high = theme.px(MARK_ICON), theme.px(MARK)
    pad = _PAD if mark.pressing else 0
    wide = mark_width(mark)
    box = QRect(right - wide, middle - high // 2, wide, high)
    if mark.pressing:
        ground, edge = getattr(c, f"{mark.tone}_soft"), ink if c.stark else ""
        draw_rounded(painter, box, RADIUS, ground, edge)
    theme.draw_icon(
        painter, mark.icon, QRect(box.left() + pad, middle - side // 2, side, side), ink
    )
    words = box.adjusted(pad + side + _GAP, 0, 0, 0)
    draw_text(painter, words, mark.text, Lettering(ink, theme.SMALL))
    return box.left()


def mark_width(mark: Mark) -> int:
    """Return how wide a mark is."""
    pad = _PAD if mark.pressing else 0
    return text_width(mark.text, theme.SMALL) + theme.px(MARK_ICON) + _GAP + 2 * pad


def draw_badge(painter: QPainter, right: int, middle: int, count: str) -> int:
    """Draw a number that needs somebody, which ends at `right`; return where it begins."""
    c, high = theme.colours(), theme.px(MARK)
    wide = QFontMetrics(theme.face(theme.SMALL, strong=True)).horizontalAdvance(count) + 2 * _PAD
    box = QRect(right - wide, middle - high // 2, wide, high)
    draw_rounded(painter, box, RADIUS, c.danger_soft, c.danger if c.stark else "")
    draw_text(painter, box, count, Lettering(c.danger, theme.SMALL, strong=True), CENTRE)
    return box.left()


def draw_initials(painter: QPainter, box: QRect, letters: str, *, mine: bool) -> None:
    """Draw a person's initials in a circle; those of whoever looks have a ground."""
    c = theme.colours()
    ground = c.soft if mine else c.base
    draw_rounded(painter, box, box.width() // 2, ground, c.accent if mine else c.edge)
    face = theme.face(strong=True)
    face.setPixelSize(max(9, round(box.height() * 0.45)))
    painter.setFont(face)
    painter.setPen(QColor(c.accent if mine else c.text))
    painter.drawText(box, CENTRE, letters)


@functools.cache
def initials_icon(letters: str) -> QIcon:
    """Return the initials of whoever looks as an icon; it stays, as every icon that is drawn."""
    return QIcon(_InitialsIcon(letters))


class _InitialsIcon(theme.DrawnIcon):
    """Draws initials in the colours of the moment."""

    def __init__(self, letters: str) -> None:
        super().__init__()
        self._letters = letters

    def clone(self) -> QIconEngine:
        return _InitialsIcon(self._letters)

    def paint(self, painter: QPainter, rect: QRect, _mode: QIcon.Mode, _state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())  # what is left parts it from the name beside it
        draw_initials(painter, QRect(rect.topLeft(), QSize(side, side)), self._letters, mine=True)


def draw_ground(painter: QPainter, box: QRect, *, chosen: bool, hovered: bool, ring: bool) -> None:
    """Draw what lies under a row: whether it is chosen, under the pointer, has the keyboard."""
    c = theme.colours()
    painter.fillRect(box, QColor(c.soft if chosen else c.hover if hovered else c.base))
    if chosen:
        bar = 6 if c.stark else 3
        painter.fillRect(QRect(box.left(), box.top(), bar, box.height()), QColor(c.accent))
    if ring:
        wide = 3 if c.stark else 2
        draw_rounded(painter, box.adjusted(1, 1, -1, -1), RADIUS, "", c.accent, wide)
    elif chosen and c.stark:
        draw_rounded(painter, box, 0, "", c.edge)
