"""Which row a message has, by what it is called on other computers and at the message service."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.store.compiled import Compiled
from sdk_desktop.store.messages.lists import listing
from sdk_desktop.store.schema.tables import INCOMING, READABLE, message

_c = message.c
_ROW = sa.bindparam("row", type_=sa.Integer)
_MAILBOX = sa.select(_c.mailbox).where(_c.id == _ROW)
_NAME = Compiled(
    sa.select(_c.direction, _c.mailbox, _c.message_id, _c.unreadable, _c.service_id).where(
        _c.id == _ROW
    )
)
_NAMED = Compiled(
    sa.select(_c.mailbox, _c.id)
    .where(_c.message_id == sa.bindparam("name"), _c.direction == sa.bindparam("way"), READABLE)
    .order_by(_c.id)
)
_RECEIVED = Compiled(
    sa.select(_c.id)
    .where(_c.service_id == sa.bindparam("name"), _c.mailbox == sa.bindparam("box"), INCOMING)
    .order_by(_c.id)
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class MessageName:
    """What a message is called: by its id, or by the service's where it cannot be read."""

    direction: Direction
    mailbox: str
    message_id: str
    unreadable: bool
    service_id: str


@dataclass(frozen=True, slots=True)
class MessageNames:
    """The names of the store's messages, within one transaction."""

    connection: sa.Connection

    def mailbox_of(self, row: int) -> str:
        """Return the mailbox of a message, "" for none where the message is not here."""
        found = self.connection.execute(_MAILBOX, {"row": row}).scalar_one_or_none()
        return found or ""

    def name_of(self, row: int) -> MessageName:
        """Return what a message is called."""
        found = _NAME.run(self.connection, {"row": row}).fetchone()
        if found is None:
            raise listing.missing()
        direction, mailbox, message_id, unreadable, service_id = found
        return MessageName(Direction(direction), mailbox, message_id, bool(unreadable), service_id)

    def places(self, message_id: str, direction: Direction) -> dict[str, int]:
        """Return the mailboxes that have a message of this id, and its row, the first of several.

        They were given here in this order.
        """
        wanted = {"name": message_id, "way": direction.value}
        found: dict[str, int] = {}
        for mailbox, row in _NAMED.run(self.connection, wanted):
            found.setdefault(mailbox, row)
        return found

    def row_of(self, mailbox: str, message_id: str, direction: Direction) -> int | None:
        """Return the row of a message that is shared; the first of several, None without."""
        return self.places(message_id, direction).get(mailbox)

    def received_row(self, mailbox: str, service_id: str) -> int | None:
        """Return the row of what came to a mailbox under a name of the message service."""
        wanted = {"name": service_id, "box": mailbox}
        found = _RECEIVED.run(self.connection, wanted).fetchone()
        return found and int(found[0])

    def service_id(self, row: int) -> str:
        """Return the message service's name for what came."""
        return self.name_of(row).service_id
