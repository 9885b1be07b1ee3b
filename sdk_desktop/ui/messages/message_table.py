"""The table of a message list: how one moves in it, and what is chosen there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from sdk_desktop.domain.mailbox import A_PAGE
from sdk_desktop.ui.messages.day_rows import DayRows
from sdk_desktop.ui.messages.list_rows import Stretch
from sdk_desktop.ui.messages.message_list_model import ROW_ROLE, MessageListModel
from sdk_desktop.ui.messages.row_delegate import RowDelegate
from sdk_desktop.ui.messages.row_text import ListRow
from sdk_desktop.ui.parts.accessibility import RowsTold

STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
"""By how many messages a key moves."""
STEPS_ANYWHERE = {"Alt+Down": 1, "Alt+Up": -1}
"""The same for keys that move also while somebody types."""
MOST_SELECTED = 1_000
"""More messages are not selected at once: each is looked up before anything is done with it."""


class MessageTable(DayRows):
    """Moves with arrows, J and K; `opened` by Enter, and `clicked` by the mouse.

    `sortWanted` is emitted to show the rows in the next order.
    """

    opened = Signal()
    sortWanted = Signal()

    def __init__(self, rows: MessageListModel, parent: QWidget) -> None:
        super().__init__(rows, parent)
        self.setProperty("role", "rows")
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
        RowsTold(self)
        self.doubleClicked.connect(self._open)
        self._selected: tuple[int, ...] | None = None
        for moved in (rows.rowsInserted, rows.rowsRemoved, rows.modelReset):
            moved.connect(self._reckon_anew)
        self.selectionModel().selectionChanged.connect(self._reckon_anew)
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
    def selected_places(self) -> tuple[int, ...]:
        """The places of the selected lines, from the top; reckoned once for each change."""
        if self._selected is None:
            self._selected = tuple(sorted(set(_places_in(self.selectionModel().selection()))))
        return self._selected

    @property
    def stretches_in_use(self) -> tuple[Stretch, ...]:
        """The lines that are seen or selected; at the top of the list also what is new there."""
        first = max(self.rowAt(0), 0)
        lowest = self.rowAt(self.viewport().height() - 1)
        last = lowest if lowest >= 0 else min(first + A_PAGE, self._rows.rowCount()) - 1
        used = {*range(first, last + 1), *self.selected_places, self.currentIndex().row()} - {-1}
        stretches: list[Stretch] = []
        for place in sorted(used) or [0]:
            if stretches and place < stretches[-1].first + stretches[-1].count:
                continue
            row = self._rows.row(place) if place or self.verticalScrollBar().value() else None
            stretches.append(
                Stretch(place, A_PAGE, row.key if row and isinstance(row.key, int) else None)
            )
        return tuple(stretches)

    def choose(self, place: int) -> None:
        """Choose a line and bring it into view."""
        index = self.model().index(place, 0)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollTo(index)

    def choose_key(self, key: int | str) -> None:
        """Choose the line with a key; where there is none, no line, and the place stays."""
        place = self._rows.place_of(key)
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
        place = self._rows.place_of(row)
        if place is None or place + count not in range(self._rows.rowCount()):
            return False
        self._rows.wanted.emit(place + count)
        return True

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

    @Slot(QModelIndex)
    def _open(self, _index: QModelIndex) -> None:
        self.opened.emit()

    @Slot()
    def _reckon_anew(self) -> None:
        self._selected = None

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


def _places_in(selection: QItemSelection) -> Iterator[int]:
    for number in range(selection.count()):
        part = selection.at(number)
        yield from range(part.top(), part.bottom() + 1)


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Return the first and the last of each run of places that follow each other."""
    ends = [n for n in range(1, len(places)) if places[n] != places[n - 1] + 1]
    for begin, end in pairwise([0, *ends, len(places)]):
        yield places[begin], places[end - 1]
