"""How far a person has come: what they have seen to lately, and what comes up next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.errand import Reason
from sdk_desktop.domain.mailbox import Direction, ListQuery, Upcoming
from sdk_desktop.store.messages.lists import errand_columns, listing
from sdk_desktop.store.schema.columns import Moment
from sdk_desktop.store.schema.tables import (
    INCOMING,
    READABLE,
    TO_ANSWER,
    UNREADABLE,
    WITH_DUTY,
    audit,
    literal,
    message,
    reminder,
)

_c, _sent = message.c, message.alias("sent")
_SEEN_TO = (AuditKind.REGISTERED, AuditKind.FILED, AuditKind.SEEN_TO)
_NAME = sa.func.coalesce(sa.func.nullif(_c.message_id, ""), _c.service_id)
_DEADLINE = sa.literal_column(TO_ANSWER, Moment)
_INSTANT = timedelta(microseconds=1)
_LATEST = datetime.max.replace(tzinfo=UTC)


def count_done(connection: sa.Connection, query: ListQuery, since: datetime) -> int:
    """Count what the person who asks has registered, filed, ticked off, answered or sent again.

    It goes by what the audit trail has of them. What needs somebody again does not count.
    """
    sent = _of_person(query, since, AuditKind.SENT)
    done = sa.union(
        _of_person(query, since, *_SEEN_TO), _answered_by(sent), _sent_again_by(sent)
    ).subquery()
    needs = errand_columns.needs_somebody(errand_columns.asked(query))
    name = next(iter(done.c))
    pressing = sa.select(_NAME).where(_c.id.in_(_named(sa.select(name))), WITH_DUTY, needs)
    counted = sa.select(sa.func.count()).select_from(done).where(name.not_in(pressing))
    return connection.execute(counted).scalar_one()


def find_upcoming(
    connection: sa.Connection, query: ListQuery, *, mine: bool = False
) -> Upcoming | None:
    """Return the deadline or the reminder that comes first of those that have not come.

    Reminders are those of whoever asks; with `mine` deadlines are of what they have taken.
    """
    here = [_bare(_c.mailbox) == query.mailbox] if query.mailbox else []
    own = [_bare(_c.handler) == query.me] if mine else []
    due = sa.and_(_DEADLINE.between(query.now + _INSTANT, _LATEST), *here, *own)
    mine_to_come = sa.and_(reminder.c.who == query.me, reminder.c.time > query.now, *here)
    deadlines = sa.select(_DEADLINE, _c.id).where(due).order_by(_DEADLINE)
    reminders = sa.select(reminder.c.time, _c.id).where(mine_to_come).order_by(reminder.c.time)
    reminders = reminders.join_from(reminder, message, _c.id == reminder.c.message)
    found = [
        (time, reason, row)
        for reason, wanted in ((Reason.UNANSWERED, deadlines), (Reason.REMINDER, reminders))
        for time, row in connection.execute(wanted.limit(1))
    ]
    if not found:
        return None
    time, reason, row = min(found)
    return Upcoming(listing.headline(connection, row, query).shown_to(query), time, reason)


def _named(names: sa.Select[str]) -> sa.CompoundSelect[int]:
    """Return the rows of the messages of these names."""
    by_id = sa.select(_c.id).where(_c.message_id.in_(names))
    by_service = sa.select(_c.id).where(_c.service_id.in_(names))
    return sa.union_all(by_id.where(READABLE), by_id.where(UNREADABLE), by_service)


def _of_person(query: ListQuery, since: datetime, *kinds: AuditKind) -> sa.Select[str]:
    """Return the names of the messages on which a person has such events."""
    here = [_bare(audit.c.mailbox) == query.mailbox] if query.mailbox else []
    own = audit.c.time >= since, audit.c.who_id == query.me, _bare(audit.c.kind).in_(kinds)
    return sa.select(audit.c.message_id).where(*own, _bare(audit.c.message_id) != "", *here)


def _bare(column: sa.Column[str]) -> sa.ColumnElement[str]:
    """Return a column by which the engine does not look: few events are as new as is asked for."""
    return column.concat("")


def _answered_by(names: sa.Select[str]) -> sa.Select[str]:
    """Return the names of the messages that are answered by what was sent."""
    answers = sa.and_(
        _c.message_id == _sent.c.ref_to_message_id,
        *(INCOMING, READABLE),
        _bare(_c.mailbox) == _sent.c.mailbox,
    )
    answered = sa.select(_c.message_id).join_from(_sent, message, answers)
    return answered.where(*_is_among(names), _c.answered.is_not(None))


def _sent_again_by(names: sa.Select[str]) -> sa.Select[str]:
    """Return the names of what had failed right before something was sent in its conversation."""
    earlier = message.alias("earlier").c
    before = sa.select(sa.func.max(earlier.id)).where(
        earlier.conversation_id == _sent.c.conversation_id,
        _bare(earlier.mailbox) == _sent.c.mailbox,
        _bare(earlier.direction) == Direction.OUT,
        earlier.id < _sent.c.id,
    )
    last = sa.select(_c.message_id).join_from(
        _sent, message, _c.id == before.correlate(_sent).scalar_subquery()
    )
    failed = _c.status.in_([one.value for one in Status if one.failed])
    return last.where(*_is_among(names), failed, _c.ticked == "")


def _is_among(names: sa.Select[str]) -> tuple[sa.ColumnElement[bool], ...]:
    ours = _sent.c.direction == literal("out"), _sent.c.unreadable == literal("")
    return _sent.c.message_id.in_(names), *ours
