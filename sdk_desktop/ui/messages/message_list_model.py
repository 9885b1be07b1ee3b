"""The rows of a list, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from sdk_desktop.ui.messages.row_text import ListRow
from sdk_desktop.ui.words import tr

AnyIndex = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""The data role of a row's `ListRow`."""


class MessageListModel(QAbstractTableModel):
    """The rows of a message list, newest first; emits `wanted` when more are needed."""

    wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ListRow] = []
        self._more: int | None = None
        self.total = 0
        """How many there are in all, fetched or not."""

    @property
    def rows(self) -> Sequence[ListRow]:
        """The rows that are loaded."""
        return self._rows

    def replace(self, rows: Sequence[ListRow], more: int | None, total: int) -> None:
        """Replace the rows by the smallest change; rows that stay keep their selection."""
        wanted = {row.key: place for place, row in enumerate(rows)}
        kept = [wanted[key] for key in self._keys() if key in wanted]
        if kept and kept == sorted(kept):
            self._remove_all_but(wanted)
        else:
            self._empty()
        for place, row in enumerate(rows):
            self._set(place, row)
        self._more, self.total = more, total

    def append(self, rows: Sequence[ListRow], more: int | None, total: int) -> None:
        """Add the next page at the end."""
        known = set(self._keys())
        fresh = [row for row in rows if row.key not in known]
        if fresh:
            count = len(self._rows)
            self.beginInsertRows(_TOP, count, count + len(fresh) - 1)
            self._rows.extend(fresh)
            self.endInsertRows()
        self._more, self.total = more, total

    def rowCount(self, parent: AnyIndex = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _TOP) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return a row's title, its words for a screen reader, or its `ListRow`."""
        row = self._rows[index.row()]
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

    def canFetchMore(self, parent: AnyIndex) -> bool:
        return not parent.isValid() and self._more is not None

    def fetchMore(self, parent: AnyIndex) -> None:
        before, self._more = self._more, None
        if before is not None:
            self.wanted.emit(before)

    def _keys(self) -> list[int | str]:
        return [row.key for row in self._rows]

    def _empty(self) -> None:
        self.beginResetModel()
        self._rows.clear()
        self.endResetModel()

    def _remove_all_but(self, wanted: dict[int | str, int]) -> None:
        for place in range(len(self._rows) - 1, -1, -1):
            if self._rows[place].key not in wanted:
                self.beginRemoveRows(_TOP, place, place)
                del self._rows[place]
                self.endRemoveRows()

    def _set(self, place: int, row: ListRow) -> None:
        old = self._rows[place] if place < len(self._rows) else None
        if old is None or old.key != row.key:
            self.beginInsertRows(_TOP, place, place)
            self._rows.insert(place, row)
            self.endInsertRows()
        elif old != row:
            self._rows[place] = row
            self.dataChanged.emit(self.index(place, 0), self.index(place, 0))
