"""What is stored where we seal and acknowledge ourselves: sealed messages, acknowledgements."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.domain.incoming import OutgoingAcknowledgement
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.messages.deliveries import free_at, is_free, longest_due
from sdk_desktop.store.schema.direct_tables import OPEN, answer, sealed
from sdk_desktop.store.schema.tables import OUTGOING, TableRow, message, raw

_c = answer.c
_FIRST = sa.select(answer).where(OPEN, is_free(answer)).order_by(*longest_due(answer)).limit(1)
_TO = sa.select(answer).where(_c.digest == sa.bindparam("digest")).order_by(_c.id).limit(1)
_ONE = sa.update(answer).where(_c.identifier == sa.bindparam("named"))


@dataclass(frozen=True, slots=True)
class OutgoingAcknowledgements:
    """The acknowledgements of the store, within one transaction."""

    connection: sa.Connection
    written: WrittenFamilies

    def queue(self, new: OutgoingAcknowledgement, row: int | None = None) -> None:
        """Queue an acknowledgement to be sent; `row` is that of what it answers, if that is kept.

        One to the very same envelope goes once more, if it has gone; if it has not, once is enough.
        """
        self.written.note(TableFamily.DELIVERIES)
        known = self.to(new.digest)
        if known is not None:
            gone = sa.update(answer).where(
                _c.identifier == known.identifier, _c.open.is_(sa.false())
            )
            again = {"open": True, "due": None, "claimed": None, "copy": _c.copy + 1}
            self.connection.execute(gone.values(again))
            return
        self._add(new, row, is_open=True)

    def put(self, said: OutgoingAcknowledgement, row: int | None, *, is_open: bool) -> None:
        """Keep an acknowledgement as the ledger has it; what was tried here stays as it was."""
        self.written.note(TableFamily.DELIVERIES)
        now = {"named": said.identifier, "copy": said.copy, "open": is_open}
        if not self.connection.execute(_ONE, now).rowcount:
            self._add(said, row, is_open=is_open)

    def claim(self, now: datetime) -> OutgoingAcknowledgement | None:
        """Claim the acknowledgement that has been due longest, and count one more attempt."""
        found = self.connection.execute(_FIRST, free_at(now)).first()
        if found is None:
            return None
        claimed = replace(_answer(found), attempts=found.attempts + 1)
        self._put(claimed, claimed=now, attempts=claimed.attempts)
        return claimed

    def postpone(self, claimed: OutgoingAcknowledgement, until: datetime) -> None:
        """Release a claim: it is due again at a moment."""
        self._put(claimed, claimed=None, due=until)

    def done(self, claimed: OutgoingAcknowledgement) -> None:
        """Note that an acknowledgement was sent, or never will be."""
        self._put(claimed, claimed=None, due=None, open=False)

    def may_have_gone(self) -> None:
        """Note that all that are queued may have been sent: the access point is asked first."""
        self.written.note(TableFamily.DELIVERIES)
        untried = sa.update(answer).where(OPEN, _c.attempts == 0)
        self.connection.execute(untried.values(attempts=1))

    def to(self, digest: str) -> OutgoingAcknowledgement | None:
        """Return what an envelope with this digest was answered, None if there was none."""
        found = self.connection.execute(_TO, {"digest": digest}).first()
        return None if found is None else _answer(found)

    def of(self, row: int) -> tuple[tuple[OutgoingAcknowledgement, bool], ...]:
        """Return what the message of a row was answered, each with whether that is to be sent."""
        wanted = sa.select(answer).where(_c.message == row).order_by(_c.id)
        return tuple((_answer(one), one.open) for one in self.connection.execute(wanted))

    def identifiers(self, message_id: str) -> tuple[str, ...]:
        """Return what the acknowledgements of a received message are called."""
        wanted = sa.select(_c.identifier).where(_c.message_id == message_id)
        return tuple(self.connection.execute(wanted).scalars())

    def row_answered(self, answered: OutgoingAcknowledgement) -> int | None:
        """Return the row of what an acknowledgement answers, None where nothing is kept of it."""
        wanted = sa.select(_c.message).where(_c.identifier == answered.identifier)
        return self.connection.execute(wanted).scalar_one_or_none()

    def keep(self, row: int, sealed: bytes) -> None:
        """Keep the acknowledgement of a message that we sent, as it came, instead of another."""
        self.connection.execute(sa.delete(raw).where(raw.c.message == row))
        self.connection.execute(sa.insert(raw), {"message": row, "content": sealed})

    def of_row(self, row: int) -> bytes:
        """Return the sealed acknowledgement of a message, nothing where none is kept."""
        ours = sa.select(_c.sealed).where(_c.message == row).order_by(_c.id.desc()).limit(1)
        sent = sa.select(message.c.id).where(message.c.id == row, OUTGOING).scalar_subquery()
        theirs = sa.select(raw.c.content).where(raw.c.message == sent)
        for wanted in (ours, theirs):
            found: bytes | None = self.connection.execute(wanted).scalar_one_or_none()
            if found:
                return found
        return b""

    def _add(self, new: OutgoingAcknowledgement, row: int | None, *, is_open: bool) -> None:
        values = {
            "identifier": new.identifier,
            "message_id": new.message_id,
            "recipient": new.recipient,
            "accepted": new.accepted,
            "digest": new.digest,
            "sealed": new.sealed,
            "attempts": new.attempts,
            "copy": new.copy,
            "open": is_open,
            "message": row,
        }
        self.connection.execute(sa.insert(answer), values)

    def _put(self, of: OutgoingAcknowledgement, **values: object) -> None:
        self.written.note(TableFamily.DELIVERIES)
        self.connection.execute(_ONE, {"named": of.identifier, **values})


def _answer(row: TableRow) -> OutgoingAcknowledgement:
    return OutgoingAcknowledgement(
        identifier=row.identifier,
        message_id=row.message_id,
        recipient=row.recipient,
        accepted=row.accepted,
        digest=row.digest,
        sealed=row.sealed,
        attempts=row.attempts,
        copy=row.copy,
    )


@dataclass(frozen=True, slots=True)
class SealedMessages:
    """The sealed messages of the store, within one transaction."""

    connection: sa.Connection
    written: WrittenFamilies

    def put(self, message_id: str, content: bytes) -> bytes:
        """Store a sealed message; return what is stored: the first one stays."""
        if known := self.get(message_id):
            return known
        self.written.note(TableFamily.DELIVERIES)
        values = {"message_id": message_id, "content": content}
        self.connection.execute(sa.insert(sealed), values)
        return content

    def get(self, message_id: str) -> bytes:
        """Return a sealed message, nothing where none is kept."""
        wanted = sa.select(sealed.c.content).where(sealed.c.message_id == message_id)
        found: bytes | None = self.connection.execute(wanted).scalar_one_or_none()
        return found or b""

    def drop(self, message_id: str) -> None:
        """Forget a sealed message that will not be handed over again."""
        self.written.note(TableFamily.DELIVERIES)
        self.connection.execute(sa.delete(sealed).where(sealed.c.message_id == message_id))
