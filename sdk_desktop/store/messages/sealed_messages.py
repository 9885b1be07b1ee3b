"""What we sealed ourselves, for as long as exactly the same may have to be handed over again."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.schema import direct_tables

_c = direct_tables.sealed.c


@dataclass(frozen=True, slots=True)
class SealedMessages:
    """The sealed messages of the store, within one transaction."""

    connection: sa.Connection
    written: WrittenFamilies

    def put(self, message_id: str, content: bytes) -> bytes:
        """Keep a sealed message, and give what is kept: the one that was kept first stays."""
        if known := self.get(message_id):
            return known
        self.written.note(TableFamily.DELIVERIES)
        values = {"message_id": message_id, "content": content}
        self.connection.execute(sa.insert(direct_tables.sealed), values)
        return content

    def get(self, message_id: str) -> bytes:
        """Return a sealed message, nothing where none is kept."""
        wanted = sa.select(_c.content).where(_c.message_id == message_id)
        found: bytes | None = self.connection.execute(wanted).scalar_one_or_none()
        return found or b""

    def drop(self, message_id: str) -> None:
        """Forget a sealed message that will not be handed over again."""
        self.written.note(TableFamily.DELIVERIES)
        self.connection.execute(sa.delete(direct_tables.sealed).where(_c.message_id == message_id))
