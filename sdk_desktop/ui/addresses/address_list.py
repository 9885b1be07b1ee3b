"""A list of functions of the address book: name, what it is for, whether it is a favourite."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from sdk_desktop.domain.address import AddressHit
from sdk_desktop.domain.clock import system_clock
from sdk_desktop.ui.addresses.address_rows import AddressRow
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import announce_choice
from sdk_desktop.ui.parts.painting import (
    Lettering,
    Mark,
    Tone,
    draw_ground,
    draw_mark,
    draw_text,
)
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.dates_and_sizes import on_day

ROW = int(Qt.ItemDataRole.UserRole)
ROW_HEIGHT, GROUP_HEIGHT, LINE, EDGE = 52, 28, 20, 6
"""Heights of a row, of the heading of a group and of a line; above and below the lines."""
GUTTER, STAR, GAP = 24, 16, 8
"""Pixels left and right of the words, the side of the star, and between two things."""
_Index = QModelIndex | QPersistentModelIndex


class AddressList(QListWidget):
    """Shows functions of the address book.

    `starred` carries the AddressHit whose star was pressed; only a list `with_stars` shows those
    of functions that are no favourites.
    """

    starred = Signal(object)

    def __init__(self, name: str, parent: QWidget, *, with_stars: bool = False) -> None:
        super().__init__(parent)
        self.with_stars = with_stars
        self.setProperty("role", "rows")
        self.setAccessibleName(name)
        self.setItemDelegate(_Rows(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)

    def show_rows(self, rows: Sequence[AddressRow]) -> None:
        """Show other rows, the first one chosen."""
        self.clear()
        for row in rows:
            item = QListWidgetItem(self)
            item.setText(row.spoken)
            item.setData(ROW, row)
        self.setCurrentRow(0)

    @property
    def chosen(self) -> AddressHit | None:
        """The hit that is chosen."""
        row = self.currentIndex().data(ROW)
        return row.hit if isinstance(row, AddressRow) else None

    def choose(self, identifier: str) -> bool:
        """Choose a function by its address; return whether it is here."""
        for place in range(self.count()):
            if self.item(place).data(ROW).hit.function.identifier == identifier:
                self.setCurrentRow(place)
                return True
        return False

    def move_choice(self, steps: int) -> None:
        """Choose the next or the one before, never past the ends, and say which."""
        self.setCurrentRow(min(max(self.currentRow() + steps, 0), self.count() - 1))
        announce_choice(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        item = self.itemAt(where)
        if item is not None and self.with_stars and self.star_of(item).contains(where):
            self.starred.emit(item.data(ROW).hit)
            return
        super().mousePressEvent(event)

    def star_of(self, item: QListWidgetItem) -> QRect:
        """Return where the star of a row can be pressed."""
        body = _body(self.visualItemRect(item), item.data(ROW))
        side = theme.px(theme.TARGET)
        return QRect(body.right() - GUTTER - side + GAP, body.top(), side + GAP, body.height())


class _Rows(QStyledItemDelegate):
    """Draws a row in two lines; over the first of a group its heading."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row: AddressRow = index.data(ROW)
        return QSize(200, theme.px(ROW_HEIGHT + (GROUP_HEIGHT if row.group else 0)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: AddressRow = index.data(ROW)
        listing = option.widget
        painter.save()
        body = _body(option.rect, row)
        if row.group:
            over = QRect(body.left() + GUTTER, option.rect.top() + 4, body.width(), 0)
            over.setBottom(body.top() - 1)
            over.setRight(body.right() - GUTTER)
            look = Lettering(theme.colours().muted, theme.SMALL, strong=True)
            draw_text(painter, over, row.group, look)
        _draw_ground(painter, body, option)
        inner = body.adjusted(GUTTER, theme.px(EDGE), -GUTTER, -theme.px(EDGE))
        with_stars = isinstance(listing, AddressList) and listing.with_stars
        _draw_words(painter, inner, row, with_stars=with_stars)
        painter.restore()


def _body(box: QRect, row: AddressRow) -> QRect:
    """Return the part of a row below its heading."""
    return box.adjusted(0, theme.px(GROUP_HEIGHT) if row.group else 0, 0, 0)


def _draw_ground(painter: QPainter, body: QRect, option: QStyleOptionViewItem) -> None:
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    draw_ground(
        painter,
        body,
        chosen=chosen,
        hovered=bool(option.state & QStyle.StateFlag.State_MouseOver),
        ring=bool(option.state & QStyle.StateFlag.State_HasFocus),
    )
    if not chosen:
        line = QRect(body.left() + GUTTER, body.bottom(), body.width() - 2 * GUTTER, 1)
        painter.fillRect(line, QColor(theme.colours().line))


def _draw_words(painter: QPainter, box: QRect, row: AddressRow, *, with_stars: bool) -> None:
    c, line = theme.colours(), theme.px(LINE)
    first = QRect(box.left(), box.top(), box.width(), line)
    second = first.translated(0, line)
    is_ours = row.hit.favourite or bool(row.hit.mailboxes)
    if with_stars or is_ours:
        side = theme.px(STAR)
        place = QRect(box.right() - side, first.center().y() - side // 2 + 1, side, side)
        name, ink = "star-filled" if is_ours else "star", c.accent if row.hit.favourite else c.muted
        theme.draw_icon(painter, name, place, ink)
        first.setRight(place.left() - GAP)
    if row.hit.gone:
        gone = Mark(_gone_words(row.hit), "warning", Tone.WAITING, pressing=True)
        first.setRight(draw_mark(painter, first.right(), first.center().y() + 1, gone) - GAP)
    ink = c.muted if row.hit.gone else c.text
    draw_text(painter, first, row.title, Lettering(ink, strong=True))
    draw_text(painter, second, row.more, Lettering(c.muted))


def _gone_words(hit: AddressHit) -> str:
    if hit.gone_since is None:
        return tr("Removed")
    return tr("Removed {day}").format(day=on_day(hit.gone_since, system_clock()))
