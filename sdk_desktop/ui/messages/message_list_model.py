"""The rows of a message list as Qt asks for them: every place, and what is loaded there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from sdk_desktop.ui.messages.row_text import ListRow, covered_title
from sdk_desktop.ui.words import tr

AnyIndex = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_NONE: Mapping[int, ListRow] = {}

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""The data role of a row's `ListRow`, None while it is not loaded."""
MOST_LOADED = 2_000
"""More rows than these are not kept; what is far away is loaded again when somebody looks."""


class MessageListModel(QAbstractTableModel):
    """The rows of a message list in their order; `wanted` carries a place that is not loaded."""

    wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[int, ListRow] = {}
        self._places = 0
        self._hidden = False
        self.total = 0
        """How many there are in all, fetched or not."""

    @property
    def rows(self) -> Sequence[ListRow]:
        """The rows that are loaded, from the top."""
        return [self._rows[place] for place in sorted(self._rows)]

    def rows_and_gaps(self) -> Iterator[ListRow | None]:
        """Return the rows that are loaded, and None where others stand between two of them."""
        before = -1
        for place in sorted(self._rows):
            if place != before + 1:
                yield None
            yield self._rows[place]
            before = place

    def row(self, place: int) -> ListRow | None:
        """Return the row at a place, None where it is not loaded."""
        return self._rows.get(place)

    def place_of(self, key: int | str | None) -> int | None:
        """Return the place of a row, None where it is not loaded."""
        return next((place for place, row in self._rows.items() if row.key == key), None)

    def loaded(self, places: range) -> Sequence[int]:
        """Return which of some places are loaded, from the top."""
        return _known(self._rows, places)

    def begins_day(self, place: int) -> bool:
        """Return whether a row is the first of its day in the list."""
        row, before = self._rows.get(place), self._rows.get(place - 1)
        if row is None or row.day is None:
            return False
        return place == 0 or (before is not None and before.day != row.day)

    def hide_titles(self, *, hidden: bool) -> None:
        """Let no row say its subject, or let each say it again."""
        self._hidden = hidden
        if self._places:
            self.dataChanged.emit(self.index(0, 0), self.index(self._places - 1, 0))

    def replace(self, rows: Mapping[int, ListRow], places: int, total: int) -> None:
        """Replace the rows by the smallest change; rows that stay keep their selection.

        Places that have no row are loaded when somebody looks.
        """
        self.total = total
        now = {row.key: place for place, row in rows.items()}
        stays = [
            (place, now[row.key]) for place, row in sorted(self._rows.items()) if row.key in now
        ]
        if [new for _, new in stays] != sorted(new for _, new in stays):
            stays = []
            self._resize(0, self._places, 0)
        ends = [(-1, -1), *stays, (self._places, places)]
        for (above, new_above), (below, new_below) in reversed([*pairwise(ends)]):
            fresh = _known(rows, range(new_above + 1, new_below))
            put = {place - new_above + above: rows[place] for place in fresh}
            self._resize(above + 1, below - above - 1, new_below - new_above - 1, put)
        was = {new for _, new in stays if self._rows[new] == rows[new]}
        self._rows = dict(rows)
        self._tell(place for place in rows if place not in was)

    def add(self, rows: Mapping[int, ListRow], places: int, keep: Collection[int] = ()) -> None:
        """Add what was missing; rows far from it go, but for those at the places to `keep`."""
        if places != self._places:
            last = max(min(places, self._places), 0)
            self._resize(last, self._places - last, places - last)
        put = {place: row for place, row in rows.items() if place < places}
        changed = [place for place, row in put.items() if self._rows.get(place) != row]
        self._rows.update(put)
        self._tell(changed)
        if rows and len(self._rows) > MOST_LOADED:
            middle = next(iter(rows))
            by_distance = sorted(self._rows, key=lambda place: abs(place - middle))
            for place in by_distance[MOST_LOADED:]:
                if place not in keep:
                    del self._rows[place]

    def rowCount(self, parent: AnyIndex = _TOP) -> int:
        return 0 if parent.isValid() else self._places

    def columnCount(self, parent: AnyIndex = _TOP) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return a row's title, its words for a screen reader, or its `ListRow`."""
        row = self._rows.get(index.row())
        if row is None:
            self.wanted.emit(index.row())
            is_spoken = role == Qt.ItemDataRole.AccessibleTextRole
            return tr("Loading …") if is_spoken else None
        if self._hidden:
            row = replace(row, title=covered_title(), hidden=True)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return tr("{place} of {total}").format(place=index.row() + 1, total=self.total)
            case _ if role == ROW_ROLE:
                return row
            case _:
                return None

    def _resize(
        self, first: int, count: int, wanted: int, rows: Mapping[int, ListRow] = _NONE
    ) -> None:
        """Let there be another number of places between two rows that stay, and rows at these.

        What is between them and loaded goes, with what was selected there. Whoever looks when
        places have come or gone finds the rows that belong there.
        """
        is_loaded = bool(self.loaded(range(first, first + count)))
        gone = count if is_loaded else max(count - wanted, 0)
        fresh = wanted - count + gone
        if gone:
            self.beginRemoveRows(_TOP, first, first + gone - 1)
            self._move(first, -gone)
            self._rows.update({} if fresh else rows)
            self.endRemoveRows()
        if fresh:
            self.beginInsertRows(_TOP, first, first + fresh - 1)
            self._move(first, fresh)
            self._rows.update(rows)
            self.endInsertRows()
        if not (gone or fresh):
            self._rows.update(rows)

    def _move(self, first: int, by: int) -> None:
        """Move what is from a place on; what would come to stand above that place goes."""
        kept = {place: row for place, row in self._rows.items() if place < first}
        moved = {p + by: row for p, row in self._rows.items() if p >= first and p + by >= first}
        self._rows = kept | moved
        self._places += by

    def _tell(self, places: Iterable[int]) -> None:
        """Tell that other rows than before stand at some places."""
        for place in places:
            self.dataChanged.emit(self.index(place, 0), self.index(place, 0))


def _known(rows: Mapping[int, ListRow], places: range) -> Sequence[int]:
    """Return at which of some places there are rows, from the top."""
    if len(places) <= len(rows):
        return [place for place in places if place in rows]
    return sorted(place for place in rows if place in places)
