"""Which messages of a mailbox are still to be exported."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.schema.export_tables import exported
from sdk_desktop.store.schema.tables import INCOMING, message

_MAILBOX = exported.c.mailbox == sa.bindparam("named")
_MARK = sa.select(exported.c.message).where(_MAILBOX)
_RENEW = sa.update(exported).where(_MAILBOX)
_OF_MAILBOX = sa.select(message.c.id).where(message.c.mailbox == sa.bindparam("named"))
_NEWEST = sa.select(sa.func.max(_OF_MAILBOX.subquery().c.id))
_AFTER = (
    _OF_MAILBOX.where(message.c.id > sa.bindparam("after"), INCOMING)
    .order_by(message.c.id)
    .limit(sa.bindparam("most"))
)


@dataclass(frozen=True, slots=True)
class Exports:
    """How far each mailbox has been exported, within one transaction."""

    connection: sa.Connection
    written: WrittenFamilies

    def begin(self, mailbox: str) -> None:
        """Let a mailbox be exported from now on: what it has is not, unless it has begun before."""
        if self._mark(mailbox) is None:
            newest = self.connection.execute(_NEWEST, {"named": mailbox}).scalar()
            self.done(mailbox, newest or 0)

    def due(self, mailbox: str, most: int) -> tuple[int, ...]:
        """Return the rows of what came since, oldest first, nothing where it has not begun."""
        mark = self._mark(mailbox)
        if mark is None:
            return ()
        asked = {"named": mailbox, "after": mark, "most": most}
        return tuple(self.connection.execute(_AFTER, asked).scalars())

    def done(self, mailbox: str, row: int) -> None:
        """Note that a mailbox is exported up to a row."""
        self.written.note(TableFamily.FETCHES)
        renewed = self.connection.execute(_RENEW, {"named": mailbox, "message": row})
        if not renewed.rowcount:
            self.connection.execute(sa.insert(exported), {"mailbox": mailbox, "message": row})

    def _mark(self, mailbox: str) -> int | None:
        return self.connection.execute(_MARK, {"named": mailbox}).scalar_one_or_none()
