"""What this computer may in the mailboxes that it shares, as the ledger said last."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.schema.shared_tables import shared_mailbox

_c = shared_mailbox.c


@dataclass(frozen=True, slots=True)
class SharedRights:
    """The rights of this computer, within one transaction."""

    connection: sa.Connection
    written: WrittenFamilies

    def only_reads(self, address: str) -> bool:
        """Return whether this computer may only read a mailbox; of one that is not shared, no."""
        wanted = sa.select(_c.only_read).where(_c.address == address)
        return bool(self.connection.execute(wanted).scalar_one_or_none())

    def put(self, address: str, *, only_read: bool) -> None:
        """Keep whether this computer may only read a mailbox."""
        self.written.note(TableFamily.SHARED)
        same = sa.update(shared_mailbox).where(_c.address == address)
        self.connection.execute(same.values(only_read=only_read))
