"""How a message stands: its state, why it needs somebody, and until when.

Everything that shows, counts, finds or exports that reads it from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.errand import WRITING_LASTS, Errand, ErrandState, Filing, Reason
from sdk_desktop.domain.mailbox import ListQuery
from sdk_desktop.store.messages.leaving import LEAVING
from sdk_desktop.store.schema.tables import (
    FILED,
    INCOMING,
    OPEN,
    Duty,
    TableRow,
    colleague,
    literal,
    message,
    reminder,
    unseen,
    writing,
)
from sdk_desktop.working_days import registration_due

_c = message.c


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks how messages stand, and when: as values, or as `PARAMETERS`."""

    me: Any
    now: Any
    writes_since: Any
    unanswered_before: Any
    unregistered_before: Any
    deadlines_before: Any


PARAMETERS = Asked(
    sa.bindparam("me", type_=sa.Text),
    *(
        sa.bindparam(name, type_=_c.received.type)
        for name in (
            *("now", "writes_since", "unanswered_before"),
            *("unregistered_before", "deadlines_before"),
        )
    ),
)
"""What a statement is made with that is made once; whoever runs it gives it `asked_values`."""


def asked(query: ListQuery) -> Asked:
    """Return who asks by a query, and when."""
    return Asked(**asked_values(query))


def asked_values(query: ListQuery) -> dict[str, object]:
    """Return the values that `PARAMETERS` leave open."""
    return {
        "me": query.me,
        "now": query.now,
        "writes_since": query.now - WRITING_LASTS,
        "unanswered_before": query.unanswered_before,
        "unregistered_before": query.unregistered_before,
        "deadlines_before": query.deadlines_before,
    }


def columns(asked: Asked | None) -> Sequence[sa.ColumnElement[Any]]:
    """Return the columns from which `errand` is read, for somebody or for nobody in particular."""
    writes = sa.and_(writing.c.message == _c.id, _fresh(asked))
    return (
        *(_unread_by(asked).label("unread_by"), state_of(asked).label("state")),
        *(_reason(asked).label("reason"), _c.answered, _c.answer_by, _c.filing),
        *(LEAVING.label("leaving"), name_of(_c.answerer).label("answerer_name")),
        sa.select(writing.c.who).where(writes).scalar_subquery().label("writer"),
        sa.select(writing.c.since).where(writes).scalar_subquery().label("writing_since"),
        sa.select(name_of(writing.c.who)).where(writes).scalar_subquery().label("writer_name"),
    )


def errand(row: TableRow) -> Errand:
    """Return how a message stands, from `columns`."""
    reason = Reason(row.reason) if row.reason else None
    return Errand(
        state=ErrandState(row.state) if row.state else None,
        reason=reason,
        due=_due(row, reason),
        writer=row.writer_name or "",
        writer_id=row.writer or "",
        writing_since=row.writing_since,
        answered=row.answered,
        answerer=row.answerer_name or "",
        filing=Filing(row.filing),
        leaving=row.leaving,
    )


def needs_somebody(asked: Asked) -> sa.ColumnElement[bool]:
    """Return the condition that a message with a duty needs somebody; equal to having a reason."""
    return sa.or_(*(condition for condition, _ in _pressing(asked)))


def new_for(asked: Asked, mailbox: str = "") -> sa.ColumnElement[bool]:
    """Return the condition that somebody has not seen a message of a mailbox, or of any.

    It walks only through what has not been seen; of a row at hand, `columns` know the same.
    """
    here = [unseen.c.mailbox == mailbox] if mailbox else []
    return _c.id.in_(sa.select(unseen.c.message).where(unseen.c.who == asked.me, *here))


def open_for(asked: Asked) -> sa.ColumnElement[bool]:
    """Return the condition that a message which somebody has taken still waits for them."""
    return sa.and_(OPEN, _c.handler == asked.me)


def state_of(asked: Asked | None) -> sa.ColumnElement[str]:
    """Return how far a message has come, "" for one that we sent."""
    writes = sa.exists().where(writing.c.message == _c.id, _fresh(asked))
    return sa.case(
        (sa.not_(INCOMING), ""),
        (writes, ErrandState.WRITING.value),
        (FILED, ErrandState.DONE.value),
        (_c.answered.is_not(None), ErrandState.ANSWERED.value),
        (_c.handler != "", ErrandState.TAKEN.value),
        else_=ErrandState.NEW.value,
    )


def name_of(who: sa.Column[str]) -> sa.ScalarSelect[str]:
    """Return what a colleague is called, by their id."""
    return sa.select(colleague.c.name).where(colleague.c.id == who).scalar_subquery()


def _due(row: TableRow, reason: Reason | None) -> datetime | None:
    if reason is Reason.UNREGISTERED:
        return registration_due(row.received)
    waits = reason in {Reason.UNANSWERED, None} and row.answered is None
    return row.answer_by if waits else None


def _unread_by(asked: Asked | None) -> sa.ColumnElement[bool]:
    """Return whether whoever asks has not seen a message; nobody has, where nobody asks."""
    if asked is None:
        return _c.unread
    return sa.exists().where(unseen.c.message == _c.id, unseen.c.who == asked.me)


def _fresh(asked: Asked | None) -> sa.ColumnElement[bool]:
    return sa.true() if asked is None else writing.c.seen > asked.writes_since


def _reason(asked: Asked | None) -> sa.ColumnElement[str]:
    if asked is None:
        return sa.literal("")
    cases = ((condition, reason) for condition, reasons in _pressing(asked) for reason in reasons)
    return sa.case(
        *((sa.and_(condition, when), reason.value) for condition, (when, reason) in cases),
        else_="",
    )


_Reasons = Sequence[tuple[sa.ColumnElement[bool], Reason]]


def _pressing(asked: Asked) -> Sequence[tuple[sa.ColumnElement[bool], _Reasons]]:
    """Return the conditions, most pressing first, with the reasons that one may stand for."""
    always = sa.true()
    reminded = sa.exists().where(
        reminder.c.message == _c.id, reminder.c.who == asked.me, reminder.c.time <= asked.now
    )
    return (
        (_c.duty == literal(Duty.NOW), _FAILURES),
        (
            sa.and_(_c.duty == literal(Duty.ANSWER), _c.received < asked.unanswered_before),
            ((always, Reason.LATE),),
        ),
        (
            sa.and_(_c.answer_by < asked.deadlines_before, _c.answered.is_(None)),
            ((always, Reason.UNANSWERED),),
        ),
        (
            sa.and_(_c.duty == literal(Duty.REGISTER), _c.received < asked.unregistered_before),
            ((always, Reason.UNREGISTERED),),
        ),
        (reminded, ((always, Reason.REMINDER),)),
    )


_FAILURES: _Reasons = (
    (_c.unreadable != "", Reason.UNREADABLE),
    (sa.or_(_c.rejected, _c.status == Status.REJECTED), Reason.REJECTED),
    (_c.status == Status.UNACKNOWLEDGED, Reason.UNACKNOWLEDGED),
    (sa.true(), Reason.FAILED),
)
