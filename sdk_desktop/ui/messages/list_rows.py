"""The rows of a message list, looked up on a worker: those that somebody looks at, by their places.

A folder may hold a quarter of a million messages. A place counts from 0 at the top of the list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sdk_desktop.domain.clock import system_clock
from sdk_desktop.domain.mailbox import A_PAGE, Order, Page
from sdk_desktop.ui.messages.folder_choice import FolderChoice
from sdk_desktop.ui.messages.row_text import ListRow, RowReader, draft_row, headline_row
from sdk_desktop.ui.words.plain_text import one_line
from sdk_desktop.usecases.searching.search_text import sought_words

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


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
class Stretch:
    """Places that are looked at, and the message that stood at the first of them, if any did."""

    first: int
    count: int = A_PAGE
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A message that stays in its place even when it has left the folder.

    An unread message does so when it is read.
    """

    row: int
    place: int = 0


@dataclass(frozen=True, slots=True)
class Fetched:
    """Rows by their places, how many places and messages there are, and if it was recorded.

    `kept` is the place of a message that is shown though it has left the folder.
    """

    rows: Mapping[int, ListRow]
    places: int
    total: int
    recorded: bool = False
    kept: int | None = None


def fetch(
    workspace: Workspace, query: Query, stretches: Sequence[Stretch], keep: Kept | None
) -> Fetched:
    """Look up what is looked at, where its messages stand by now."""
    if query.drafts:
        return _drafts(workspace, query)
    reader, fetched = _reader(workspace, query), Fetched({}, 0, 0)
    for stretch in stretches:
        first = stretch.first
        if stretch.row is not None and not query.text:
            first = _place(workspace, query, stretch.row, stretch.first)
        found = _at(workspace, query, range(first, first + stretch.count), reader)
        recorded = fetched.recorded or found.recorded
        fetched = replace(found, rows={**fetched.rows, **found.rows}, recorded=recorded)
    if keep is None or any(row.key == keep.row for row in fetched.rows.values()):
        return fetched
    return _with(workspace, query, fetched, keep, reader)


def fetch_places(
    workspace: Workspace, query: Query, places: range, kept: int | None = None
) -> Fetched:
    """Look up the rows at some places; `kept` is that of a message which has left the folder."""
    first, end = (
        place - (kept is not None and place > kept) for place in (places.start, places.stop)
    )
    fetched = _at(workspace, query, range(first, end), _reader(workspace, query))
    return fetched if kept is None else _past(fetched, kept)


def _at(workspace: Workspace, query: Query, places: range, reader: RowReader) -> Fetched:
    page = _page(workspace, query, places.start, len(places))
    rows = {
        place: headline_row(one, reader) for place, one in enumerate(page.headlines, places.start)
    }
    return Fetched(rows, _places(page, places.start), page.total, page.confidential)


def _places(page: Page, first: int) -> int:
    """Return how many places there are by a page: what is counted may not be all, or too much."""
    end = first + len(page.headlines)
    if page.more is not None:
        return max(page.total, end + 1)
    return end if page.headlines or not first else min(page.total, first)


def _past(fetched: Fetched, kept: int) -> Fetched:
    """Make room for a message that has left the folder."""
    rows = {place + (place >= kept): row for place, row in fetched.rows.items()}
    return replace(fetched, rows=rows, places=fetched.places + 1, kept=kept)


def _with(
    workspace: Workspace, query: Query, fetched: Fetched, keep: Kept, reader: RowReader
) -> Fetched:
    """Add a message that is kept where it stands, also when it has left the folder."""
    place = min(keep.place, fetched.places)
    if query.shown_order in {Order.NEWEST, Order.OLDEST} and not query.text:
        place = _place(workspace, query, keep.row, place)
        there = _at(workspace, query, range(place, place + 1), reader)
        if any(row.key == keep.row for row in there.rows.values()):
            return replace(fetched, rows={**fetched.rows, **there.rows})
    for headline in workspace.inbox.conversation(keep.row):
        if headline.row == keep.row:
            shown = _past(fetched, place)
            return replace(shown, rows={**shown.rows, place: headline_row(headline, reader)})
    return fetched


def _place(workspace: Workspace, query: Query, row: int, otherwise: int) -> int:
    choice = query.choice
    place = workspace.inbox.place(row, choice.mailbox, choice.messages, order=query.order)
    return otherwise if place is None else place


def _page(workspace: Workspace, query: Query, first: int, count: int) -> Page:
    if query.text:
        return workspace.inbox.search(query.text, first=first, count=count)
    choice = query.choice
    return workspace.inbox.page(
        choice.mailbox, choice.messages, first, order=query.order, count=count
    )


def _reader(workspace: Workspace, query: Query) -> RowReader:
    """Return who looks, and where several mailboxes are shown what they are called."""
    several = len(workspace.mailboxes) > 1 and not query.choice.mailbox
    boxes = {box.address: one_line(box.name) for box in workspace.mailboxes} if several else {}
    now = system_clock()
    by_day = query.shown_order in {Order.NEWEST, Order.OLDEST}
    return RowReader(now, workspace.who_id, boxes, sought_words(query.text, now), by_day)


def _drafts(workspace: Workspace, query: Query) -> Fetched:
    reader = _reader(workspace, query)
    drafts = workspace.drafts.all(query.choice.mailbox)
    rows = {place: draft_row(one, reader) for place, one in enumerate(drafts)}
    return Fetched(rows, len(rows), len(rows))
