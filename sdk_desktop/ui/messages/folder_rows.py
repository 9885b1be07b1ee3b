"""How the mailboxes and their folders are drawn: rows of 32 pixels, red only for what is to do."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from sdk_desktop.domain.mailbox import Folder
from sdk_desktop.ui.messages.folder_choice import FolderChoice
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.painting import (
    RIGHT,
    Lettering,
    draw_badge,
    draw_ground,
    draw_text,
    text_width,
)

CHOICE_ROLE = int(Qt.ItemDataRole.UserRole)
"""The FolderChoice of a row."""
COUNT_ROLE = CHOICE_ROLE + 1
"""The number that stands beside it, "" for none."""
ROW, ICON, EDGE, INDENT, UNDER = 32, 18, 16, 24, 16
"""Pixels of a row, its icon, left and right of it, before a folder, and below what is to do."""
_GAP = 8


class FolderDelegate(QStyledItemDelegate):
    """Draws a mailbox with its icon, its folders indented, and what is to do apart from them."""

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, theme.px(ROW) + (UNDER if _is_todo(index) else 0))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        painter.save()
        c, box = theme.colours(), QRect(option.rect)
        painter.fillRect(box, QColor(c.window))
        box.setHeight(theme.px(ROW))
        if _is_todo(index):
            line = QRect(box.left() + EDGE, box.bottom() + UNDER // 2, box.width() - 2 * EDGE, 1)
            painter.fillRect(line, QColor(c.line))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ring = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if chosen or hovered:
            draw_ground(painter, box, chosen=chosen, hovered=hovered, ring=ring)
        ink, top = c.accent if chosen else c.text, not index.parent().isValid()
        room = box.adjusted(EDGE, 0, -EDGE, 0)
        if top:
            side = theme.px(ICON)
            place = QRect(room.left(), box.center().y() - side // 2 + 1, side, side)
            theme.draw_icon(painter, icon_of(index.data(CHOICE_ROLE)), place, ink)
            room.setLeft(place.right() + 1 + _GAP)
        else:
            room.setLeft(room.left() + INDENT)
        room.setRight(_draw_count(painter, room, index) - _GAP)
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        draw_text(painter, room, words, Lettering(ink, strong=top or chosen))
        painter.restore()


def icon_of(choice: FolderChoice) -> str:
    """Return the name of a folder's icon."""
    match choice.folder:
        case None:
            return "drafts"
        case Folder.ACTION:
            return "step-done"
        case Folder.ALL:
            return "mailbox" if choice.mailbox else "all"
        case folder:
            return folder.value


def _draw_count(painter: QPainter, room: QRect, index: QModelIndex | QPersistentModelIndex) -> int:
    """Draw the number at the right, and return where it begins."""
    count, c = str(index.data(COUNT_ROLE) or ""), theme.colours()
    if not count:
        return room.right()
    if _is_todo(index):
        return draw_badge(painter, room.right() + 1, room.center().y() + 1, count)
    draw_text(painter, room, count, Lettering(c.text, theme.SMALL, strong=True), RIGHT)
    return room.right() - text_width(count, theme.SMALL)


def _is_todo(index: QModelIndex | QPersistentModelIndex) -> bool:
    choice: FolderChoice = index.data(CHOICE_ROLE)
    return choice.folder is Folder.ACTION
