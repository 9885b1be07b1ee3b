"""Decisions on erasing messages, and the erasing itself: a few messages in each transaction.

What is to be erased is listed when it is proposed, with what people had noted on each message;
a message that was held or changed since is left. So a purge that is cut short goes on where it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.purge import (
    ErasedMessage,
    PurgeCriteria,
    PurgePreview,
    PurgeProposal,
    PurgeState,
)
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.compiled import insert_row
from sdk_desktop.store.messages import erased_messages, search
from sdk_desktop.store.schema.purge_tables import purge, purge_message
from sdk_desktop.store.schema.tables import (
    INCOMING,
    OUTGOING,
    TableRow,
    message,
)

ANSWER_COMES_WITHIN = timedelta(days=365)
"""What was handed over and is still not acknowledged then does not wait any longer."""

NO_RESULT = {"approved_by": "", "erased": 0, "held": 0, "changed": 0}
"""What a decision has done at first."""

_c = message.c
_ENDED = [status.value for status in Status if status.final or status.failed]
_NOT_SENT = ["", Status.QUEUED.value]
_NOTED = _c.diary_number + "\n" + _c.document_type + "\n" + _c.handler + "\n" + _c.status
"""What people and services note on a message: when it is another, the message has changed."""
_ALL = sa.select(purge).order_by(purge.c.id.desc())
_IN_STATES = _ALL.where(purge.c.state.in_(sa.bindparam("states", expanding=True)))


@dataclass(frozen=True, slots=True)
class Batch:
    """Some messages of a purge by their rows: those that go, those held since, those changed."""

    going: tuple[int, ...]
    held: tuple[int, ...]
    changed: tuple[int, ...]

    @property
    def rows(self) -> tuple[int, ...]:
        """All of them; none at the end of the purge."""
        return self.going + self.held + self.changed


@dataclass(frozen=True, slots=True)
class Purges:
    """The purges of the store, within one transaction."""

    connection: sa.Connection
    written: WrittenFamilies

    def preview(self, criteria: PurgeCriteria, now: datetime) -> PurgePreview:
        """Count what would be erased, and what would be left."""
        why = _why_left(now)
        wanted = sa.select(
            *(why.label("why"), sa.func.count().label("messages")),
            *(sa.func.min(_c.received).label("oldest"), sa.func.max(_c.received).label("newest")),
        ).where(*_meets(criteria))
        found = {row.why: row for row in self.connection.execute(wanted.group_by(why))}
        counts = {reason: int(row.messages) for reason, row in found.items()}
        go = found.get("")
        return PurgePreview(
            criteria,
            count=counts.get("", 0),
            oldest=go.oldest if go else None,
            newest=go.newest if go else None,
            held=counts.get("held", 0),
            waiting=counts.get("waiting", 0),
            untouched=counts.get("untouched", 0),
        )

    def propose(
        self, preview: PurgePreview, decision: str, who: str, now: datetime
    ) -> PurgeProposal:
        """List what is to be erased; raise `Refused` when that is no longer what was seen."""
        if self.preview(preview.criteria, now) != preview:
            raise Refused("Other messages than before would be erased. Look at them again.")
        criteria = preview.criteria
        values = {
            "mailbox": criteria.mailbox,
            "document_type": criteria.document_type,
            "direction": criteria.direction or "",
            "older_than": criteria.before,
            "decision": decision,
            "state": PurgeState.PROPOSED,
            "proposed_by": who,
            "proposed": now,
            "listed": preview.count,
        }
        self.written.note(TableFamily.PURGES)
        number = insert_row(self.connection, purge, NO_RESULT | values)
        listed = sa.select(sa.literal(number), _c.id, _NOTED).where(
            *_meets(criteria), _why_left(now) == ""
        )
        columns = (purge_message.c.purge, purge_message.c.message, purge_message.c.seen)
        self.connection.execute(sa.insert(purge_message).from_select(columns, listed))
        return self.get(number)

    def mailbox_of(self, number: int) -> str:
        """Return the mailbox of a proposal, "" for one about all, and where there is none."""
        wanted = sa.select(purge.c.mailbox).where(purge.c.id == number)
        return self.connection.execute(wanted).scalar_one_or_none() or ""

    def get(self, number: int) -> PurgeProposal:
        """Return a proposal; raise `Refused` when there is none of that number."""
        found = self.connection.execute(sa.select(purge).where(purge.c.id == number)).one_or_none()
        if found is None:
            raise Refused("This proposal is not in the store.")
        return _proposal(found)

    def all(self, *states: PurgeState) -> tuple[PurgeProposal, ...]:
        """Return the proposals of some states, or all, newest first."""
        wanted = {"states": [state.value for state in states]}
        found = self.connection.execute(_IN_STATES if states else _ALL, wanted if states else None)
        return tuple(_proposal(row) for row in found)

    def approve(self, number: int, who: str, now: datetime) -> None:
        """Approve a proposal, so that its messages are erased."""
        self._move(number, PurgeState.APPROVED, approved_by=who, approved=now)

    def withdraw(self, number: int, now: datetime) -> None:
        """Drop a proposal; its messages stay."""
        self._move(number, PurgeState.WITHDRAWN, done=now)
        mine = purge_message.c.purge == number
        self.connection.execute(sa.delete(purge_message).where(mine))

    def next_batch(self, number: int, limit: int) -> Batch:
        """Return a purge's next messages, by whether they are still as they were when listed."""
        listed = purge_message.c
        wanted = (
            sa.select(listed.message, listed.seen, _c.hold, _NOTED.label("noted"))
            .join_from(purge_message, message, _c.id == listed.message, isouter=True)
            .where(listed.purge == number)
            .order_by(listed.message)
        )
        found = self.connection.execute(wanted.limit(limit)).all()
        held = tuple(row.message for row in found if row.hold)
        going = tuple(row.message for row in found if not row.hold and row.noted == row.seen)
        others = {row.message for row in found}.difference(held, going)
        return Batch(going, held, tuple(others))

    def erase(self, number: int, batch: Batch, now: datetime) -> None:
        """Erase the messages of a batch that go, and count those that stay."""
        self.written.note(TableFamily.PURGES)
        self.written.note(TableFamily.MESSAGES)
        erased_messages.note_erased(self.connection, number, batch.going, now)
        erased_messages.erase(self.connection, batch.going)
        mine = purge_message.c.purge == number, purge_message.c.message.in_(batch.rows)
        self.connection.execute(sa.delete(purge_message).where(*mine))
        counted = sa.update(purge).where(purge.c.id == number)
        self.connection.execute(
            counted.values(
                erased=purge.c.erased + len(batch.going),
                held=purge.c.held + len(batch.held),
                changed=purge.c.changed + len(batch.changed),
            )
        )

    def clear_index(self, *, begin: bool) -> bool:
        """Take some of what the search index still holds of erased messages out of it.

        Called with `begin` first, and then again and again while it says that there is more.
        """
        return search.merge_index(self.connection, begin=begin)

    def erased(self, number: int) -> None:
        """Note that every message of a purge was erased or left."""
        self._move(number, PurgeState.ERASED)

    def finish(self, number: int, now: datetime) -> None:
        """Note that nothing of what a purge erased is left in the file."""
        self._move(number, PurgeState.DONE, done=now)

    def report(self, number: int, after: int = 0, limit: int = 1_000) -> tuple[ErasedMessage, ...]:
        """Return what is still known of the messages that a purge erased, after a row."""
        return erased_messages.erased_by(self.connection, number, after, limit)

    def _move(self, number: int, state: PurgeState, **values: object) -> None:
        """Move a purge to a state, from the one before it only."""
        self.written.note(TableFamily.PURGES)
        here = purge.c.id == number, purge.c.state == _BEFORE[state].value
        moved = sa.update(purge).where(*here).values(state=state.value, **values)
        if not self.connection.execute(moved).rowcount:
            raise Refused("This proposal has been settled already.")


_BEFORE = {
    PurgeState.APPROVED: PurgeState.PROPOSED,
    PurgeState.WITHDRAWN: PurgeState.PROPOSED,
    PurgeState.ERASED: PurgeState.APPROVED,
    PurgeState.DONE: PurgeState.ERASED,
}


def _meets(criteria: PurgeCriteria) -> Sequence[sa.ColumnElement[bool]]:
    wanted = [_c.received < criteria.before]
    if criteria.mailbox:
        wanted.append(_c.mailbox == criteria.mailbox)
    if criteria.document_type is not None:
        wanted.append(_c.document_type == criteria.document_type)
    if criteria.direction is not None:
        wanted.append(_c.direction == criteria.direction.value)
    return wanted


def _why_left(now: datetime) -> sa.ColumnElement[str]:
    """Return the reason for which a message is left, empty for none; a name of `PurgePreview`'s."""
    may_be_answered = sa.or_(_c.status.in_(_NOT_SENT), _c.received > now - ANSWER_COMES_WITHIN)
    waiting = sa.and_(OUTGOING, _c.status.not_in(_ENDED), may_be_answered)
    untouched = sa.and_(INCOMING, _c.unread, _c.diary_number == "")
    return sa.case(
        (_c.hold != "", "held"), (waiting, "waiting"), (untouched, "untouched"), else_=""
    )


def _proposal(row: TableRow) -> PurgeProposal:
    criteria = PurgeCriteria(
        before=row.older_than,
        mailbox=row.mailbox,
        document_type=row.document_type,
        direction=Direction(row.direction) if row.direction else None,
    )
    return PurgeProposal(
        number=row.id,
        criteria=criteria,
        decision=row.decision,
        state=PurgeState(row.state),
        proposed_by=row.proposed_by,
        proposed=row.proposed,
        listed=row.listed,
        approved_by=row.approved_by,
        approved=row.approved,
        done=row.done,
        erased=row.erased,
        held=row.held,
        changed=row.changed,
    )
