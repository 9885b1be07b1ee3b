"""In which order a folder shows its messages, and where its next page begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from sdk_desktop.domain.mailbox import Folder, ListQuery, Order
from sdk_desktop.store.schema.tables import SENDER_NAME, TO_ANSWER, message, unseen

_c = message.c
_KEYS: Mapping[Order, sa.ColumnClause[Any]] = {
    Order.SENDER: sa.literal_column(SENDER_NAME),
    Order.DEADLINE: sa.literal_column(TO_ANSWER),
}
"""What is sorted by, written as in its index."""


def page_rows(
    connection: sa.Connection,
    query: ListQuery,
    conditions: Sequence[sa.ColumnElement[bool]],
    before: int | None,
    limit: int,
) -> list[int]:
    """Return the rows of a page in the order of a query: those that come after row `before`."""
    if query.folder is Folder.NEW and query.order not in _KEYS and not query.searches:
        return _unread_rows(connection, query, before, limit)
    after, ordered = _after(connection, query, before)
    rows = sa.select(_c.id).where(*conditions, *after).order_by(*ordered).limit(limit)
    return list(connection.execute(rows).scalars())


def compared(query: ListQuery, column: sa.Column[str]) -> sa.ColumnElement[str]:
    """Return a column to compare with; one by which nothing is looked up where lists are sorted.

    The engine would look up all that match, and sort them for each page.
    """
    return sa.literal_column(f"+message.{column.name}") if query.order in _KEYS else column


def _unread_rows(
    connection: sa.Connection, query: ListQuery, before: int | None, limit: int
) -> list[int]:
    """Return the rows of a page of what is new: no message is looked at for it."""
    place = unseen.c.message
    here = [unseen.c.mailbox == query.mailbox] if query.mailbox else []
    after, ordered = _by_arrival(query, place, before)
    rows = sa.select(place).where(unseen.c.who == query.me, *here, *after)
    return list(connection.execute(rows.order_by(*ordered).limit(limit)).scalars())


def _after(
    connection: sa.Connection, query: ListQuery, before: int | None
) -> tuple[Sequence[sa.ColumnElement[bool]], Sequence[sa.ColumnElement[Any]]]:
    """Return what holds for all that comes after a row, and the order."""
    key = _KEYS.get(query.order)
    if key is None:
        return _by_arrival(query, _place(query), before)
    ordered = [key, _c.id.desc()]
    if before is None:
        return [], ordered
    last = connection.execute(sa.select(key).where(_c.id == before)).scalar_one_or_none()
    if last is None:  # it has been erased meanwhile
        return [sa.false()], ordered
    return [key >= last, sa.or_(key > last, _c.id < before)], ordered


def _by_arrival(
    query: ListQuery, place: sa.ColumnElement[int], before: int | None
) -> tuple[Sequence[sa.ColumnElement[bool]], Sequence[sa.ColumnElement[Any]]]:
    if query.order is Order.OLDEST:
        return [] if before is None else [place > before], [place.asc()]
    return [] if before is None else [place < before], [place.desc()]


def _place(query: ListQuery) -> sa.ColumnElement[int]:
    """Return what a list is ordered by when it is ordered by arrival.

    What waits in all mailboxes is a small index to sort: as a bare column, the engine would walk
    through every message instead.
    """
    small = query.folder not in {Folder.ALL, Folder.SENT} and not query.mailbox
    return _c.id + sa.literal_column("0") if small else sa.type_coerce(_c.id, sa.Integer)
