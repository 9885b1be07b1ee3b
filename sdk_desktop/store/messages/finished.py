"""How many messages a person has seen to lately: by what the audit trail has of them."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.mailbox import Direction, ListQuery
from sdk_desktop.store.messages import errands
from sdk_desktop.store.schema.tables import INCOMING, READABLE, WITH_DUTY, audit, literal, message

_c, _sent = message.c, message.alias("sent")
_SEEN_TO = (AuditKind.REGISTERED, AuditKind.FILED, AuditKind.SEEN_TO)
_NAME = sa.func.coalesce(sa.func.nullif(_c.message_id, ""), _c.service_id)


def count(connection: sa.Connection, query: ListQuery, since: datetime) -> int:
    """Count what the person who asks has registered, filed, ticked off, answered or sent again.

    What has come to need somebody again does not count.
    """
    sent = _of_person(query, since, AuditKind.SENT)
    done = sa.union(
        _of_person(query, since, *_SEEN_TO), _answered_by(sent), _sent_again_by(sent)
    ).subquery()
    pressing = sa.select(_NAME).where(WITH_DUTY, errands.needs_somebody(query))
    name = next(iter(done.c))
    counted = sa.select(sa.func.count()).select_from(done).where(name.not_in(pressing))
    return connection.execute(counted).scalar_one()


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
