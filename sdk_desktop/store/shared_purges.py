"""Decisions on erasing that all computers of a shared mailbox know, and what they have erased."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.purge import PurgeProposal, PurgeState
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.compiled import insert_row
from sdk_desktop.store.messages.row_numbers import free_number
from sdk_desktop.store.purging import NO_RESULT
from sdk_desktop.store.schema.purge_tables import purge, purge_message, purged
from sdk_desktop.store.schema.tables import READABLE, TableRow, message


@dataclass(frozen=True, slots=True)
class ErasedName:
    """What is left of an erased message everywhere: enough to know it again and to report it."""

    direction: Direction
    message_id: str
    service_id: str
    is_readable: bool
    received: datetime
    time: datetime
    diary_number: str = ""
    document_type: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class ListedMessage:
    """A message of a proposal, and what was noted on it when it was listed."""

    direction: Direction
    message_id: str
    service_id: str
    is_readable: bool
    seen: str


@dataclass(frozen=True, slots=True)
class SharedPurges:
    """The decisions that are known everywhere, within one transaction."""

    connection: sa.Connection
    written: WrittenFamilies

    def name(self, number: int) -> str:
        """Return what all computers call a decision, "" for one that is known only here."""
        wanted = sa.select(purge.c.shared).where(purge.c.id == number)
        return self.connection.execute(wanted).scalar_one_or_none() or ""

    def share(self, number: int, name: str) -> None:
        """Note what all computers call a decision."""
        self._note()
        mine = sa.update(purge).where(purge.c.id == number)
        self.connection.execute(mine.values(shared=name))

    def number(self, name: str) -> int | None:
        """Return the number that a decision has here, None while it is not known here."""
        wanted = sa.select(purge.c.id).where(purge.c.shared == name)
        return self.connection.execute(wanted).scalar_one_or_none()

    def make(self, name: str, decided: PurgeProposal) -> int:
        """Keep a decision of another computer; return its number here."""
        self._note()
        criteria = decided.criteria
        values = {
            "shared": name,
            "mailbox": criteria.mailbox,
            "document_type": criteria.document_type,
            "direction": criteria.direction or "",
            "older_than": criteria.before,
            "decision": decided.decision,
            "state": decided.state,
            "proposed_by": decided.proposed_by,
            "proposed": decided.proposed,
            "approved_by": decided.approved_by,
            "approved": decided.approved,
            "listed": decided.listed,
        }
        return insert_row(self.connection, purge, NO_RESULT | values)

    def move(self, number: int, decided: PurgeProposal) -> None:
        """Show how far a decision has come; what is done here stays done."""
        self._note()
        values = {
            "state": decided.state,
            "approved_by": decided.approved_by,
            "approved": decided.approved,
        }
        open_ = purge.c.id == number, purge.c.state != PurgeState.DONE.value
        self.connection.execute(sa.update(purge).where(*open_).values(values))

    def listed(self, number: int) -> tuple[ListedMessage, ...]:
        """Return the messages that a proposal lists here."""
        c = message.c
        wanted = (
            sa.select(c.direction, c.message_id, c.service_id, READABLE, purge_message.c.seen)
            .join_from(purge_message, message, c.id == purge_message.c.message)
            .where(purge_message.c.purge == number)
        )
        return tuple(
            ListedMessage(Direction(row[0]), *row[1:]) for row in self.connection.execute(wanted)
        )

    def put_listed(self, number: int, rows: Mapping[int, str]) -> None:
        """Let a proposal list messages, by their rows, with what was noted on them."""
        self._note()
        self.forget_listed(number)
        values = [{"purge": number, "message": row, "seen": seen} for row, seen in rows.items()]
        if values:
            self.connection.execute(sa.insert(purge_message), values)

    def forget_listed(self, number: int) -> None:
        """Let a decision list nothing any longer."""
        mine = purge_message.c.purge == number
        self.connection.execute(sa.delete(purge_message).where(mine))

    def forget_gone(self, number: int) -> None:
        """Let a proposal no longer list what is not here any more."""
        here = sa.select(message.c.id)
        gone = purge_message.c.purge == number, purge_message.c.message.not_in(here)
        self.connection.execute(sa.delete(purge_message).where(*gone))

    def names(self, rows: Sequence[int], now: datetime) -> tuple[ErasedName, ...]:
        """Return what will be left of messages that are about to be erased."""
        c = message.c
        wanted = sa.select(
            *(
                c.direction,
                c.message_id,
                c.service_id,
                READABLE,
                c.received,
                sa.literal(now, c.received.type),
            ),
            *(c.diary_number, c.document_type, c.digest),
        ).where(c.id.in_(rows))
        return tuple(_name(row) for row in self.connection.execute(wanted))

    def erased_alone(self, mailbox: str, limit: int) -> tuple[int, tuple[ErasedName, ...]]:
        """Return what was erased of a mailbox and others do not know, and by which decision."""
        alone = purged.c.mailbox == mailbox, purged.c.shared == sa.false()
        first = sa.select(purged.c.purge).where(*alone).order_by(purged.c.message).limit(1)
        number = self.connection.execute(first).scalar_one_or_none()
        if number is None:
            return 0, ()
        c = purged.c
        wanted = sa.select(
            *(c.direction, c.message_id, c.service_id, c.readable, c.received, c.time),
            *(c.diary_number, c.document_type, c.digest),
        ).where(*alone, c.purge == number)
        found = self.connection.execute(wanted.order_by(c.message).limit(limit))
        return number, tuple(_name(row) for row in found)

    def note_erased(self, number: int, mailbox: str, names: Sequence[ErasedName]) -> None:
        """Note that all computers know of erased messages, also of such as never came here."""
        self._note()
        for one in names:
            if not self._has_noted(mailbox, one):
                values = _values(one) | {"purge": number, "mailbox": mailbox, "shared": True}
                values["message"] = free_number(self.connection, one.received)
                self.connection.execute(sa.insert(purged).values(values))

    def share_again(self, name: str, mailbox: str) -> None:
        """Let others be told once more what a decision has erased of a mailbox."""
        self._note()
        of = sa.select(purge.c.id).where(purge.c.shared == name)
        told = purged.c.mailbox == mailbox, purged.c.purge.in_(of)
        self.connection.execute(sa.update(purged).where(*told).values(shared=False))

    def _has_noted(self, mailbox: str, one: ErasedName) -> bool:
        c = purged.c
        same = sa.update(purged).where(
            *(c.mailbox == mailbox, c.direction == one.direction, c.readable == one.is_readable),
            c.message_id == one.message_id if one.is_readable else c.service_id == one.service_id,
        )
        return bool(self.connection.execute(same.values(shared=True)).rowcount)

    def _note(self) -> None:
        self.written.note(TableFamily.PURGES)


def _name(row: TableRow) -> ErasedName:
    return ErasedName(Direction(row[0]), *row[1:])


def _values(one: ErasedName) -> dict[str, Any]:
    return {
        "direction": one.direction.value,
        "message_id": one.message_id,
        "service_id": one.service_id,
        "readable": one.is_readable,
        "received": one.received,
        "time": one.time,
        "diary_number": one.diary_number,
        "document_type": one.document_type,
        "digest": one.digest,
    }
