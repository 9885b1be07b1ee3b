"""What the figures of mailboxes are reckoned from: times and causes, no content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.delivery import RejectionCause
from sdk_desktop.domain.dossier.figures import HandledMessage
from sdk_desktop.domain.mailbox import Direction, ListQuery, Upcoming
from sdk_desktop.store.messages import progress
from sdk_desktop.store.schema.columns import Moment
from sdk_desktop.store.schema.tables import (
    FILED,
    NAMED,
    OUTGOING,
    audit,
    delivery,
    delivery_event,
    message,
)
from sdk_desktop.working_days import registration_due

_c = message.c
_KEPT = (AuditKind.REGISTERED, AuditKind.FILED)


@dataclass(frozen=True, slots=True)
class FigureSources:
    """Times of messages, within one transaction; each is one walk through what it asks."""

    connection: sa.Connection

    def handled(self, since: datetime, until: datetime) -> Iterator[HandledMessage]:
        """Yield what came or went in a period."""
        kept = self._kept(since)
        name = sa.func.coalesce(sa.func.nullif(_c.message_id, ""), _c.service_id).label("name")
        times = (_c.received, _c.answered, _c.answer_by)
        wanted = sa.select(_c.mailbox, _c.direction, name, *times, FILED.label("filed"))
        for row in self.connection.execute(wanted.where(*_within(since, until))):
            incoming = row.direction == Direction.IN
            yield HandledMessage(
                mailbox=row.mailbox,
                time=row.received,
                incoming=incoming,
                is_kept=bool(row.filed),
                answered=row.answered,
                kept=kept.get(row.name) if row.filed else None,
                to_answer=row.answer_by,
                to_keep=registration_due(row.received) if incoming else None,
            )

    def rejected(
        self, since: datetime, until: datetime
    ) -> Iterator[tuple[str, datetime, RejectionCause]]:
        """Yield mailbox and time of each message of a period that was rejected, and each cause."""
        joined = sa.join(delivery_event, delivery, delivery.c.id == delivery_event.c.delivery)
        joined = joined.join(message, sa.and_(_c.message_id == delivery.c.message_id, OUTGOING))
        wanted = sa.select(_c.id, _c.mailbox, _c.received, delivery_event.c.code)
        caused = delivery_event.c.code.in_([cause.value for cause in RejectionCause])
        found = wanted.select_from(joined).where(caused, *_within(since, until)).distinct()
        for row in self.connection.execute(found):
            yield row.mailbox, row.received, RejectionCause(row.code)

    def finished(self, query: ListQuery, since: datetime) -> int:
        """Count the messages that the person who asks has seen to since a moment."""
        return progress.count_done(self.connection, query, since)

    def upcoming(self, query: ListQuery, *, mine: bool = False) -> Upcoming | None:
        """Return what needs somebody next, as `progress` finds it."""
        return progress.find_upcoming(self.connection, query, mine=mine)

    def _kept(self, since: datetime) -> Mapping[str, datetime]:
        """Return when each message was first registered, or kept elsewhere, since a moment."""
        first = sa.select(audit.c.message_id, sa.func.min(audit.c.time, type_=Moment).label("time"))
        wanted = first.where(audit.c.time >= since, audit.c.kind.in_(_KEPT), NAMED)
        found = self.connection.execute(wanted.group_by(audit.c.message_id))
        return {row.message_id: row.time for row in found}


def _within(since: datetime, until: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    return _c.received >= since, _c.received < until
