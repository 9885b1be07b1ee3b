"""Where functions can be found: one's favourites, those written to lately, the organisations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from sdk_desktop.domain.address import Organisation
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.labels import tip
from sdk_desktop.ui.parts.painting import (
    MARK_ICON,
    RIGHT,
    Lettering,
    draw_ground,
    draw_text,
    text_width,
)
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.plain_text import one_line


@dataclass(frozen=True, slots=True)
class AddressPart:
    """A part of the address book: an organisation by its key, else what is used here."""

    organisation: str = ""
    recent: bool = False


FAVOURITES, RECENT = AddressPart(), AddressPart(recent=True)
PARTS = 2
"""So many parts stand above the organisations."""
ROW, SECTION, INDENT, EDGE, ICON, GAP = 32, 16, 24, 16, 18, 8
"""Pixels: a row, the space above the organisations, a step in, the edges, an icon, a gap."""
_PART = int(Qt.ItemDataRole.UserRole)
_COUNT, _ICON = _PART + 1, _PART + 2
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_Index = QModelIndex | QPersistentModelIndex


class OrganisationTree(QTreeWidget):
    """Shows what is used here, and organisations in the order they are given."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "rows")
        self.setHeaderHidden(True)
        self.setAccessibleName(tr("Organisations"))
        self.setIndentation(0)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Rows(self))
        self.setExpandsOnDoubleClick(False)
        self.itemClicked.connect(_unfold)
        self._favourites = _item(self, tr("Favourites"), "star", FAVOURITES)
        _item(self, tr("Written to lately"), "clock", RECENT)

    @property
    def chosen(self) -> AddressPart | None:
        """The part that is chosen."""
        items = self.selectedItems()
        return items[0].data(0, _PART) if items else None

    def choose(self, part: AddressPart) -> None:
        """Choose a part."""
        found = next((one for one in self._items() if one.data(0, _PART) == part), None)
        if found is not None:
            self.setCurrentItem(found)

    def show_favourites(self, count: int) -> None:
        """Show how many favourites there are; nothing for 0."""
        words = self._favourites.text(0)
        self._favourites.setData(0, _COUNT, str(count) if count else "")
        self._favourites.setData(0, _SPOKEN, f"{words}, {count}" if count else words)

    def show_organisations(self, organisations: Sequence[Organisation]) -> None:
        """Show other organisations; what is chosen or unfolded stays so, without a signal."""
        chosen = self.chosen
        unfolded = {one.data(0, _PART) for one in self._items() if one.isExpanded()}
        known = {one.key for one in organisations}
        below: defaultdict[str | None, list[Organisation]] = defaultdict(list)
        for one in organisations:
            below[one.parent if one.parent in known else None].append(one)
        self.blockSignals(True)
        while self.topLevelItemCount() > PARTS:
            self.takeTopLevelItem(PARTS)
        self._grow(self, below, None)  # what is put below the invisible root stays for ever
        for item in self._items() if unfolded else ():
            item.setExpanded(item.data(0, _PART) in unfolded)
        if chosen is not None:
            self.choose(chosen)
        self.blockSignals(False)

    def _grow(
        self,
        parent: QTreeWidget | QTreeWidgetItem,
        below: dict[str | None, list[Organisation]],
        of: str | None,
    ) -> None:
        """Add the organisations below one; they are taken out, so that a circle ends."""
        for one in below.pop(of, ()):
            name = one_line(one.name or one.participant)
            item = _item(parent, name, "organisation" if of is None else "", AddressPart(one.key))
            self._grow(item, below, one.key)

    def _items(self) -> list[QTreeWidgetItem]:
        return self.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)


class _Rows(QStyledItemDelegate):
    """Draws a row: icon, name and number; a line above the first organisation."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(100, theme.px(ROW) + (SECTION if _begins_organisations(index) else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        box, c = QRect(option.rect), theme.colours()
        if _begins_organisations(index):
            middle = box.top() + SECTION // 2
            line = QRect(box.left() + EDGE, middle, box.width() - 2 * EDGE, 1)
            painter.fillRect(line, QColor(c.line))
            box.setTop(box.top() + SECTION)
        _draw_ground(painter, box, option)
        is_part = not index.parent().isValid()
        room = box.adjusted(EDGE, 0, -EDGE, 0)
        if is_part:
            side = theme.px(ICON)
            theme.draw_icon(painter, index.data(_ICON), _beside(room, side, room.left()), c.text)
        room.setLeft(room.left() + theme.px(ICON) + GAP + _deeper(index) * INDENT)
        room.setRight(_draw_end(painter, room, option, index))
        draw_text(painter, room, str(index.data()), Lettering(c.text, strong=is_part))
        painter.restore()


def _draw_ground(painter: QPainter, box: QRect, option: QStyleOptionViewItem) -> None:
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    ring = bool(option.state & QStyle.StateFlag.State_HasFocus)
    if chosen or hovered or ring:
        draw_ground(painter, box, chosen=chosen, hovered=hovered, ring=ring)


def _draw_end(painter: QPainter, room: QRect, option: QStyleOptionViewItem, index: _Index) -> int:
    """Draw the number, or whether there are units below; return what is left of the line."""
    c = theme.colours()
    if option.state & QStyle.StateFlag.State_Children:
        side = theme.px(MARK_ICON)
        place = _beside(room, side, room.right() - side)
        is_open = bool(option.state & QStyle.StateFlag.State_Open)
        theme.draw_icon(painter, "down" if is_open else "right", place, c.muted)
        return place.left() - GAP
    count = index.data(_COUNT) or ""
    draw_text(painter, room, count, Lettering(c.text, theme.SMALL, strong=True), RIGHT)
    return room.right() - text_width(count, theme.SMALL) - GAP if count else room.right()


def _beside(room: QRect, side: int, left: int) -> QRect:
    return QRect(left, room.center().y() - side // 2 + 1, side, side)


def _begins_organisations(index: _Index) -> bool:
    return index.row() == PARTS and not index.parent().isValid()


def _deeper(index: _Index) -> int:
    """Return how many steps a unit stands in: the first are where their organisation's name is."""
    above, depth = index.parent(), 0
    while above.isValid():
        above, depth = above.parent(), depth + 1
    return max(depth - 1, 0)


def _unfold(item: QTreeWidgetItem) -> None:
    item.setExpanded(not item.isExpanded())


def _item(
    parent: QTreeWidget | QTreeWidgetItem, words: str, icon: str, part: AddressPart
) -> QTreeWidgetItem:
    item = QTreeWidgetItem(parent, [words])
    item.setData(0, _PART, part)
    item.setData(0, _ICON, icon)
    item.setToolTip(0, tip(words))
    return item
