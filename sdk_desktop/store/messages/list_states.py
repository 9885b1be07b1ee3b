"""How a distribution list stands where one row of a message list stands for it.

Its messages are rows of their own everywhere; a message that was sent again counts no longer.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from sdk_desktop.domain.delivery import Arrival, ListState, Status
from sdk_desktop.store.schema.draft_tables import listed_message
from sdk_desktop.store.schema.tables import message

_listed, _other = listed_message.c, listed_message.alias("other").c
_AGAIN = sa.exists().where(
    _other.list == _listed.list, _other.replaces == message.c.message_id, _other.replaces != ""
)
_STATES = (
    sa.select(_listed.list, message.c.status, message.c.rejected, sa.func.count().label("many"))
    .join_from(listed_message, message, message.c.id == _listed.message)
    .where(sa.not_(_AGAIN))
    .group_by(_listed.list, message.c.status, message.c.rejected)
)
ALONE_OR_FIRST = sa.not_(
    sa.exists().where(
        _listed.message == message.c.id,
        _other.list == _listed.list,
        _other.message < message.c.id,
    )
)
"""The condition that a message is of no list, or stands for it: the first that is left of it."""


def states(connection: sa.Connection, rows: Iterable[int]) -> dict[int, ListState]:
    """Return how the lists stand to which messages belong, by the rows of these."""
    named = sa.select(_listed.message, _listed.list).where(_listed.message.in_(list(rows)))
    lists = {one.message: one.list for one in connection.execute(named)}
    if not lists:
        return {}
    arrivals: dict[str, list[Arrival]] = {name: [] for name in lists.values()}
    for one in connection.execute(_STATES.where(_listed.list.in_(arrivals))):
        shown = Status(one.status) if one.status else None
        arrivals[one.list] += [Arrival.of(shown, rejected=one.rejected)] * one.many
    return {row: ListState.of(arrivals[name]) for row, name in lists.items()}
