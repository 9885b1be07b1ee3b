"""How large the folders are that may grow for years: kept with each change, never counted anew.

Of a distribution list one row alone is shown as sent: the others are taken off what is kept.
"""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from sdk_desktop.domain.mailbox import Direction, Folder
from sdk_desktop.store.messages.list_states import ALONE_OR_FIRST
from sdk_desktop.store.schema.count_tables import message_count
from sdk_desktop.store.schema.draft_tables import listed_message
from sdk_desktop.store.schema.tables import message

_c = message_count.c
_NUMBER = _c["count"]
_KEPT: Mapping[Folder, tuple[str, ...]] = {
    Folder.ALL: (Direction.IN, Direction.OUT),
    Folder.SENT: (Direction.OUT,),
    Folder.UNASSIGNED: ("unassigned",),
}
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
_BEHIND = (
    sa.select(message.c.mailbox, sa.func.count().label("behind"))
    .join_from(listed_message, message, message.c.id == listed_message.c.message)
    .where(sa.not_(ALONE_OR_FIRST))
    .group_by(message.c.mailbox)
    .subquery()
)
"""In each mailbox: the messages of distribution lists for which another one stands."""


def total(connection: sa.Connection, folder: Folder, mailbox: str) -> int | None:
    """Return how many messages a folder of a mailbox, or of all (""), has; None: to be counted."""
    if folder not in _KEPT:
        return None
    kept = sa.select(sa.func.coalesce(sa.func.sum(_NUMBER), 0)).where(_c.what.in_(_KEPT[folder]))
    here = [_c.mailbox == mailbox] if mailbox else []
    count = int(connection.execute(kept.where(*here)).scalar_one())
    if folder is not Folder.SENT:
        return count
    behind = sa.select(sa.func.coalesce(sa.func.sum(_BEHIND.c.behind), 0))
    there = [_BEHIND.c.mailbox == mailbox] if mailbox else []
    return count - int(connection.execute(behind.where(*there)).scalar_one())


def by_mailbox(folder: Folder) -> sa.Select[str, str, int]:
    """Return the statement for how many messages the folder has in each mailbox."""
    (what,) = _KEPT[folder]
    name, here = sa.literal(folder.value), _c.what == what
    if folder is not Folder.SENT:
        return sa.select(name, _c.mailbox, _NUMBER).where(here)
    count = _NUMBER - sa.func.coalesce(_BEHIND.c.behind, 0)
    less = sa.outerjoin(message_count, _BEHIND, _BEHIND.c.mailbox == _c.mailbox)
    return sa.select(name, _c.mailbox, count).select_from(less).where(here)


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
