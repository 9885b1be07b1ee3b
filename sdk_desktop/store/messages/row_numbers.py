"""Which number the row of a message gets: lists show the largest first."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa

from sdk_desktop.store.compiled import Compiled
from sdk_desktop.store.schema.purge_tables import purged
from sdk_desktop.store.schema.shared_tables import shared_mailbox
from sdk_desktop.store.schema.tables import message

_BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
_GIVEN = sa.table("sqlite_sequence", sa.column("name"), sa.column("seq"))
_SHARED = Compiled(sa.select(shared_mailbox.c.address).limit(1))


def row_number(connection: sa.Connection, received: datetime) -> int | None:
    """Return the number for a message that was received at a moment, None for the next one.

    Messages are numbered as they come. Where mailboxes are shared, others come here long after
    they were received: there the number is that moment's, in seconds, or the first one after it
    that no message has or ever had.
    """
    if _SHARED.run(connection, {}).fetchone() is None:
        return None
    wanted = _of_moment(received)
    named = sa.select(_GIVEN.c.seq).where(_GIVEN.c.name == message.name)
    last = connection.execute(named).scalar_one_or_none() or 0
    if wanted > last:
        return wanted
    newest = sa.select(message.c.received).order_by(message.c.id.desc()).limit(1)
    before = connection.execute(newest).scalar_one_or_none()
    is_newest = before is None or before <= received
    return last + 1 if is_newest else free_number(connection, received)


def free_number(connection: sa.Connection, received: datetime) -> int:
    """Return the first number from a moment's on that no message has or ever had."""
    number = _of_moment(received)
    while _has(connection, message.c.id, number) or _has(connection, purged.c.message, number):
        after = connection.execute(_AFTER, {"number": number}).scalar_one_or_none()
        number = after or number + 1
    return number


def _of_moment(received: datetime) -> int:
    return max(int((received - _BEGIN).total_seconds()), 1)


def _has(connection: sa.Connection, column: sa.Column[int], number: int) -> bool:
    return connection.execute(sa.select(column).where(column == number)).first() is not None


_other = message.alias()
_AFTER = (
    sa.select(message.c.id + 1)
    .where(
        message.c.id >= sa.bindparam("number"),
        sa.exists().where(_other.c.id == sa.bindparam("number")),
        sa.not_(sa.exists().where(_other.c.id == message.c.id + 1)),
    )
    .order_by(message.c.id)
    .limit(1)
)
"""The end of an unbroken row of messages' numbers, none where no message has the number."""
