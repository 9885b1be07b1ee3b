"""Which records of shared mailboxes cannot be read here, who wrote them, and who has tried."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.domain.sharing import CopiedRecord, UnreadRecords
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.compiled import Compiled
from sdk_desktop.store.schema.shared_tables import shared_mailbox, shared_record, shared_unread

_c = shared_unread.c
_SAME = (_c.mailbox == sa.bindparam("of"), _c.record == sa.bindparam("named"))
_NOTE = Compiled(sa.insert(shared_unread).prefix_with("OR REPLACE"), _c.keys())
_FORGET = Compiled(sa.delete(shared_unread).where(*_SAME))
_FORGET_RECORD = sa.delete(shared_record).where(
    shared_record.c.mailbox == sa.bindparam("of"), shared_record.c.record == sa.bindparam("named")
)
_TRIED = sa.update(shared_unread).where(*_SAME).values(version=sa.bindparam("by"))
_WRITTEN = (
    sa.select(shared_mailbox.c.address, _c.device, sa.func.count())
    .where(shared_mailbox.c.mailbox == _c.mailbox)
    .group_by(shared_mailbox.c.address, _c.device)
    .order_by(shared_mailbox.c.address, _c.device)
)


@dataclass(frozen=True, slots=True)
class UnreadList:
    """The records that cannot be read, within one transaction."""

    connection: sa.Connection
    written: WrittenFamilies

    def note(self, mailbox: UUID, record: CopiedRecord, device: str, version: str) -> None:
        """List a record that a device wrote and that a version of this program cannot read."""
        self._note()
        values = {
            "mailbox": str(mailbox),
            "record": str(record.id),
            "kind": record.kind,
            "device": device,
            "version": version,
        }
        _NOTE.run(self.connection, values)

    def forget(self, mailbox: UUID, record: UUID) -> None:
        """List a record no longer."""
        self._note()
        _FORGET.run(self.connection, {"of": str(mailbox), "named": str(record)})

    def take_anew(self, mailbox: UUID, record: UUID) -> None:
        """List a record no longer, nor know anything of it: the same version of it is news."""
        self.forget(mailbox, record)
        named = {"of": str(mailbox), "named": str(record)}
        self.connection.execute(_FORGET_RECORD, named)

    def tried(self, mailbox: UUID, record: UUID, version: str) -> None:
        """Note that a version of this program has tried to read a record."""
        self._note()
        named = {"of": str(mailbox), "named": str(record), "by": version}
        self.connection.execute(_TRIED, named)

    def untried(self, mailbox: UUID, version: str, limit: int) -> tuple[UUID, ...]:
        """Return some of the records that a version of this program has not tried to read."""
        mine = _c.mailbox == str(mailbox), _c.version != version
        wanted = sa.select(_c.record).where(*mine).order_by(_c.record).limit(limit)
        return tuple(map(UUID, self.connection.execute(wanted).scalars()))

    def of_kind(self, mailbox: UUID, kind: int) -> frozenset[UUID]:
        """Return the records of a kind that are listed."""
        mine = _c.mailbox == str(mailbox), _c.kind == kind
        found = self.connection.execute(sa.select(_c.record).where(*mine))
        return frozenset(map(UUID, found.scalars()))

    def counted(self, kinds: Collection[int]) -> tuple[UnreadRecords, ...]:
        """Count what is listed of some kinds, of mailboxes that are shared, by who wrote it."""
        rows = self.connection.execute(_WRITTEN.where(_c.kind.in_(kinds)))
        return tuple(UnreadRecords(*row) for row in rows)

    def _note(self) -> None:
        self.written.note(TableFamily.SHARED)
