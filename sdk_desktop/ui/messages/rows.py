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

LINE = int(Qt.ItemDataRole.UserRole)
"""The role that gives a row's `ListRow`."""


class Rows(QAbstractTableModel):
    """The lines of a message list, newest first; asks for more by `wanted` and never fetches."""

    wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[ListRow] = []
        self._more: int | None = None
        self.total = 0
        """How many there are in all, fetched or not."""

    @property
    def lines(self) -> Sequence[ListRow]:
        """What has been fetched."""
        return self._lines

    def replace(self, lines: Sequence[ListRow], more: int | None, total: int) -> None:
        """Show other lines by the smallest change: what stays is neither removed nor deselected."""
        wanted = {line.key: place for place, line in enumerate(lines)}
        kept = [wanted[key] for key in self._keys() if key in wanted]
        if kept and kept == sorted(kept):
            self._remove_all_but(wanted)
        else:
            self._empty()
        for place, line in enumerate(lines):
            self._set(place, line)
        self._more, self.total = more, total

    def append(self, lines: Sequence[ListRow], more: int | None, total: int) -> None:
        """Add the next page at the end."""
        known = set(self._keys())
        fresh = [line for line in lines if line.key not in known]
        if fresh:
            count = len(self._lines)
            self.beginInsertRows(_TOP, count, count + len(fresh) - 1)
            self._lines.extend(fresh)
            self.endInsertRows()
        self._more, self.total = more, total

    def place(self, key: int | str) -> int | None:
        """Return the place of a line, None when it is not among those fetched."""
        return next((i for i, line in enumerate(self._lines) if line.key == key), None)

    def rowCount(self, parent: AnyIndex = _TOP) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: AnyIndex = _TOP) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return what a row shows, says, or is."""
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.spoken
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return tr("{place} of {total}").format(place=index.row() + 1, total=self.total)
            case _ if role == LINE:
                return line
            case _:
                return None

    def canFetchMore(self, parent: AnyIndex) -> bool:
        return not parent.isValid() and self._more is not None

    def fetchMore(self, parent: AnyIndex) -> None:
        before, self._more = self._more, None
        if before is not None:
            self.wanted.emit(before)

    def _keys(self) -> list[int | str]:
        return [line.key for line in self._lines]

    def _empty(self) -> None:
        self.beginResetModel()
        self._lines.clear()
        self.endResetModel()

    def _remove_all_but(self, wanted: dict[int | str, int]) -> None:
        for place in range(len(self._lines) - 1, -1, -1):
            if self._lines[place].key not in wanted:
                self.beginRemoveRows(_TOP, place, place)
                del self._lines[place]
                self.endRemoveRows()

    def _set(self, place: int, line: ListRow) -> None:
        old = self._lines[place] if place < len(self._lines) else None
        if old is None or old.key != line.key:
            self.beginInsertRows(_TOP, place, place)
            self._lines.insert(place, line)
            self.endInsertRows()
        elif old != line:
            self._lines[place] = line
            self.dataChanged.emit(self.index(place, 0), self.index(place, 0))
