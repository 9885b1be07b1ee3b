"""Which number the row of a message gets: lists show the largest first."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa

from sdk_desktop.domain.clock import MOST_SKEW
from sdk_desktop.store.compiled import Compiled
from sdk_desktop.store.schema.purge_tables import purged
from sdk_desktop.store.schema.shared_tables import shared_mailbox
from sdk_desktop.store.schema.tables import message

_BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
_GIVEN = sa.table("sqlite_sequence", sa.column("name"), sa.column("seq"))
_number = sa.bindparam("number", type_=sa.Integer)
_is_taken = sa.or_(
    sa.exists().where(message.c.id == _number), sa.exists().where(purged.c.message == _number)
)
_newest = sa.select(message.c.received).order_by(message.c.id.desc()).limit(1).scalar_subquery()
_WHERE_SHARED = Compiled(
    sa.select(
        sa.select(_GIVEN.c.seq).where(_GIVEN.c.name == sa.literal(message.name)).scalar_subquery(),
        sa.func.coalesce(_newest < sa.bindparam("new_from", type_=message.c.received.type), 1),
        _is_taken,
    ).where(sa.exists().where(shared_mailbox.c.address.is_not(None)))
)
_IS_TAKEN = Compiled(sa.select(_is_taken))
_other = message.alias()
_AFTER = Compiled(
    sa.select(message.c.id + 1)
    .where(
        message.c.id >= _number,
        sa.exists().where(_other.c.id == _number),
        sa.not_(sa.exists().where(_other.c.id == message.c.id + 1)),
    )
    .order_by(message.c.id)
    .limit(1)
)
"""The end of an unbroken row of messages' numbers, none where no message has the number."""


def row_number(connection: sa.Connection, received: datetime) -> int | None:
    """Return the number for a message that was received at a moment, None for the next one.

    Messages are numbered as they come. Where mailboxes are shared, others come here long after
    they were received: there the number is that moment's, in seconds, or the first one after it
    that no message has or ever had. What comes last and is not older than the newest by more than
    computers' clocks may differ is new: it may answer that, and is still to be exported.
    """
    wanted = _of_moment(received)
    asked = {"number": wanted, "new_from": received + MOST_SKEW}
    known = _WHERE_SHARED.run(connection, asked).fetchone()
    if known is None:
        return None
    last, is_newest, is_taken = known
    if wanted > (last or 0):
        return wanted
    if is_newest:
        return int(last) + 1
    return _free_after(connection, wanted) if is_taken else wanted


def free_number(connection: sa.Connection, received: datetime) -> int:
    """Return the first number from a moment's on that no message has or ever had."""
    number = _of_moment(received)
    return _free_after(connection, number) if _is_taken_here(connection, number) else number


def _is_taken_here(connection: sa.Connection, number: int) -> bool:
    (is_taken,) = _IS_TAKEN.run(connection, {"number": number}).fetchone()
    return bool(is_taken)


def _free_after(connection: sa.Connection, number: int) -> int:
    is_taken = True
    while is_taken:
        found = _AFTER.run(connection, {"number": number}).fetchone()
        number = found[0] if found else number + 1
        is_taken = _is_taken_here(connection, number)
    return number


def _of_moment(received: datetime) -> int:
    return max(int((received - _BEGIN).total_seconds()), 1)
