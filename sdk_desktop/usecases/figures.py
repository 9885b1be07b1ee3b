"""Figures per mailbox and month, for whoever plans the work; without content."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import product
from pathlib import Path
from statistics import median

from sdk_desktop.domain.clock import local, midnight
from sdk_desktop.domain.delivery import RejectionCause
from sdk_desktop.domain.dossier.figures import HandledMessage, MonthFigures
from sdk_desktop.domain.roles import Role
from sdk_desktop.store.store import Store
from sdk_desktop.usecases.actor import Actor
from sdk_desktop.usecases.files.csv_export import new_table

FIGURE_COLUMNS = (
    "mailbox", "month", "received", "sent", "hours_to_answer", "hours_to_keep", "late",
    *(f"rejected_{cause.value}" for cause in RejectionCause),
)  # fmt: skip
_HOUR = timedelta(hours=1)


class Figures:
    """Reckons the figures of the mailboxes from what the store has of them."""

    def __init__(self, store: Store, actor: Actor) -> None:
        """Work on a store as a person."""
        self._store = store
        self._actor = actor

    def of_months(self, first: date, last: date) -> tuple[MonthFigures, ...]:
        """Return every month from one to another, both by any day in them, of each mailbox.

        Mailboxes where nothing came or went in all that time are left out, and those where the
        person is no registrar.
        """
        self._actor.require_anywhere(Role.REGISTRAR)
        since, until = midnight(first.replace(day=1)), midnight(_next(last))
        now = self._actor.clock()
        tallies: dict[tuple[str, date], _Tally] = defaultdict(_Tally)
        with self._store.read() as stored:
            for one in stored.figures.handled(since, until):
                tallies[one.mailbox, _month(one.time)].add(one, now)
            rejected = Counter(
                (mailbox, _month(time), cause)
                for mailbox, time, cause in stored.figures.rejected(since, until)
            )
        own = self._actor.permissions().own
        mailboxes = sorted(own.where(Role.REGISTRAR, {mailbox for mailbox, _ in tallies}))
        return tuple(
            tallies[key].figures(*key, {cause: rejected[*key, cause] for cause in RejectionCause})
            for key in product(mailboxes, _months(first, last))
        )

    def export(self, path: Path, first: date, last: date) -> int:
        """Write the figures as CSV (UTF-8, semicolons), and return how many rows there are."""
        rows = map(_cells, self.of_months(first, last))
        with new_table(path, FIGURE_COLUMNS, rows) as count:
            return count


class _Tally:
    """Counts what came and went in a month: of a year of a large mailbox, no list is kept."""

    def __init__(self) -> None:
        self._received = self._sent = self._late = 0
        self._to_answer, self._to_keep = array("d"), array("d")

    def add(self, one: HandledMessage, now: datetime) -> None:
        """Count one more."""
        if not one.incoming:
            self._sent += 1
            return
        self._received += 1
        self._late += one.is_late(now)
        if one.answered:
            self._to_answer.append((one.answered - one.time).total_seconds())
        if one.kept:
            self._to_keep.append((one.kept - one.time).total_seconds())

    def figures(
        self, mailbox: str, month: date, rejected: Mapping[RejectionCause, int]
    ) -> MonthFigures:
        """Return what was counted."""
        return MonthFigures(
            mailbox=mailbox,
            month=month,
            received=self._received,
            sent=self._sent,
            to_answer=_median(self._to_answer),
            to_keep=_median(self._to_keep),
            late=self._late,
            rejected=rejected,
        )


def _cells(one: MonthFigures) -> tuple[str, ...]:
    counts = (str(one.received), str(one.sent))
    hours = (_hours(one.to_answer), _hours(one.to_keep))
    causes = (str(one.rejected[cause]) for cause in RejectionCause)
    return one.mailbox, f"{one.month:%Y-%m}", *counts, *hours, str(one.late), *causes


def _median(seconds: Sequence[float]) -> timedelta | None:
    return timedelta(seconds=median(seconds)) if seconds else None


def _hours(time: timedelta | None) -> str:
    return "" if time is None else f"{time / _HOUR:.1f}"


def _month(moment: datetime) -> date:
    return local(moment).date().replace(day=1)


def _months(first: date, last: date) -> Iterator[date]:
    """Yield the first day of each month from one to another."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = _next(month)


def _next(day: date) -> date:
    """Return the first day of the month after."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
