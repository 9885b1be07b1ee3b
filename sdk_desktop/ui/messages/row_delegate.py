"""How the rows of a message list are drawn: sender and time; subject and what is an exception.

Marks stand in columns, so that the eye can run down them: the handler at the right edge, then the
lock; attachments and the exception flow to their left.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from sdk_desktop.domain.clock import local, system_clock
from sdk_desktop.ui.messages.message_list_model import ROW_ROLE, MessageListModel
from sdk_desktop.ui.messages.row_text import ListRow
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.painting import (
    MARK,
    MARK_ICON,
    RIGHT,
    Lettering,
    Mark,
    draw_block,
    draw_ground,
    draw_initials,
    draw_mark,
    draw_places,
    draw_rounded,
    draw_text,
    mark_width,
    text_width,
)
from sdk_desktop.ui.words.dates_and_sizes import day_name
from sdk_desktop.ui.words.shown_names import initials

ROW, DENSE, DAY, LINE, EDGE = 52, 32, 28, 20, 6
"""Heights of a row, a dense one, the name of a day and a line; above and below the lines."""
GUTTER, RIGHT_EDGE, GAP = 24, 16, 8
"""Pixels to the left and right of the words, and between two marks."""
_DOT_AT = 13
_LEAST, _BLOCK = 40, 160
_SENDER_SHARE = 0.38


def row_height() -> int:
    """Return the height of a row without a day over it."""
    return theme.px(DENSE if theme.is_dense() else ROW)


def day_height() -> int:
    """Return the height of a day over the first of its rows."""
    return theme.px(DAY)


class RowDelegate(QStyledItemDelegate):
    """Draws every row in two lines, dense ones in one; over the first of a day its name."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, row_height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        painter.save()
        box, model = QRect(option.rect), index.model()
        row: ListRow | None = index.data(ROW_ROLE)
        if row is None:
            _draw_ground(painter, box, option)
            painter.restore()
            return
        if isinstance(model, MessageListModel) and model.begins_day(index.row()) and row.day:
            _draw_day(painter, QRect(box.topLeft(), QSize(box.width(), day_height())), row.day)
            box.setTop(box.top() + day_height())
        _draw_ground(painter, box, option)
        inner = box.adjusted(GUTTER, 0, -RIGHT_EDGE, 0)
        if theme.is_dense():
            _draw_dense(painter, inner, row)
        else:
            line, top = theme.px(LINE), inner.top() + theme.px(EDGE)
            first = QRect(inner.left(), top, inner.width(), line)
            _draw_unread(painter, first, row)
            _draw_who(painter, _draw_when(painter, first, row), row)
            second = first.translated(0, line)
            second.setRight(_draw_marks(painter, second, row) - GAP)
            _draw_subject(painter, second, row)
        painter.restore()


def _draw_day(painter: QPainter, box: QRect, day: date) -> None:
    painter.fillRect(box, QColor(theme.colours().base))  # Qt fills all of a row that is chosen
    name = day_name(day, local(system_clock()).date())
    room = box.adjusted(GUTTER, 4, 0, 0)
    look = Lettering(theme.colours().muted, theme.SMALL, strong=True)
    draw_text(painter, room, name, look)


def _draw_ground(painter: QPainter, box: QRect, option: QStyleOptionViewItem) -> None:
    state = option.state
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    ring = bool(state & QStyle.StateFlag.State_HasFocus)
    hovered = bool(state & QStyle.StateFlag.State_MouseOver)
    draw_ground(painter, box, chosen=chosen, hovered=hovered, ring=ring)
    if not chosen and not ring:
        line = QRect(box.left() + GUTTER, box.bottom(), box.width() - GUTTER - RIGHT_EDGE, 1)
        painter.fillRect(line, QColor(theme.colours().line))


def _draw_dense(painter: QPainter, box: QRect, row: ListRow) -> None:
    _draw_unread(painter, box, row)
    room = _draw_when(painter, box, row)
    who = QRect(room)
    who.setWidth(round(box.width() * _SENDER_SHARE))
    _draw_who(painter, who, row)
    subject = QRect(room)
    subject.setLeft(who.right() + GAP)
    subject.setRight(_draw_marks(painter, subject, row) - GAP)
    _draw_subject(painter, subject, row)


def _draw_unread(painter: QPainter, line: QRect, row: ListRow) -> None:
    """Draw the dot of an unread message; it stays in its gutter with large text, too."""
    if row.unread:
        side = theme.px(4) + 4
        left = line.left() - GUTTER + _DOT_AT - side // 2
        dot = QRect(left, line.center().y() + 1 - side // 2, side, side)
        draw_rounded(painter, dot, side // 2, theme.colours().accent)


def _draw_when(painter: QPainter, line: QRect, row: ListRow) -> QRect:
    """Draw the time and the mailbox at the right, and return what is left of the line."""
    c = theme.colours()
    ink = c.text if row.unread else c.muted
    draw_text(painter, line, row.time, Lettering(ink, theme.SMALL), RIGHT)
    room = QRect(line)
    room.setRight(line.right() - text_width(row.time, theme.SMALL) - GAP)
    if row.mailbox and not theme.is_dense():
        wide = min(text_width(row.mailbox, theme.SMALL), room.width() // 3)
        box = QRect(room.right() - wide, room.top(), wide + 1, room.height())
        draw_text(painter, box, row.mailbox, Lettering(c.muted, theme.SMALL), RIGHT)
        room.setRight(box.left() - GAP)
    return room


def _draw_who(painter: QPainter, line: QRect, row: ListRow) -> None:
    c = theme.colours()
    room = QRect(line)
    if row.outgoing:
        side = theme.px(MARK_ICON)
        place = QRect(room.left(), room.center().y() - side // 2 + 1, side, side)
        theme.draw_icon(painter, "sent", place, c.muted)
        room.setLeft(place.right() + GUTTER // 4)
    look = Lettering(c.text, strong=row.unread)
    draw_places(painter, room, row.who, look, row.sought.places(row.who))
    room.setLeft(room.left() + draw_text(painter, room, row.who, look))
    if row.organisation and room.width() > _LEAST:
        where, look = f" · {row.organisation}", Lettering(c.muted)
        draw_places(painter, room, where, look, row.sought.places(where))
        draw_text(painter, room, where, look)


def _draw_marks(painter: QPainter, line: QRect, row: ListRow) -> int:
    """Draw the marks from the right, and return where they begin."""
    c = theme.colours()
    middle, right, side = line.center().y() + 1, line.right() + 1, theme.px(MARK)
    if row.handler:
        place = QRect(right - side, middle - side // 2, side, side)
        draw_initials(painter, place, initials(row.handler), mine=row.mine)
    right -= side + GAP
    small = theme.px(MARK_ICON)
    if row.confidential:
        place = QRect(right - small, middle - small // 2, small, small)
        theme.draw_icon(painter, "lock", place, c.muted)
    right -= small + GAP
    if row.attachments:
        right = draw_mark(painter, right, middle, Mark(str(row.attachments), "attachment")) - GAP
    if row.note:
        shown = _fitting(row.note, "" if row.hidden else row.title, right - line.left())
        right = draw_mark(painter, right, middle, shown) - GAP
    return right


def _fitting(note: Mark, title: str, room: int) -> Mark:
    """Return a mark as it leaves the most room for a title that needs it."""
    is_crowded = text_width(title) + GAP + mark_width(note) > room
    return replace(note, text=note.short) if note.short and is_crowded else note


def _draw_subject(painter: QPainter, line: QRect, row: ListRow) -> None:
    if row.hidden:
        draw_block(painter, line, min(line.width(), theme.px(_BLOCK)))
        return
    c = theme.colours()
    look = Lettering(c.text if row.unread else c.muted)
    draw_places(painter, line, row.title, look, row.sought.places(row.title))
    draw_text(painter, line, row.title, look)
