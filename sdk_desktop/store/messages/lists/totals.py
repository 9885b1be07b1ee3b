"""How large the folders are that may grow for years: kept with each change, never counted anew."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from sdk_desktop.domain.mailbox import Direction, Folder
from sdk_desktop.store.messages.list_states import ALONE_OR_FIRST
from sdk_desktop.store.schema.count_tables import message_count
from sdk_desktop.store.schema.draft_tables import listed_message
from sdk_desktop.store.schema.tables import message

_c = message_count.c
_BEHIND = "behind"
_NUMBER = sa.case((_c.what == _BEHIND, -_c["count"]), else_=_c["count"])
_KEPT: Mapping[Folder, tuple[str, ...]] = {
    Folder.ALL: (Direction.IN, Direction.OUT),
    Folder.SENT: (Direction.OUT, _BEHIND),
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
    sa.select(message.c.mailbox, sa.literal(_BEHIND), sa.func.count())
    .join_from(listed_message, message, message.c.id == listed_message.c.message)
    .where(sa.not_(ALONE_OR_FIRST))
    .group_by(message.c.mailbox),
)


def total(connection: sa.Connection, folder: Folder, mailbox: str) -> int | None:
    """Return how many rows a folder of a mailbox, or of all (""), has; None: to be counted."""
    if folder not in _KEPT:
        return None
    kept = _OF_ONE if mailbox else _OF_ALL
    values = {"kept": _KEPT[folder], "here": mailbox}
    return int(connection.execute(kept, values).scalar_one())


def by_mailbox(folder: Folder) -> sa.Select[str, str, int]:
    """Return the statement for how many rows the folder has in each mailbox."""
    numbers = sa.select(sa.literal(folder.value), _c.mailbox, sa.func.sum(_NUMBER))
    return numbers.where(_c.what.in_(_KEPT[folder])).group_by(_c.mailbox)


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
