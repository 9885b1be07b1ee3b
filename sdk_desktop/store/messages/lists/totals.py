"""How large the folders are that may grow for years: kept with each change, never counted anew.

What has a duty is kept by days, see `pressing`; here all that is kept is compared with what is.
"""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from sdk_desktop.domain.mailbox import Direction, Folder
from sdk_desktop.store.messages.list_states import ALONE_OR_FIRST
from sdk_desktop.store.schema.count_tables import DAY, duty_count, message_count
from sdk_desktop.store.schema.draft_tables import listed_message
from sdk_desktop.store.schema.tables import TO_ANSWER, WITH_DUTY, message

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
_DAY = sa.literal_column(str(DAY), sa.Integer)
_DUTY = (
    *(message.c.mailbox, message.c.duty, sa.cast(message.c.received, sa.Integer) // _DAY),
    sa.literal_column(TO_ANSWER, sa.Integer) // _DAY,
)
_TRUE_DUTIES = sa.select(*_DUTY, sa.func.count()).where(WITH_DUTY).group_by(*_DUTY)
_ALL = ((message_count, _TRUE), (duty_count, _TRUE_DUTIES))


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
    return all(
        set(connection.execute(sa.select(kept).where(kept.c["count"] != 0)))
        == {row for row in connection.execute(true) if row[-1]}
        for kept, true in _ALL
    )


def count_anew(connection: sa.Connection) -> None:
    """Count every message."""
    for kept, true in _ALL:
        connection.execute(sa.delete(kept))
        connection.execute(sa.insert(kept).from_select(list(kept.c), true))
