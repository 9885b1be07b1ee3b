"""How large the folders are that may grow for years: kept with each change, never counted anew."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from sdk_desktop.domain.mailbox import Direction, Folder
from sdk_desktop.store.schema.count_tables import message_count
from sdk_desktop.store.schema.tables import message

_c = message_count.c
_NUMBER = _c["count"]
_KEPT: Mapping[Folder, tuple[str, ...]] = {
    Folder.ALL: (Direction.IN, Direction.OUT),
    Folder.SENT: (Direction.OUT,),
    Folder.UNASSIGNED: ("unassigned",),
}
_OF_ALL = sa.select(sa.func.coalesce(sa.func.sum(_NUMBER), 0)).where(
    _c.what.in_(sa.bindparam("kept", expanding=True))
)
_OF_ONE = _OF_ALL.where(_c.mailbox == sa.bindparam("here"))
_TRUE = sa.union_all(
    sa.select(message.c.mailbox, message.c.direction, sa.func.count().label("count")).group_by(
        message.c.mailbox, message.c.direction
    ),
    sa.select(
        message.c.mailbox,
        sa.literal("unassigned"),
        sa.func.sum(sa.cast(message.c.unassigned, sa.Integer)),
    ).group_by(message.c.mailbox),
)


def total(connection: sa.Connection, folder: Folder, mailbox: str) -> int | None:
    """Return how many messages a folder of a mailbox, or of all (""), has; None: to be counted."""
    if folder not in _KEPT:
        return None
    kept = _OF_ONE if mailbox else _OF_ALL
    values = {"kept": _KEPT[folder], "here": mailbox}
    return int(connection.execute(kept, values).scalar_one())


def by_mailbox(folder: Folder) -> sa.Select[str, str, int]:
    """Return the statement for how many messages the folder has in each mailbox."""
    (what,) = _KEPT[folder]
    return sa.select(sa.literal(folder.value), _c.mailbox, _NUMBER).where(_c.what == what)


def are_true(connection: sa.Connection) -> bool:
    """Return whether what was kept is what is there."""
    kept, there = (
        {tuple(row) for row in connection.execute(statement) if row[2]}
        for statement in (sa.select(message_count), _TRUE)
    )
    return kept == there


def count_anew(connection: sa.Connection) -> None:
    """Count every message."""
    connection.execute(sa.delete(message_count))
    connection.execute(sa.insert(message_count).from_select(list(_c), _TRUE))
