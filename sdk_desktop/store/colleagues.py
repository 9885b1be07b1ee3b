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
_HERE = _c.elsewhere == sa.false()


@dataclass(frozen=True, slots=True)
class Colleagues:
    """The colleagues of the store, within one transaction."""

    connection: sa.Connection
    written: WrittenFamilies

    def id_of(self, name: str) -> str:
        """Return the id of the one here who has a name now; who is new here gets one."""
        known = sa.select(_c.id).where(_c.name == name, _HERE, _c.left.is_(None))
        found = self.connection.execute(known).scalars().first()
        return found or self._add(str(uuid4()), name, elsewhere=False)

    def name_of(self, identity: str) -> str:
        """Return what a colleague is called, "" for nobody and for one who is not known."""
        known = sa.select(_c.name).where(_c.id == identity)
        return self.connection.execute(known).scalar_one_or_none() or ""

    def know(self, identity: str, name: str) -> None:
        """Keep what a colleague at another computer is called; those here stay as they are."""
        known = self.connection.execute(sa.select(_c.name).where(_c.id == identity)).scalar()
        if known is None:
            self._add(identity, name, elsewhere=True)
        elif known != name:
            renamed = sa.update(colleague).where(_c.id == identity, sa.not_(_HERE))
            self.connection.execute(renamed.values(name=name))

    def leave(self, name: str, now: datetime) -> None:
        """Note that whoever has a name works here no longer: the next of that name is another."""
        self.written.note(TableFamily.MESSAGES)
        gone = sa.update(colleague).where(_c.name == name, _HERE, _c.left.is_(None))
        self.connection.execute(gone.values(left=now))

    def _add(self, identity: str, name: str, *, elsewhere: bool) -> str:
        self.written.note(TableFamily.MESSAGES)
        values = {"id": identity, "name": name, "elsewhere": elsewhere}
        self.connection.execute(sa.insert(colleague).values(values))
        return identity
