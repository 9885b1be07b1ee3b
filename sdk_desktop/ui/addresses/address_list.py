"""A list of functions of the address book, two lines each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from sdk_desktop.domain.address import AddressHit
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import announce_choice
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.plain_text import one_line

HIT = int(Qt.ItemDataRole.UserRole)
_MARGIN = 8
_Index = QModelIndex | QPersistentModelIndex


class AddressList(QListWidget):
    """Shows address hits; an item's `HIT` data is the hit."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setItemDelegate(_TwoLines(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)

    def show_hits(self, hits: Sequence[AddressHit]) -> None:
        """Show other hits, the first one chosen."""
        self.clear()
        for hit in hits:
            item = QListWidgetItem(self)
            item.setText(f"{function_title(hit)} · {organisation_title(hit)}. {second_line(hit)}")
            item.setData(HIT, hit)
        self.setCurrentRow(0)

    @property
    def chosen(self) -> AddressHit | None:
        """The hit that is chosen."""
        hit = self.currentIndex().data(HIT)
        return hit if isinstance(hit, AddressHit) else None

    def move_choice(self, steps: int) -> None:
        """Choose the next or the one before, never past the ends, and say which."""
        self.setCurrentRow(min(max(self.currentRow() + steps, 0), self.count() - 1))
        announce_choice(self)


def function_title(hit: AddressHit) -> str:
    """Return the function's name."""
    return one_line(hit.function.name or hit.function.identifier)


def organisation_title(hit: AddressHit) -> str:
    """Return the organisation's name, with its other name if it has one."""
    of = hit.function.organisation
    other = f" ({of.alternate_name})" if of.alternate_name else ""
    return one_line(f"{of.name or of.participant}{other}")


def second_line(hit: AddressHit) -> str:
    """Return the second line: whether it is gone, whether it is a favourite, its description."""
    parts = (
        tr("No longer in the address book") if hit.gone else "",
        tr("Favourite") if hit.favourite else "",
        one_line(hit.function.description, 300),
    )
    return " · ".join(part for part in parts if part)


class _TwoLines(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, 2 * option.fontMetrics.lineSpacing() + 2 * _MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        hit = index.data(HIT)
        if not isinstance(hit, AddressHit):
            return
        panel = QStyle.PrimitiveElement.PE_PanelItemViewItem
        option.widget.style().drawPrimitive(panel, option, painter, option.widget)
        painter.save()
        lines = option.rect.adjusted(_MARGIN + 4, _MARGIN, -_MARGIN, -_MARGIN)
        height = option.fontMetrics.lineSpacing()
        first = QRect(lines.left(), lines.top(), lines.width(), height)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        used = _draw(painter, first, function_title(hit), option.font, bold=True)
        first.setLeft(first.left() + used)
        _draw(painter, first, f"  ·  {organisation_title(hit)}", option.font)
        painter.setPen(QColor(theme.colours().warning if hit.gone else theme.colours().muted))
        _draw(painter, first.adjusted(-used, height, 0, height), second_line(hit), option.font)
        painter.restore()


def _draw(painter: QPainter, place: QRect, text: str, font: QFont, *, bold: bool = False) -> int:
    """Draw a text on one line, cut with … to the width of `place`; return the width drawn."""
    own = QFont(font)
    own.setBold(bold)
    painter.setFont(own)
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
    return metrics.horizontalAdvance(shown)
