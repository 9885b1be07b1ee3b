"""The table of a message list: one column, equal heights, keys J and K."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from sdk_desktop.ui.messages.message_list_model import ROW_ROLE, MessageListModel
from sdk_desktop.ui.messages.row_delegate import RowDelegate
from sdk_desktop.ui.messages.row_text import ListRow

_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}


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
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
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
