"""What a copy does when the ledger has lost something: it goes back, and sets its own aside."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.domain.sharing import CopiedRecord, CopyReach
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.compiled import Compiled
from sdk_desktop.store.schema.shared_tables import (
    shared_aside,
    shared_mark,
    shared_record,
    shared_unread,
)
from sdk_desktop.store.shared import copied

MARKS = 1_000
"""So many places are kept, and some more; a ledger that went back further is read from the first
change on."""
_SOME = 50
"""Once in so many the oldest are forgotten."""
_c = shared_aside.c
_m = shared_mark.c
_MARK = Compiled(sa.insert(shared_mark).prefix_with("OR REPLACE"), _m.keys())
_OLDEST = (
    sa.select(_m.number)
    .where(_m.mailbox == sa.bindparam("of"))
    .order_by(_m.number.desc())
    .offset(MARKS)
    .limit(1)
)
_FORGET_OLDEST = sa.delete(shared_mark).where(
    _m.mailbox == sa.bindparam("of"), _m.number <= _OLDEST.scalar_subquery()
)
_SAME = (_c.mailbox == sa.bindparam("of"), _c.record == sa.bindparam("id"))
_ANY_ASIDE = Compiled(sa.select(_c.record).where(_c.mailbox == sa.bindparam("of")).limit(1))
_IS_ASIDE = sa.select(_c.record).where(*_SAME)
_SETTLE = sa.delete(shared_aside).where(*_SAME)


@dataclass(frozen=True, slots=True)
class SetAside:
    """The marks of a copy and the records that it has set aside, within one transaction."""

    connection: sa.Connection
    written: WrittenFamilies

    def mark(self, mailbox: UUID, reach: CopyReach) -> None:
        """Keep a place that a copy has come to; the oldest ones are forgotten."""
        values = {
            "mailbox": str(mailbox),
            "position": reach.position,
            "number": reach.number,
            "digest": reach.digest,
            "epoch": reach.epoch,
        }
        if not reach.number:
            return
        self._note()
        _MARK.run(self.connection, values)
        if reach.number % _SOME == 0:
            self.connection.execute(_FORGET_OLDEST, {"of": str(mailbox)})

    def marks(self, mailbox: UUID) -> tuple[CopyReach, ...]:
        """Return the places that a copy has come to, the newest first."""
        m = shared_mark.c
        wanted = (
            sa.select(m.position, m.number, m.digest, m.epoch, m.number, m.digest)
            .where(m.mailbox == str(mailbox))
            .order_by(m.number.desc())
        )
        return tuple(CopyReach(*row) for row in self.connection.execute(wanted))

    def go_back(self, mailbox: UUID, number: int) -> int:
        """Set aside what a copy took in after a change, all of it after 0; return how much."""
        self._note()
        r, m = shared_record.c, shared_mark.c
        later = r.mailbox == str(mailbox), sa.or_(r.number > number, sa.literal(number) == 0)
        told = sa.select(r.mailbox, r.record, r.kind, r.version, r.fields, sa.literal(number))
        columns = ["mailbox", "record", "kind", "version", "fields", "number"]
        insert = sa.insert(shared_aside).prefix_with("OR IGNORE")
        self.connection.execute(insert.from_select(columns, told.where(*later)))
        gone = self.connection.execute(sa.delete(shared_record).where(*later)).rowcount
        same = r.mailbox == shared_unread.c.mailbox, r.record == shared_unread.c.record
        left = sa.select(r.record).where(*same).exists()
        unread = shared_unread.c.mailbox == str(mailbox), ~left
        self.connection.execute(sa.delete(shared_unread).where(*unread))
        lost = m.mailbox == str(mailbox), m.number > number
        self.connection.execute(sa.delete(shared_mark).where(*lost))
        return gone

    def next(
        self, mailbox: UUID, limit: int, but: Collection[int] = ()
    ) -> tuple[CopiedRecord, ...]:
        """Return some of what is set aside, of other kinds than those named.

        The `number` of each is that of the change after which it came.
        """
        mine = _c.mailbox == str(mailbox), _c.kind.not_in(but)
        wanted = sa.select(shared_aside).where(*mine)
        rows = self.connection.execute(wanted.order_by(_c.record).limit(limit))
        return tuple(map(copied, rows))

    def has_any(self, mailbox: UUID) -> bool:
        """Return whether anything of a mailbox is set aside."""
        return _ANY_ASIDE.run(self.connection, {"of": str(mailbox)}).fetchone() is not None

    def has(self, mailbox: UUID, record: UUID) -> bool:
        """Return whether a record is set aside, so that nothing is shown in its place."""
        named = {"of": str(mailbox), "id": str(record)}
        return self.connection.execute(_IS_ASIDE, named).first() is not None

    def settle(self, mailbox: UUID, record: UUID) -> None:
        """Forget what was set aside of a record: the ledger has what is right."""
        self._note()
        self.connection.execute(_SETTLE, {"of": str(mailbox), "id": str(record)})

    def _note(self) -> None:
        self.written.note(TableFamily.SHARED)
