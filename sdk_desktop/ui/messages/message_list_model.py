"""The rows of a message list: loaded a page at a time on a worker, held by a model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from sdk_desktop.domain.clock import system_clock
from sdk_desktop.domain.mailbox import Folder, Order, Page
from sdk_desktop.ui.messages.folder_choice import FolderChoice
from sdk_desktop.ui.messages.row_text import (
    ListRow,
    RowReader,
    covered_title,
    draft_row,
    headline_row,
)
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.plain_text import one_line
from sdk_desktop.usecases.searching.search_text import sought_words

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


AnyIndex = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""The data role of a row's `ListRow`."""


class MessageListModel(QAbstractTableModel):
    """The rows of a message list in their order; emits `wanted` when more are needed."""

    wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ListRow] = []
        self._more: int | None = None
        self._hidden = False
        self.total = 0
        """How many there are in all, fetched or not."""

    @property
    def rows(self) -> Sequence[ListRow]:
        """The rows that are loaded."""
        return self._rows

    def begins_day(self, place: int) -> bool:
        """Return whether a row is the first of its day in the list."""
        if not 0 <= place < len(self._rows):
            return False
        day = self._rows[place].day
        return day is not None and (place == 0 or self._rows[place - 1].day != day)

    def hide_titles(self, *, hidden: bool) -> None:
        """Let no row say its subject, or let each say it again."""
        self._hidden = hidden
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))

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
        gone = [row.key not in wanted for row in self._rows]
        for is_gone, group in groupby(range(len(gone) - 1, -1, -1), key=gone.__getitem__):
            places = [*group]
            if is_gone:
                self.beginRemoveRows(_TOP, places[-1], places[0])
                del self._rows[places[-1] : places[0] + 1]
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


@dataclass(frozen=True, slots=True)
class Query:
    """What a list shows: a search when there is `text`, otherwise a folder in an order."""

    choice: FolderChoice = field(default_factory=FolderChoice)
    text: str = ""
    order: Order = Order.NEWEST

    @property
    def drafts(self) -> bool:
        """Whether the rows are drafts."""
        return self.choice.folder is None and not self.text

    @property
    def shown_order(self) -> Order:
        """The order of the rows: drafts and what is found come newest first."""
        return Order.NEWEST if self.text or self.drafts else self.order


@dataclass(frozen=True, slots=True)
class Fetched:
    """Rows, where the next page begins, how many there are in all, and if it was recorded."""

    rows: tuple[ListRow, ...]
    more: int | None
    total: int
    recorded: bool = False


def fetch(
    workspace: Workspace, query: Query, count: int, keep: int | None, place: int = 0
) -> Fetched:
    """Load at least `count` rows if there are so many.

    The message `keep` stays in its `place` even when it has left the folder, as an unread message
    does when it is read.
    """
    if query.drafts:
        return _drafts(workspace, query)
    fetched = fetch_page(workspace, query, None)
    while fetched.more is not None and len(fetched.rows) < count:
        following = fetch_page(workspace, query, fetched.more)
        fetched = replace(following, rows=(*fetched.rows, *following.rows))
    if keep is None or any(row.key == keep for row in fetched.rows):
        return fetched
    return _with(workspace, query, fetched, keep, place)


def fetch_page(workspace: Workspace, query: Query, before: int | None) -> Fetched:
    """Load one page of messages."""
    page = _page(workspace, query, before)
    reader = _reader(workspace, query)
    rows = tuple(headline_row(headline, reader) for headline in page.headlines)
    return Fetched(rows, page.more, page.total, page.confidential)


def _reader(workspace: Workspace, query: Query) -> RowReader:
    """Return who looks, and where several mailboxes are shown what they are called."""
    several = len(workspace.mailboxes) > 1 and not query.choice.mailbox
    boxes = {box.address: one_line(box.name) for box in workspace.mailboxes} if several else {}
    now = system_clock()
    by_day = query.shown_order in {Order.NEWEST, Order.OLDEST}
    return RowReader(now, workspace.who_id, boxes, sought_words(query.text, now), by_day)


def _page(workspace: Workspace, query: Query, before: int | None) -> Page:
    if query.text:
        return workspace.inbox.search(query.text, before=before)
    choice = query.choice
    folder = choice.folder or Folder.ALL
    return workspace.inbox.page(choice.mailbox, folder, before, order=query.order)


def _drafts(workspace: Workspace, query: Query) -> Fetched:
    reader = _reader(workspace, query)
    rows = tuple(draft_row(draft, reader) for draft in workspace.drafts.all(query.choice.mailbox))
    return Fetched(rows, None, len(rows))


def _with(workspace: Workspace, query: Query, fetched: Fetched, row: int, place: int) -> Fetched:
    reader = _reader(workspace, query)
    kept = [headline_row(h, reader) for h in workspace.inbox.conversation(row) if h.row == row]
    if query.shown_order is Order.NEWEST:
        place = sum(isinstance(one.key, int) and one.key > row for one in fetched.rows)
    rows = (*fetched.rows[:place], *kept, *fetched.rows[place:])
    return replace(fetched, rows=rows)
