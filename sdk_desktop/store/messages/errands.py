"""What people do with messages, and what a message still asks of its mailbox."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.domain.characters import alphabetical
from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.errand import (
    Filing,
    Inherited,
    Proposal,
    Reason,
    SentAnswer,
)
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.compiled import Compiled
from sdk_desktop.store.messages.lists import listing
from sdk_desktop.store.messages.lists.errand_columns import name_of
from sdk_desktop.store.schema.columns import moment_of
from sdk_desktop.store.schema.tables import (
    FILED,
    INCOMING,
    OUTGOING,
    READABLE,
    REGISTERED,
    Duty,
    TableRow,
    colleague,
    message,
    reminder,
    unseen,
    writing,
)

_c = message.c
_row = sa.bindparam("row", type_=sa.Integer)
_box = sa.bindparam("box", type_=sa.Text)
_ONE = sa.update(message).where(_c.id == _row)
_ASKS = sa.select(
    *(_c.direction, _c.unreadable, _c.status, _c.ticked, _c.answer_by, _c.answered),
    FILED.label("filed"),
    sa.exists().where(reminder.c.message == _c.id).label("reminded"),
).where(_c.id == _row)
_UNSEEN = ("who", "message", "mailbox")
_HERE = sa.select(colleague.c.id, _row, _box).where(
    colleague.c.elsewhere == sa.false(), colleague.c.left.is_(None)
)
_UNSEEN_BY_ALL = Compiled(sa.insert(unseen).from_select(_UNSEEN, _HERE))
_OWN = sa.select(_c.direction, _c.handler, _c.diary_number).where(_c.id == _row)
_SEEN = sa.delete(unseen).where(unseen.c.message == _row)
_SEEN_BY_ALL = Compiled(_SEEN)
_SEEN_BY_ONE = Compiled(_SEEN.where(unseen.c.who == sa.bindparam("who")))
_SHARED = Compiled(
    sa.select(
        *(_c.handler, name_of(_c.handler), _c.unread, _c.diary_number, _c.document_type),
        *(_c.hold, _c.answered, _c.answerer, name_of(_c.answerer), _c.filing),
        *(_c.answer_by, _c.ticked),
    ).where(_c.id == _row)
)

_TYPES = sa.text(
    "WITH RECURSIVE known(type) AS ("
    " SELECT min(document_type) FROM message WHERE document_type != ''"
    " UNION ALL"
    " SELECT (SELECT min(document_type) FROM message"
    " WHERE document_type != '' AND document_type > type)"
    " FROM known WHERE type IS NOT NULL"
    ") SELECT type FROM known WHERE type IS NOT NULL"
)
"""Each is looked up after the one before: few types stand in very many messages."""


@dataclass(frozen=True, slots=True)
class StoredErrands:
    """What people do with messages, within one transaction."""

    connection: sa.Connection
    written: WrittenFamilies

    def file(self, row: int, filing: Filing) -> None:
        """Note where a message is kept that gets no diary number."""
        self._update(row, filing=filing.value)

    def document_types(self) -> tuple[str, ...]:
        """Return the document types that messages have, in alphabetical order."""
        return tuple(sorted(self.connection.execute(_TYPES).scalars(), key=alphabetical))

    def answered(self, row: int, answerer: str, when: datetime) -> None:
        """Note that a received message was answered; whoever wrote the answer writes no longer."""
        self.stop_writing(row, answerer)
        self._update(row, answered=when, answerer=answerer)

    def received_row(self, message_id: str, mailbox: str) -> int | None:
        """Return the row of a message that a mailbox has received, None without such a one."""
        known = sa.select(_c.id).where(
            _c.message_id == message_id, _c.mailbox == mailbox, INCOMING, READABLE
        )
        return self.connection.execute(known).scalars().first()

    def answers(self, message_id: str, mailbox: str) -> tuple[SentAnswer, ...]:
        """Return the answers that a mailbox has sent to a message, oldest first."""
        name = sa.func.coalesce(name_of(_c.handler), _c.handler)
        wanted = sa.select(_c.id, _c.message_id, name, _c.received).where(
            _c.ref_to_message_id == message_id, _c.mailbox == mailbox, OUTGOING
        )
        return tuple(SentAnswer(*one) for one in self.connection.execute(wanted.order_by(_c.id)))

    def inheritable(self, conversation_id: str, mailbox: str) -> Inherited:
        """Return the handler and the diary number that a conversation has now.

        A handler who has left hands nothing on.
        """
        within = {"conversation": conversation_id, "box": mailbox}
        handler, called = self.connection.execute(_TAKEN, within).first() or ("", "")
        number = self.connection.execute(_NUMBERED, within).scalar()
        return Inherited(handler, called, number or "")

    def inherit(self, row: int, inherited: Inherited) -> None:
        """Give a message what its conversation has; what it has of its own it keeps."""
        own = self.connection.execute(_OWN, {"row": row}).one()
        handler = own.handler or inherited.handler
        number = own.diary_number or inherited.diary_number
        nobodys = own.direction == Direction.IN and not handler
        self._update(row, handler=handler, diary_number=number, unassigned=nobodys)

    def answer_by(self, row: int, deadline: datetime | None) -> None:
        """Set until when a received message is to be answered."""
        self._update(row, answer_by=deadline)

    def tick(self, row: int, reason: Reason) -> None:
        """Note that somebody has seen to what a message needed for a reason."""
        match reason:
            case Reason.UNANSWERED:
                self._update(row, answer_by=None)
            case Reason.UNREGISTERED:
                self._update(row, filing=Filing.MINOR.value)
            case _:
                self._update(row, ticked=reason.value)

    def seen_to(self, row: int, ticked: str) -> None:
        """Show for which reason a colleague elsewhere has seen to a message, "" for none."""
        known = sa.select(_c.ticked).where(_c.id == row)
        if self.connection.execute(known).scalar_one() != ticked:
            self._update(row, ticked=ticked)

    def proposal(self, numbers: Sequence[str]) -> Proposal | None:
        """Return the first of our numbers that something here is registered under, or the first."""
        for number in numbers:
            known = sa.select(_c.handler, name_of(_c.handler)).where(
                _c.diary_number == number, REGISTERED
            )
            newest = self.connection.execute(known.order_by(_c.id.desc()).limit(1)).one_or_none()
            if newest is not None:
                return Proposal(number, newest[1] or "", newest[0] if newest[1] else "")
        return Proposal(numbers[0]) if numbers else None

    def remind(self, row: int, who: str, when: datetime | None) -> None:
        """Set when a person wants to be reminded of a message; None for never."""
        mine = reminder.c.message == row, reminder.c.who == who
        self.connection.execute(sa.delete(reminder).where(*mine))
        if when is not None:
            values = {"message": row, "who": who, "time": when}
            self.connection.execute(sa.insert(reminder), values)
        self._update(row)

    def begin_writing(self, row: int, who: str, now: datetime) -> None:
        """Note that a person writes an answer from now on, whoever did before."""
        self._note()
        self.connection.execute(sa.delete(writing).where(writing.c.message == row))
        values = {"message": row, "who": who, "since": now, "seen": now}
        self.connection.execute(sa.insert(writing), values)

    def go_on_writing(self, row: int, who: str, now: datetime) -> None:
        """Note that a person still writes; whoever was taken over from does not get it back."""
        mine = writing.c.message == row, writing.c.who == who
        self.connection.execute(sa.update(writing).where(*mine).values(seen=now))

    def stop_writing(self, row: int, who: str) -> None:
        """Note that a person no longer writes."""
        mine = writing.c.message == row, writing.c.who == who
        if self.connection.execute(sa.delete(writing).where(*mine)).rowcount:
            self._note()

    def see(self, row: int, who: str = "") -> None:
        """Note that a person has seen a message, or everybody here."""
        gone = _SEEN_BY_ONE if who else _SEEN_BY_ALL
        if gone.run(self.connection, {"row": row, "who": who}).rowcount:
            self._note()

    def unsee(self, row: int, who: str) -> None:
        """Make a message unread again for a person."""
        self._note()
        box = self.connection.execute(sa.select(_c.mailbox).where(_c.id == row)).scalar_one()
        values = {"who": who, "message": row, "mailbox": box}
        self.connection.execute(sa.insert(unseen).prefix_with("OR IGNORE"), values)

    def shared_fields(self, row: int) -> dict[str, object]:
        """Return what other computers of a shared mailbox are told of what is noted."""
        found = _SHARED.run(self.connection, {"row": row}).fetchone()
        if found is None:
            raise listing.missing()
        handler, handler_name, unread, diary, document_type, hold, *more = found
        answered, answerer, answerer_name, filing, answer_by, ticked = more
        return {
            "handler": handler,
            "handler_name": handler_name or "",
            "read": not unread,
            "diary": diary,
            "type": document_type,
            "hold": hold,
            "answered": _written(answered),
            "answerer": answerer,
            "answerer_name": answerer_name or "",
            "filing": filing,
            "answer_by": _written(answer_by),
            "ticked": ticked,
        }

    def _update(self, row: int, **values: object) -> None:
        self._note()
        if values:
            self.connection.execute(_ONE, {"row": row, **values})
        settle_duty(self.connection, row)

    def _note(self) -> None:
        self.written.note(TableFamily.MESSAGES)


def settle_duty(connection: sa.Connection, row: int) -> None:
    """Work out anew what a message still asks of its mailbox."""
    found = connection.execute(_ASKS, {"row": row}).one_or_none()
    if found is None:
        return
    duty = _duty(found)
    if duty is Duty.NONE and found.reminded:
        duty = Duty.REMIND
    connection.execute(_ONE, {"row": row, "duty": duty.value})


def _duty(found: TableRow) -> Duty:
    if found.direction == Direction.OUT:
        return _duty_of_sent(Status(found.status) if found.status else None, found.ticked)
    if found.unreadable:
        return Duty.NONE if found.filed or found.ticked else Duty.NOW
    if not found.filed:
        return Duty.REGISTER
    waits = found.answer_by is not None and found.answered is None
    return Duty.REPLY if waits else Duty.NONE


def _duty_of_sent(status: Status | None, ticked: str) -> Duty:
    """Return what a sent message still asks; what was ticked off asks nothing any more."""
    if status is None or not (status.final or status.failed):
        return Duty.NONE if ticked == Reason.LATE else Duty.ANSWER
    seen_to = ticked and ticked != Reason.LATE
    return Duty.NOW if status.failed and not seen_to else Duty.NONE


def make_unread_for(connection: sa.Connection, who: str) -> None:
    """Let a new colleague see as unread what nobody has read yet."""
    waiting = sa.select(sa.literal(who), _c.id, _c.mailbox).where(_c.unread == sa.true())
    connection.execute(sa.insert(unseen).from_select(_UNSEEN, waiting))


def make_unread(connection: sa.Connection, row: int, mailbox: str) -> None:
    """Let every colleague here see a message as unread."""
    _UNSEEN_BY_ALL.run(connection, {"row": row, "box": mailbox})


_STAYS = sa.exists().where(colleague.c.id == _c.handler, colleague.c.left.is_(None))
_OF_CONVERSATION = sa.and_(_c.conversation_id == sa.bindparam("conversation"), _c.mailbox == _box)


def _newest(wanted: sa.Select[Any], *conditions: sa.ColumnElement[bool]) -> sa.Select[Any]:
    return wanted.where(_OF_CONVERSATION, *conditions).order_by(_c.id.desc()).limit(1)


_NAMED_HANDLER = sa.select(_c.handler, sa.func.coalesce(name_of(_c.handler), ""))
_TAKEN = _newest(_NAMED_HANDLER, _c.handler != "", _STAYS)
_NUMBERED = _newest(sa.select(_c.diary_number), _c.diary_number != "")


def _written(kept: int | None) -> str:
    return "" if kept is None else moment_of(kept).isoformat()
