"""Which row a message has, by what it is called on other computers and at the message service."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.store.schema.tables import INCOMING, READABLE, message

_MAILBOX = sa.select(message.c.mailbox).where(message.c.id == sa.bindparam("row"))


@dataclass(frozen=True, slots=True)
class MessageNames:
    """The names of the store's messages, within one transaction."""

    connection: sa.Connection

    def mailbox_of(self, row: int) -> str:
        """Return the mailbox of a message, "" for none where the message is not here."""
        found = self.connection.execute(_MAILBOX, {"row": row}).scalar_one_or_none()
        return found or ""

    def row_of(self, mailbox: str, message_id: str, direction: Direction) -> int | None:
        """Return the row of a message that is shared; the first of several, None without."""
        c = message.c
        of_mailbox = sa.and_(c.mailbox == mailbox, c.direction == direction.value, READABLE)
        rows = sa.select(c.id).where(c.message_id == message_id, of_mailbox)
        return self.connection.execute(rows.order_by(c.id).limit(1)).scalar_one_or_none()

    def is_elsewhere(self, mailbox: str, message_id: str, direction: Direction) -> bool:
        """Return whether another mailbox here has a message of this id."""
        c = message.c
        same = sa.and_(c.message_id == message_id, c.direction == direction.value, READABLE)
        rows = sa.select(c.id).where(same, c.mailbox != mailbox).limit(1)
        return self.connection.execute(rows).first() is not None

    def received_row(self, mailbox: str, service_id: str) -> int | None:
        """Return the row of what came to a mailbox under a name of the message service."""
        c = message.c
        named = sa.and_(c.service_id == service_id, c.mailbox == mailbox, INCOMING)
        rows = sa.select(c.id).where(named).order_by(c.id).limit(1)
        return self.connection.execute(rows).scalar_one_or_none()

    def service_id(self, row: int) -> str:
        """Return the message service's name for what came."""
        wanted = sa.select(message.c.service_id).where(message.c.id == row)
        return str(self.connection.execute(wanted).scalar_one())
