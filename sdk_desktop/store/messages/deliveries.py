"""Deliveries of what we sent, and the claim on the next one that is due."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.domain.delivery import (
    CLAIM_TIME,
    LONGEST_CLAIM,
    LONGEST_DELAY,
    Delivery,
    DeliveryEvent,
    Status,
)
from sdk_desktop.domain.errors import Refused
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.compiled import insert_row
from sdk_desktop.store.messages.errands import settle_duty
from sdk_desktop.store.schema.draft_tables import draft, held_message
from sdk_desktop.store.schema.tables import (
    OUTGOING,
    READABLE,
    delivery,
    delivery_event,
    message,
)


def is_free(table: sa.Table) -> sa.ColumnElement[bool]:
    """Return which rows are due and claimed by nobody, at the moment that `free_at` gives.

    A time further ahead than any delay was written by a clock that went wrong: it holds nothing up.
    """
    due, claimed = table.c.due, table.c.claimed
    return sa.and_(
        sa.or_(due.is_(None), due <= sa.bindparam("now"), due > sa.bindparam("after_every_delay")),
        sa.or_(
            claimed.is_(None),
            claimed < sa.bindparam("oldest_claim"),
            claimed > sa.bindparam("newest_claim"),
        ),
    )


def free_at(now: datetime) -> dict[str, datetime]:
    """Return the parameters of `is_free`."""
    return {
        "now": now,
        "after_every_delay": now + LONGEST_DELAY,
        "oldest_claim": now - CLAIM_TIME,
        "newest_claim": now + LONGEST_CLAIM,
    }


def longest_due(table: sa.Table) -> tuple[sa.ColumnElement[int], sa.ColumnElement[int]]:
    """Return the order in which rows are to be done: what has been due longest first."""
    return sa.func.coalesce(table.c.due, 0, type_=sa.BigInteger), table.c.id


_UNFINISHED = [s.value for s in Status if not s.final]
_OPEN = [s.value for s in Status if not s.final and s is not Status.QUEUED]
_QUEUED = delivery.c.status == Status.QUEUED.value
_AGAIN = sa.and_(
    delivery.c.status == Status.SCHEDULED_FOR_RESEND.value, delivery.c.due.is_not(None)
)
"""What we hand over again ourselves; a message service that resends leaves us no time for it."""
_TO_HAND_OVER = sa.or_(_QUEUED, _AGAIN)
_ACCEPTED_COUNT = sa.select(sa.func.count()).where(delivery.c.status == Status.ACCEPTED.value)
_ADD_EVENTS = sa.insert(delivery_event)
_FORGET_DRAFT = sa.delete(draft).where(
    draft.c.id.in_(
        sa.select(held_message.c.draft).where(
            held_message.c.message_id == sa.bindparam("message_id")
        )
    )
)
_QUEUED_COUNT = sa.select(sa.func.count()).select_from(delivery).where(_TO_HAND_OVER)
_SENT_FROM = sa.exists().where(
    message.c.message_id == delivery.c.message_id,
    *(OUTGOING, READABLE),
    message.c.mailbox.in_(sa.bindparam("mailboxes", expanding=True)),
)
_DUE = (
    sa.select(delivery.c.message_id)
    .where(_TO_HAND_OVER, is_free(delivery))
    .order_by(*longest_due(delivery))
)
_DUE_FROM, _DUE_ELSEWHERE = _DUE.where(_SENT_FROM), _DUE.where(sa.not_(_SENT_FROM))
_MISSING = sa.select(message.c.message_id, message.c.received).where(
    *(OUTGOING, READABLE, message.c.mailbox == sa.bindparam("box")),
    ~sa.exists().where(delivery.c.message_id == message.c.message_id),
)
_ROW = sa.select(delivery.c.id).where(delivery.c.message_id == sa.bindparam("message_id"))
_ONE = sa.update(delivery).where(delivery.c.id == sa.bindparam("row"))
_EVENTS_OF_ONE = sa.delete(delivery_event).where(delivery_event.c.delivery == sa.bindparam("row"))
_HEADLINE = (
    sa.update(message)
    .where(message.c.message_id == sa.bindparam("ours"), OUTGOING, READABLE)
    .returning(message.c.id)
)


@dataclass(frozen=True, slots=True)
class Deliveries:
    """The deliveries of the store, within one transaction."""

    connection: sa.Connection
    written: WrittenFamilies

    def add(self, new: Delivery) -> None:
        """Store the delivery of a message that was just added."""
        self.written.note(TableFamily.DELIVERIES)
        row = insert_row(self.connection, delivery, {"message_id": new.message_id, **_values(new)})
        self._write_events(row, new)
        self._write_headline(new)

    def get(self, message_id: str) -> Delivery:
        """Return the delivery of a message."""
        found = find_delivery(self.connection, message_id)
        if found is None:
            raise Refused("This message has no delivery.")
        return found

    def find(self, message_id: str) -> Delivery | None:
        """Return the delivery of a message, None where it has none."""
        return find_delivery(self.connection, message_id)

    def put(self, changed: Delivery) -> None:
        """Replace what is known of a delivery."""
        self.written.note(TableFamily.DELIVERIES)
        named = {"message_id": changed.message_id}
        row = self.connection.execute(_ROW, named).scalar_one_or_none()
        if row is None:
            raise Refused("This message has no delivery.")
        self.connection.execute(_ONE, {"row": row, **_values(changed)})
        self.connection.execute(_EVENTS_OF_ONE, {"row": row})
        self._write_events(row, changed)
        self._write_headline(changed)
        if not changed.can_be_taken_back:
            self._forget_draft(changed.message_id)

    def claim(self, now: datetime, shared: Collection[str] = ()) -> Delivery | None:
        """Claim the delivery that has been due longest, None when there is none.

        Nobody else gets it before the claim is released or has grown too old. Those of mailboxes
        that are `shared` are claimed elsewhere.
        """
        message_id = next(iter(self._due(_DUE_ELSEWHERE, now, shared)), None)
        if message_id is None:
            return None
        self.written.note(TableFamily.DELIVERIES)
        mine = sa.update(delivery).where(delivery.c.message_id == message_id)
        self.connection.execute(mine.values(claimed=now))
        return replace(self.get(message_id), claimed=now)

    def due(self, now: datetime, mailbox: str) -> tuple[str, ...]:
        """Return the ids of a mailbox's messages that are to be handed over, longest due first."""
        return tuple(self._due(_DUE_FROM, now, (mailbox,)))

    def open(self) -> tuple[Delivery, ...]:
        """Return the deliveries that were handed over and are not final, oldest first."""
        return _HANDED_OVER.of(self.connection)

    def unfinished(self) -> tuple[Delivery, ...]:
        """Return the deliveries to which something may still happen, oldest first."""
        return _NOT_FINAL.of(self.connection)

    def missing(self, mailbox: str) -> tuple[tuple[str, datetime], ...]:
        """Return the messages that a mailbox sent and that have no delivery, with when that was."""
        rows = self.connection.execute(_MISSING, {"box": mailbox})
        return tuple((row.message_id, row.received) for row in rows)

    def accepted(self) -> int:
        """Count the messages that were accepted."""
        return self.connection.execute(_ACCEPTED_COUNT).scalar_one()

    def queued(self) -> int:
        """Count the deliveries that are still to be handed over."""
        return self.connection.execute(_QUEUED_COUNT).scalar_one()

    def _forget_draft(self, message_id: str) -> None:
        """Forget the draft of what has begun to leave."""
        if self.connection.execute(_FORGET_DRAFT, {"message_id": message_id}).rowcount:
            self.written.note(TableFamily.DRAFTS)

    def _due(
        self, wanted: sa.Select[str], now: datetime, mailboxes: Collection[str]
    ) -> Iterable[str]:
        values = {**free_at(now), "mailboxes": list(mailboxes)}
        return self.connection.execute(wanted, values).scalars()

    def _write_events(self, row: int, of: Delivery) -> None:
        events = [
            {
                "delivery": row,
                "code": event.code,
                "time": event.time,
                "title": event.title,
                "detail": event.detail,
                "place": event.where,
            }
            for event in of.events
        ]
        if events:
            self.connection.execute(_ADD_EVENTS, events)

    def _write_headline(self, of: Delivery) -> None:
        shown = {"ours": of.message_id, "status": of.shown.value, "rejected": of.rejected}
        for row in self.connection.execute(_HEADLINE, shown).scalars().all():
            settle_duty(self.connection, row)
        self.written.note(TableFamily.MESSAGES)


def find_delivery(connection: sa.Connection, message_id: str) -> Delivery | None:
    """Return the delivery of a message, None when it has none."""
    found = _OF_MESSAGE.of(connection, message_id=message_id)
    return found[0] if found else None


def _values(of: Delivery) -> dict[str, object]:
    return {
        "status": of.status.value,
        "attempts": of.attempts,
        "due": of.due,
        "claimed": of.claimed,
    }


class _Wanted:
    """The deliveries that fulfil a condition, oldest first, with what has happened to them."""

    def __init__(self, condition: sa.ColumnElement[bool]) -> None:
        self._rows = sa.select(delivery).where(condition).order_by(delivery.c.id)
        self._events = (
            sa.select(delivery_event)
            .join_from(delivery_event, delivery, delivery.c.id == delivery_event.c.delivery)
            .where(condition)
            .order_by(delivery_event.c.id)
        )

    def of(self, connection: sa.Connection, **values: object) -> tuple[Delivery, ...]:
        """Return them; `values` are those that the condition leaves open."""
        rows = connection.execute(self._rows, values).all()
        events: dict[int, list[DeliveryEvent]] = {row.id: [] for row in rows}
        for row in connection.execute(self._events, values) if rows else ():
            event = DeliveryEvent(row.code, row.time, row.title, row.detail, row.place)
            events[row.delivery].append(event)
        return tuple(
            Delivery(
                message_id=row.message_id,
                status=Status(row.status),
                events=tuple(events[row.id]),
                attempts=row.attempts,
                due=row.due,
                claimed=row.claimed,
            )
            for row in rows
        )


_HANDED_OVER = _Wanted(delivery.c.status.in_(_OPEN))
_NOT_FINAL = _Wanted(delivery.c.status.in_(_UNFINISHED))
_OF_MESSAGE = _Wanted(delivery.c.message_id == sa.bindparam("message_id"))
