"""The people who work, or worked, with this store: known by an id, whatever they are called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

import sqlalchemy as sa

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.schema.tables import colleague

_c = colleague.c


@dataclass(frozen=True, slots=True)
class Colleagues:
    """The colleagues of the store, within one transaction."""

    connection: sa.Connection
    written: WrittenFamilies

    def id_of(self, name: str) -> str:
        """Return the id of the one who has a name now; who is new here gets one."""
        known = sa.select(_c.id).where(_c.name == name, _c.left.is_(None))
        found = self.connection.execute(known).scalars().first()
        return found or self._add(name)

    def leave(self, name: str, now: datetime) -> None:
        """Note that whoever has a name works here no longer: the next of that name is another."""
        self.written.note(TableFamily.MESSAGES)
        gone = sa.update(colleague).where(_c.name == name, _c.left.is_(None))
        self.connection.execute(gone.values(left=now))

    def _add(self, name: str) -> str:
        self.written.note(TableFamily.MESSAGES)
        identity = str(uuid4())
        self.connection.execute(sa.insert(colleague).values(id=identity, name=name))
        return identity
