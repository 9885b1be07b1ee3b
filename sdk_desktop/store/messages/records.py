"""What an archive asks of messages: their types, whether they must be kept, whom they are about."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.domain.message import Message
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.messages import listing, reading
from sdk_desktop.store.schema.tables import TYPED, message

_c = message.c


@dataclass(frozen=True, slots=True)
class Records:
    """The messages of the store as records, within one transaction."""

    connection: sa.Connection
    written: WrittenFamilies

    def document_types(self) -> tuple[str, ...]:
        """Return the document types that messages have, in the order of their letters."""
        types = sa.select(_c.document_type).where(TYPED).distinct()
        return tuple(sorted(self.connection.execute(types).scalars(), key=str.casefold))

    def hold(self, row: int, reason: str) -> None:
        """Keep a message from being erased, for a reason; with an empty one no longer."""
        self.written.note(TableFamily.MESSAGES)
        changed = sa.update(message).where(_c.id == row).values(hold=reason)
        if not self.connection.execute(changed).rowcount:
            raise listing.missing()

    def message(self, row: int) -> Message | None:
        """Return a message with empty files, to record whom it is about; None if unreadable."""
        if listing.headline(self.connection, row).unreadable:
            return None
        return reading.without_content(self.connection, row)
