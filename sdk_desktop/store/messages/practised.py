"""What one person and the program have done with messages, for the practice lessons."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from sdk_desktop.domain.audit import SYSTEM, AuditKind
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.store.messages.message_columns import loads, party_in
from sdk_desktop.store.schema.tables import NAMED, READABLE, audit, message

_event, _c = audit.c, message.c
_MESSAGE = sa.and_(_c.message_id == _event.message_id, READABLE, NAMED)
_WANTED = sa.select(
    _event.number,
    _event.kind,
    _event.time,
    _event.detail,
    _event.message_id,
    _c.counterpart,
    _c.ref_to_message_id,
    _c.direction,
).select_from(sa.outerjoin(audit, message, _MESSAGE))


@dataclass(frozen=True, slots=True)
class PractisedEvent:
    """One event of the audit trail and the message it is about, as far as that is still here.

    `number` is its place in the trail, `function` the other side's function address, `answers` the
    id of the message that it refers to; these two are "" without.
    """

    number: int
    kind: AuditKind
    time: datetime
    detail: str = ""
    message_id: str = ""
    function: str = ""
    answers: str = ""
    incoming: bool = False


@dataclass(frozen=True, slots=True)
class PractisedEvents:
    """The events of a practice store, within one transaction."""

    connection: sa.Connection

    def of(
        self, who_id: str, kinds: Collection[AuditKind], *, after: int = 0
    ) -> Iterator[PractisedEvent]:
        """Yield the events of some kinds that a person or the program caused, oldest first.

        Those up to the number `after` are known already.
        """
        whose = sa.or_(_event.who_id == who_id, _event.who == SYSTEM)
        new = sa.and_(_event.kind.in_(sorted(kinds)), _event.number > after)
        wanted = _WANTED.where(new, whose).order_by(_event.number)
        for row in self.connection.execute(wanted):
            party = party_in(loads(row.counterpart)) if row.counterpart else None
            attention = party.attention if party else None
            yield PractisedEvent(
                number=row.number,
                kind=AuditKind(row.kind),
                time=row.time,
                detail=row.detail,
                message_id=row.message_id,
                function=attention.function if attention else "",
                answers=row.ref_to_message_id or "",
                incoming=row.direction == Direction.IN,
            )
