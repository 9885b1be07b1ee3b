"""What a mailbox held before it was shared, and what of it the ledger does not have yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.incoming import Came, Unreadable, Waiting
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.message import Message
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.compiled import Compiled
from sdk_desktop.store.messages import reading
from sdk_desktop.store.messages.message_columns import loads, party_in
from sdk_desktop.store.schema.shared_tables import shared_mailbox, unshared
from sdk_desktop.store.schema.tables import TableRow, message

_c = message.c
_COUNT = sa.select(sa.func.count()).select_from(unshared)
_ROW = sa.bindparam("row", type_=sa.Integer)
_WAITS = Compiled(sa.select(unshared.c.message).where(unshared.c.message == _ROW))
_CAME_BEFORE = Compiled(
    sa.select(_c.id)
    .join_from(message, shared_mailbox, shared_mailbox.c.address == _c.mailbox)
    .where(_c.id == _ROW, _c.received < shared_mailbox.c.since)
)
_ENDED = [status.value for status in Status if status.final]
_ENDED_LONG_AGO = sa.or_(_c.direction == Direction.IN.value, _c.status.in_(_ENDED))


@dataclass(frozen=True, slots=True)
class PastMessage:
    """A message that waits to be shared; `unreadable` is why it could not be read, or ""."""

    row: int
    message_id: str
    came: Came
    unreadable: str
    files: int
    sender: str
    created: datetime


@dataclass(frozen=True, slots=True)
class PastMessages:
    """What waits to be shared, within one transaction."""

    connection: sa.Connection
    written: WrittenFamilies

    def begin(self, address: str, now: datetime) -> None:
        """Let all that a mailbox holds wait; what is still being sent comes before the rest."""
        self.written.note(TableFamily.SHARED)
        begun = sa.update(shared_mailbox).where(shared_mailbox.c.address == address)
        self.connection.execute(begun.values(since=now))
        held = sa.select(_c.id, _c.mailbox, _ENDED_LONG_AGO).where(_c.mailbox == address)
        insert = sa.insert(unshared).prefix_with("OR REPLACE")
        self.connection.execute(insert.from_select(list(unshared.c), held))

    def begin_again(self, row: int) -> None:
        """Let a message wait once more that the ledger had and has lost."""
        self.written.note(TableFamily.SHARED)
        held = sa.select(_c.id, _c.mailbox, _ENDED_LONG_AGO).where(_c.id == row)
        insert = sa.insert(unshared).prefix_with("OR REPLACE")
        self.connection.execute(insert.from_select(list(unshared.c), held))

    def end(self, address: str) -> None:
        """Let nothing of a mailbox wait any longer."""
        self.written.note(TableFamily.SHARED)
        gone = sa.delete(unshared).where(unshared.c.mailbox == address)
        self.connection.execute(gone)

    def came_before(self, row: int) -> bool:
        """Return whether a message came before its mailbox was shared here."""
        return _CAME_BEFORE.run(self.connection, {"row": row}).fetchone() is not None

    def count(self) -> int:
        """Count what waits, in all mailboxes."""
        return self.connection.execute(_COUNT).scalar_one()

    def waits(self, row: int) -> bool:
        """Return whether a message waits to be shared."""
        return _WAITS.run(self.connection, {"row": row}).fetchone() is not None

    def next(self, address: str, limit: int) -> tuple[PastMessage, ...]:
        """Return what a mailbox shares next, oldest first."""
        wanted = (
            sa.select(*_NAMED)
            .join_from(unshared, message, _c.id == unshared.c.message)
            .where(unshared.c.mailbox == address)
            .order_by(unshared.c.later, unshared.c.message)
        )
        return tuple(_past(row) for row in self.connection.execute(wanted.limit(limit)))

    def whole(self, one: PastMessage) -> Message:
        """Return a message with its files."""
        return reading.whole(self.connection, one.row)

    def raw(self, one: PastMessage) -> Unreadable:
        """Return what could not be read, as it came."""
        came = one.came
        waiting = Waiting(came.service_id, one.message_id, came.mailbox, one.created)
        content = reading.raw_bytes(self.connection, one.row)
        return Unreadable(waiting, one.unreadable, content, sender=one.sender)

    def done(self, *rows: int) -> None:
        """Let messages wait no longer."""
        self.written.note(TableFamily.SHARED)
        self.connection.execute(sa.delete(unshared).where(unshared.c.message.in_(rows)))


_NAMED = (
    *(_c.id, _c.message_id, _c.mailbox, _c.received, _c.service_id, _c.digest, _c.direction),
    *(_c.unreadable, _c.attachments, _c.counterpart, _c.created),
)


def _past(row: TableRow) -> PastMessage:
    direction = Direction(row.direction)
    came = Came(row.mailbox, row.received, row.service_id, row.digest, direction)
    sender = party_in(loads(row.counterpart)).organisation
    return PastMessage(
        *(row.id, row.message_id, came, row.unreadable, row.attachments, sender, row.created)
    )
