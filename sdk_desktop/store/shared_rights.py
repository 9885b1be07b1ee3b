"""What this computer may in the mailboxes that it shares, as the ledger said last."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.domain.roles import Role
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.compiled import Compiled
from sdk_desktop.store.schema.shared_tables import shared_mailbox

_c = shared_mailbox.c
_ROLE = Compiled(sa.select(_c.role).where(_c.address == sa.bindparam("of")))


@dataclass(frozen=True, slots=True)
class SharedRights:
    """The rights of this computer, within one transaction."""

    connection: sa.Connection
    written: WrittenFamilies

    def role(self, address: str) -> Role:
        """Return this computer's role in a mailbox; in one that is not shared it may everything."""
        found = _ROLE.run(self.connection, {"of": address}).fetchone()
        return Role(found[0]) if found else Role.MANAGER

    def put(self, address: str, role: Role) -> None:
        """Keep this computer's role in a mailbox."""
        self.written.note(TableFamily.SHARED)
        same = sa.update(shared_mailbox).where(_c.address == address)
        self.connection.execute(same.values(role=role.value))
