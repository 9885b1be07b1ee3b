"""The table of a message list: how one moves in it, and the days over its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from sdk_desktop.domain.mailbox import A_PAGE
from sdk_desktop.ui.messages.list_rows import Span
from sdk_desktop.ui.messages.message_list_model import ROW_ROLE, MessageListModel
from sdk_desktop.ui.messages.row_delegate import RowDelegate, day_height, row_height
from sdk_desktop.ui.messages.row_text import ListRow
from sdk_desktop.ui.parts.accessibility import RowsTold

STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
"""By how many messages a key moves."""
STEPS_ANYWHERE = {"Alt+Down": 1, "Alt+Up": -1}
"""The same for keys that move also while somebody types."""
MOST_SELECTED = 1_000
"""More messages are not selected at once: each is looked up before anything is done with it."""
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
        self.selectionModel().selectionChanged.connect(self._select_less)

    @property
    def current_row(self) -> ListRow | None:
        """The chosen line."""
        index = self.currentIndex()
        row: ListRow | None = index.data(ROW_ROLE) if index.isValid() else None
        return row

    @property
    def selected_rows(self) -> tuple[ListRow, ...]:
        """The selected lines, from the top."""
        indexes = (self.model().index(place, 0) for place in self.selected_places)
        return tuple(row for index in indexes if (row := index.data(ROW_ROLE)) is not None)

    @property
    def selected_places(self) -> list[int]:
        """The places of the selected lines, from the top."""
        return sorted(set(_places_in(self.selectionModel().selection())))

    @property
    def spans_in_use(self) -> tuple[Span, ...]:
        """The lines that are seen or selected; at the top of the list also what is new there."""
        first = max(self.rowAt(0), 0)
        lowest = self.rowAt(self.viewport().height() - 1)
        last = lowest if lowest >= 0 else min(first + A_PAGE, self._rows.rowCount()) - 1
        used = {*range(first, last + 1), *self.selected_places, self.currentIndex().row()} - {-1}
        spans: list[Span] = []
        for place in sorted(used) or [0]:
            if spans and place < spans[-1].first + spans[-1].count:
                continue
            row = self._rows.row(place) if place or self.verticalScrollBar().value() else None
            spans.append(Span(place, A_PAGE, row.key if row and isinstance(row.key, int) else None))
        return tuple(spans)

    def keep_in_view(self, change: Callable[[], None]) -> None:
        """Change the rows, and let what is looked at stay where it is; at the top, what is new."""
        first, bar = self._rows.row(self.rowAt(0)), self.verticalScrollBar()
        offset = self.rowViewportPosition(self.rowAt(0))
        was_at_top = bar.value() == 0
        change()
        self.updateGeometries()
        for place in () if was_at_top or first is None else self._rows.places_of(first.key):
            bar.setValue(bar.value() + self.rowViewportPosition(place) - offset)

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

    def choose_no_longer(self, is_gone: Callable[[ListRow], bool]) -> None:
        """Let rows be selected no longer that are gone."""
        for place in self.selected_places:
            if (row := self._rows.row(place)) is not None and is_gone(row):
                gone = QItemSelectionModel.SelectionFlag.Deselect
                self.selectionModel().select(self._rows.index(place, 0), gone)

    def want_beside(self, row: int, count: int) -> bool:
        """Load what stands some lines from a message; return whether anything stands there."""
        beside = [place + count for place in self._rows.places_of(row)]
        for place in (one for one in beside if one in range(self._rows.rowCount())):
            self._rows.wanted.emit(place)
            return True
        return False

    def step(self, count: int) -> None:
        """Move some lines down, or up."""
        place = self.currentIndex().row() + count
        if 0 <= place < self.model().rowCount():
            self.choose(place)

    def selectAll(self) -> None:
        """Select all, or as many as may be selected at once."""
        last = min(self._rows.rowCount(), MOST_SELECTED) - 1
        every = QItemSelection(self._rows.index(0, 0), self._rows.index(last, 0))
        self.selectionModel().select(every, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def keyboardSearch(self, search: str) -> None:
        """Go to a line that begins so, where all lines are known."""
        if len(self._rows.rows) == self._rows.rowCount():
            super().keyboardSearch(search)

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

    @Slot()
    def _select_less(self) -> None:
        """Let no more lines be selected than may be, from the current one on."""
        places = self.selected_places
        if len(places) <= MOST_SELECTED:
            return
        at = self.currentIndex().row()
        left = sorted(places, key=lambda place: abs(place - at))[MOST_SELECTED:]
        beyond = QItemSelection()
        for first, last in _runs(sorted(left)):
            beyond.select(self._rows.index(first, 0), self._rows.index(last, 0))
        self.selectionModel().select(beyond, QItemSelectionModel.SelectionFlag.Deselect)

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
        for place in self._rows.loaded(range(first, last + 1)):
            wanted = height + (day_height() if self._rows.begins_day(place) else 0)
            if header.sectionSize(place) != wanted:
                header.resizeSection(place, wanted)

    def _is_on_day(self, point: QPoint) -> bool:
        """Return whether a point is on the name of a day, which is no part of the row under it."""
        place = self.rowAt(point.y())
        if not self._rows.begins_day(place):
            return False
        return point.y() < self.rowViewportPosition(place) + day_height()


def _places_in(selection: QItemSelection) -> Iterator[int]:
    for number in range(selection.count()):
        part = selection.at(number)
        yield from range(part.top(), part.bottom() + 1)


def _runs(places: list[int]) -> Iterator[tuple[int, int]]:
    """Return the first and the last of each run of places that follow each other."""
    ends = [n for n in range(1, len(places)) if places[n] != places[n - 1] + 1]
    for begin, end in pairwise([0, *ends, len(places)]):
        yield places[begin], places[end - 1]
