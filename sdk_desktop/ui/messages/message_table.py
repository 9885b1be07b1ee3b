"""The table of a message list: how one moves in it, and the days over its rows."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from sdk_desktop.ui.messages.message_list_model import ROW_ROLE, MessageListModel
from sdk_desktop.ui.messages.row_delegate import RowDelegate, day_height, row_height
from sdk_desktop.ui.messages.row_text import ListRow
from sdk_desktop.ui.parts.accessibility import RowsTold

STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
"""By how many messages a key moves."""
STEPS_ANYWHERE = {"Alt+Down": 1, "Alt+Up": -1}
"""The same for keys that move also while somebody types."""
_PRESSES = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
    }
)


class MessageTable(QTableView):
    """Moves with arrows, J and K; `opened` by Enter, and `clicked` by the mouse.

    `sortWanted` is emitted to show the rows in the next order.
    """

    opened = Signal()
    sortWanted = Signal()

    def __init__(self, rows: MessageListModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows
        self.setProperty("role", "rows")
        self.setModel(rows)
        self.setItemDelegate(RowDelegate(self))
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
        RowsTold(self)
        self.doubleClicked.connect(self._open)
        rows.rowsInserted.connect(self._fit_inserted)
        rows.rowsRemoved.connect(self._fit_removed)
        rows.dataChanged.connect(self._fit_changed)

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

    @property
    def rows_in_use(self) -> int:
        """How many lines there are from the top to the last one that is seen or selected."""
        lowest = self.rowAt(self.viewport().height() - 1)
        seen = lowest if lowest >= 0 else self._rows.rowCount() - 1
        selected = (index.row() for index in self.selectionModel().selectedIndexes())
        return max(seen, self.currentIndex().row(), *selected) + 1

    def choose(self, place: int) -> None:
        """Choose a line and bring it into view."""
        index = self.model().index(place, 0)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollTo(index)

    def choose_key(self, key: int | str) -> None:
        """Choose the line with a key; where there is none, no line, and the place stays."""
        place = next((n for n, row in enumerate(self._rows.rows) if row.key == key), None)
        if place is None:
            self.clearSelection()
        else:
            self.choose(place)

    def choose_none(self) -> None:
        """Choose nothing."""
        self.selectionModel().clear()

    def step(self, count: int) -> None:
        """Move some lines down, or up."""
        place = self.currentIndex().row() + count
        if 0 <= place < self.model().rowCount():
            self.choose(place)

    def want_more(self) -> None:
        """Fetch what lies further down, if not all has been fetched."""
        if self.model().canFetchMore(top := self.rootIndex()):
            self.model().fetchMore(top)

    def viewportEvent(self, event: QEvent) -> bool:
        """Take no press on the name of a day for one on the message under it."""
        if (
            isinstance(event, QMouseEvent)
            and event.type() in _PRESSES
            and self._is_on_day(event.position().toPoint())
        ):
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit()
        elif event.key() in STEPS and not event.modifiers():
            self.step(STEPS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_S and not event.modifiers():
            self.sortWanted.emit()
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
        height = row_height()
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self._fit_days(0, self._rows.rowCount() - 1)

    @Slot(QModelIndex, int, int)
    def _fit_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._fit_days(first, last + 1)

    @Slot(QModelIndex, int, int)
    def _fit_removed(self, _parent: QModelIndex, first: int, _last: int) -> None:
        self._fit_days(first, first)

    @Slot(QModelIndex, QModelIndex)
    def _fit_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self._fit_days(first.row(), last.row() + 1)

    def _fit_days(self, first: int, last: int) -> None:
        """Give the first row of each day room for the day over it."""
        header, height = self.verticalHeader(), row_height()
        for place in range(first, min(last, self._rows.rowCount() - 1) + 1):
            wanted = height + (day_height() if self._rows.begins_day(place) else 0)
            if header.sectionSize(place) != wanted:
                header.resizeSection(place, wanted)

    def _is_on_day(self, point: QPoint) -> bool:
        """Return whether a point is on the name of a day, which is no part of the row under it."""
        place = self.rowAt(point.y())
        if not self._rows.begins_day(place):
            return False
        return point.y() < self.rowViewportPosition(place) + day_height()
