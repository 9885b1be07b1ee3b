"""Loads the rows of a message list; runs on a worker thread, so it uses no widgets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sdk_desktop.domain.clock import system_clock
from sdk_desktop.domain.mailbox import Folder, Page
from sdk_desktop.ui.messages.folder_choice import FolderChoice
from sdk_desktop.ui.messages.row_text import ListRow, draft_row, headline_row

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Query:
    """What a list shows: a search when there is `text`, otherwise a folder."""

    choice: FolderChoice = field(default_factory=FolderChoice)
    text: str = ""

    @property
    def drafts(self) -> bool:
        """Whether the rows are drafts."""
        return self.choice.folder is None and not self.text


@dataclass(frozen=True, slots=True)
class Fetched:
    """Rows, where the next page begins, and how many there are in all."""

    rows: tuple[ListRow, ...]
    more: int | None
    total: int


def fetch(workspace: Workspace, query: Query, count: int, keep: int | None) -> Fetched:
    """Load at least `count` rows if there are so many.

    The message `keep` stays in its place even when it has left the folder, as an unread message
    does when it is read.
    """
    if query.drafts:
        return _drafts(workspace, query)
    fetched = fetch_page(workspace, query, None)
    while fetched.more is not None and len(fetched.rows) < count:
        following = fetch_page(workspace, query, fetched.more)
        fetched = Fetched((*fetched.rows, *following.rows), following.more, following.total)
    if keep is None or any(row.key == keep for row in fetched.rows):
        return fetched
    return _with(workspace, fetched, keep)


def fetch_page(workspace: Workspace, query: Query, before: int | None) -> Fetched:
    """Load one page of messages."""
    page = _page(workspace, query, before)
    now = system_clock()
    rows = tuple(headline_row(headline, now) for headline in page.headlines)
    return Fetched(rows, page.more, page.total)


def _page(workspace: Workspace, query: Query, before: int | None) -> Page:
    if query.text:
        return workspace.inbox.search(query.text, before=before)
    return workspace.inbox.page(query.choice.mailbox, query.choice.folder or Folder.ALL, before)


def _drafts(workspace: Workspace, query: Query) -> Fetched:
    now = system_clock()
    rows = tuple(draft_row(draft, now) for draft in workspace.drafts.all(query.choice.mailbox))
    return Fetched(rows, None, len(rows))


def _with(workspace: Workspace, fetched: Fetched, row: int) -> Fetched:
    now = system_clock()
    kept = [headline_row(h, now) for h in workspace.inbox.conversation(row) if h.row == row]
    newer = tuple(one for one in fetched.rows if isinstance(one.key, int) and one.key > row)
    return Fetched((*newer, *kept, *fetched.rows[len(newer) :]), fetched.more, fetched.total)
