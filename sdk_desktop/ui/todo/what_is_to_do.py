"""What needs somebody, in the order of how soon, and how much was done today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from sdk_desktop.domain.clock import local, system_clock
from sdk_desktop.domain.errand import Reason
from sdk_desktop.domain.mailbox import Counts, Headline, Upcoming
from sdk_desktop.ui.words import mark, tr
from sdk_desktop.ui.words.plain_text import one_line

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace

MOST = 200
"""Messages that are found at once; the rest comes when some are done."""


class Urgency(StrEnum):
    """When something must be done; its value heads the part of the list."""

    NOW = mark("Now")
    TODAY = mark("Today")
    COMING = mark("In the coming days")


@dataclass(frozen=True, slots=True)
class WhatIsToDo:
    """Messages that need somebody, the most urgent first, and how many there are in all.

    `done` counts those that the person has seen to today. Where nothing is left, `next_box` has the
    counters of the first mailbox with something new, None where nothing is; `upcoming` is what will
    need somebody next.
    """

    headlines: tuple[Headline, ...] = ()
    total: int = 0
    done: int = 0
    next_box: Counts | None = None
    upcoming: Upcoming | None = None

    def words(self, now: datetime) -> str:
        """Return in one line how much is left, late and done; "" where there is nothing to say."""
        late = sum(one.errand.is_overdue(now) for one in self.headlines)
        said = " · ".join((
            *([tr("%n to see to", n=self.total)] if self.total else ()),
            *([tr("%n overdue", n=late)] if late else ()),
            *([tr("you have done %n today", n=self.done)] if self.done else ()),
        ))  # fmt: skip
        return f"{said[:1].upper()}{said[1:]}"


def urgency_of(headline: Headline, now: datetime) -> Urgency:
    """Return when a message must be seen to."""
    errand = headline.errand
    if errand.reason is Reason.LATE or errand.reason is Reason.REMINDER:
        return Urgency.TODAY
    if errand.is_overdue(now) or errand.due is None:
        return Urgency.NOW
    last = local(errand.due - timedelta(seconds=1)).date()
    return Urgency.TODAY if last <= local(now).date() else Urgency.COMING


def onward_words(box: Counts, workspace: Workspace) -> str:
    """Return on a button that something new has come to a mailbox, and how much."""
    names = {one.address: one.name for one in workspace.mailboxes}
    name, text = one_line(names[box.address]), tr("Go to what is new: {mailbox} · {count}")
    return text.format(mailbox=name, count=box.new).replace("&", "&&")


def find_what_is_to_do(
    workspace: Workspace, mailbox: str = "", *, mine: bool = False
) -> WhatIsToDo:
    """Return what needs somebody, most urgent first; with `mine` what the person has taken."""
    by_row: dict[int, Headline] = {}  # what comes meanwhile moves the places of the others
    more: int | None = 0
    total = 0
    while more is not None and len(by_row) < MOST:
        page = workspace.inbox.to_do(mailbox, more, mine=mine, count=MOST)
        by_row.update((one.row, one) for one in page.headlines)
        total, more = page.total, page.more
    found, now, order = [*by_row.values()], system_clock(), list(Urgency)
    found.sort(key=lambda one: (order.index(urgency_of(one, now)), one.errand.due or one.time))
    boxes = () if found else workspace.inbox.counts()
    upcoming = None if found else workspace.inbox.upcoming(mailbox, mine=mine)
    served = {mailbox} if mailbox else {one.address for one in workspace.mailboxes}
    new = (one for one in boxes if one.new and one.address in served)
    done = workspace.handling.done_today(mailbox)
    return WhatIsToDo(tuple(found[:MOST]), total, done, next(new, None), upcoming)
