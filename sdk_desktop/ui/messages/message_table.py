"""The table of a message list: how its rows are drawn, and how one moves in it."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from sdk_desktop.ui.messages.message_list_model import ROW_ROLE, MessageListModel
from sdk_desktop.ui.messages.row_text import ListRow
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.words import tr

_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
MARGIN = 10
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class MessageTable(QTableView):
    """Moves with arrows, J and K; `opened` by Enter, and `clicked` by the mouse."""

    opened = Signal()

    def __init__(self, rows: MessageListModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._delegate = RowDelegate(self)
        self.setModel(rows)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self._fit_rows()
        self.doubleClicked.connect(self._open)

    @property
    def current_row(self) -> ListRow | None:
        """The chosen line."""
        index = self.currentIndex()
        row: ListRow | None = index.data(ROW_ROLE) if index.isValid() else None
        return row

    @property
    def selected_rows(self) -> tuple[ListRow, ...]:
        """The selected lines, from the top."""
        indexes = sorted(self.selectionModel().selectedIndexes(), key=QModelIndex.row)
        return tuple(index.data(ROW_ROLE) for index in indexes)

    def choose(self, place: int) -> None:
        """Choose a line and bring it into view."""
        index = self.model().index(place, 0)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollTo(index)

    def choose_none(self) -> None:
        """Choose nothing."""
        self.selectionModel().clear()

    def step(self, count: int) -> None:
        """Move some lines down, or up."""
        place = self.currentIndex().row() + count
        if 0 <= place < self.model().rowCount():
            self.choose(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit()
        elif event.key() in _STEPS and not event.modifiers():
            self.step(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show as chosen what Qt makes the current line."""
        super().focusInEvent(event)
        index = self.currentIndex()
        by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        if index.isValid() and not by_mouse and not self.selectionModel().isSelected(index):
            self.choose(index.row())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit_rows()

    @Slot(QModelIndex)
    def _open(self, _index: QModelIndex) -> None:
        self.opened.emit()

    def _fit_rows(self) -> None:
        height = self._delegate.height(self.font())
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)


class RowDelegate(QStyledItemDelegate):
    """Draws every row with the same height: three lines of text."""

    def height(self, font: QFont) -> int:
        """Return the height of a row for a font."""
        return 3 * _line_height(font) + 2 * MARGIN

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, self.height(option.font))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        painter.save()
        _ground(painter, option)
        box = option.rect.adjusted(_gutter(option.font), MARGIN, -MARGIN, -MARGIN)
        height = _line_height(option.font)
        top = QRect(box.left(), box.top(), box.width(), height)
        row: ListRow = index.data(ROW_ROLE)
        _subject(painter, top, option.font, row)
        _who(painter, top.translated(0, height), option.font, row)
        _words(painter, top.translated(0, 2 * height), option.font, row)
        painter.restore()


def _line_height(font: QFont) -> int:
    return round(QFontMetrics(font).height() * 1.25)


def _gutter(font: QFont) -> int:
    """Return the room at the left for the unread mark."""
    return 8 + QFontMetrics(font).height()


def _ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    colours = theme.colours()
    rect = option.rect
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    ground = colours.soft if selected else colours.hover if hovered else colours.base
    painter.fillRect(rect, QColor(ground))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.line))
    if selected:
        painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), QColor(colours.accent))


def _subject(painter: QPainter, box: QRect, font: QFont, row: ListRow) -> None:
    colours = theme.colours()
    painter.setFont(font)
    painter.setPen(QColor(colours.muted))
    painter.drawText(box, _RIGHT, row.time)
    room = box.adjusted(0, 0, -QFontMetrics(font).horizontalAdvance(row.time) - MARGIN, 0)
    _mark(painter, box, font, row)
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold if row.unread else QFont.Weight.Normal)
    _text(painter, room, bold, colours.text, row.title)


def _mark(painter: QPainter, box: QRect, font: QFont, row: ListRow) -> None:
    """Draw a dot before what is unread, an arrow before what we sent."""
    side = QFontMetrics(font).height()
    room = QRect(box.left() - side - 2, box.center().y() - side // 2, side, side)
    if row.unread:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colours().accent))
        inset = side // 4
        painter.drawEllipse(room.adjusted(inset, inset, -inset, -inset))
    elif row.outgoing:
        theme.icon("sent").paint(painter, room.adjusted(1, 1, -1, -1))


def _who(painter: QPainter, box: QRect, font: QFont, row: ListRow) -> None:
    room = QRect(box)
    if row.attachments:
        count, side = str(row.attachments), QFontMetrics(font).height()
        painter.setFont(font)
        painter.setPen(QColor(theme.colours().muted))
        painter.drawText(box, _RIGHT, count)
        left = box.right() - QFontMetrics(font).horizontalAdvance(count) - side - 2
        clip = QRect(left, box.center().y() - side // 2, side, side)
        theme.icon("attachment").paint(painter, clip)
        room.setRight(left - MARGIN)
    _text(painter, room, font, theme.colours().muted, row.who)


def _words(painter: QPainter, box: QRect, font: QFont, row: ListRow) -> None:
    colours = theme.colours()
    left = QRect(box)
    if row.confidential:
        left.setLeft(left.left() + _badge(painter, left, font, tr("CONFIDENTIAL")) + MARGIN)
    text = " · ".join(note.text for note in row.notes)
    tone = row.notes[0].tone if row.notes else "muted"
    _text(painter, left, font, getattr(colours, tone), text)


def _badge(painter: QPainter, box: QRect, font: QFont, text: str) -> int:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.85)
    small.setWeight(QFont.Weight.DemiBold)
    width = QFontMetrics(small).horizontalAdvance(text) + 12
    frame = box.adjusted(0, 2, 0, -2)
    frame.setWidth(width)
    painter.setFont(small)
    painter.setPen(QColor(theme.colours().danger))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(frame, 3, 3)
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, text)
    return width


def _text(painter: QPainter, box: QRect, font: QFont, colour: str, text: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, _LEFT, shown)
