"""In which order a folder shows its messages, and at which place each stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from sdk_desktop.domain.mailbox import Folder, ListQuery, Order
from sdk_desktop.store.schema.count_tables import message_count
from sdk_desktop.store.schema.tables import SENDER_NAME, TO_ANSWER, message, unseen

_c = message.c
_KEYS: Mapping[Order, sa.ColumnClause[Any]] = {
    Order.SENDER: sa.literal_column(SENDER_NAME),
    Order.DEADLINE: sa.literal_column(TO_ANSWER),
}
"""What is sorted by, written as in its index."""
_BOXES = sa.select(message_count.c.mailbox).distinct()


def page_rows(
    connection: sa.Connection,
    query: ListQuery,
    conditions: Sequence[sa.ColumnElement[bool]],
    first: int,
    limit: int,
) -> list[int]:
    """Return the rows of a page in the order of a query, from a place on."""
    row, rows = _rows(connection, query, conditions)
    page = rows.order_by(*_order(query, row)).limit(limit).offset(first)
    return list(connection.execute(page).scalars())


def rows_before(
    connection: sa.Connection,
    query: ListQuery,
    conditions: Sequence[sa.ColumnElement[bool]],
    row: int,
) -> int | None:
    """Return how many rows come before a message in the order of a query, None if it is erased."""
    column, rows = _rows(connection, query, conditions)
    key = _KEYS.get(query.order)
    if key is None:
        is_before = column < row if query.order is Order.OLDEST else column > row
    else:
        own = connection.execute(sa.select(key).where(_c.id == row)).scalar_one_or_none()
        if own is None:
            return None
        is_before = sa.or_(key < own, sa.and_(key == own, column > row))
    counted = sa.select(sa.func.count()).select_from(rows.where(is_before).subquery())
    return connection.execute(counted).scalar_one()


def compared(query: ListQuery, column: sa.Column[str]) -> sa.ColumnElement[str]:
    """Return a column to compare with; one by which nothing is looked up where lists are sorted.

    The engine would look up all that match, and sort them for each page.
    """
    return sa.literal_column(f"+message.{column.name}") if query.order in _KEYS else column


def _rows(
    connection: sa.Connection, query: ListQuery, conditions: Sequence[sa.ColumnElement[bool]]
) -> tuple[sa.ColumnElement[int], sa.Select[int]]:
    """Return the statement for all rows of a query, and its column to sort by.

    No message is looked at for what is new, nor for all there is: the engine walks through an
    index of each mailbox, also where a page begins far down.
    """
    by_arrival = query.order not in _KEYS and not query.searches
    if by_arrival and query.folder is Folder.NEW:
        here = [unseen.c.mailbox == query.mailbox] if query.mailbox else []
        return unseen.c.message, sa.select(unseen.c.message).where(unseen.c.who == query.me, *here)
    if by_arrival and query.folder is Folder.ALL and not query.mailbox:
        boxes = connection.execute(_BOXES).scalars().all()
        each = sa.union_all(*(sa.select(_c.id).where(_c.mailbox == box) for box in boxes or ("",)))
        every = each.subquery("every")
        return every.c.id, sa.select(every.c.id)
    return _place(query), sa.select(_c.id).where(*conditions)


def _order(query: ListQuery, row: sa.ColumnElement[int]) -> Sequence[sa.ColumnElement[Any]]:
    key = _KEYS.get(query.order)
    if key is not None:
        return [key, _c.id.desc()]
    return [row.asc() if query.order is Order.OLDEST else row.desc()]


def _place(query: ListQuery) -> sa.ColumnElement[int]:
    """Return what a list is ordered by when it is ordered by arrival.

    What waits in all mailboxes is a small index to sort: as a bare column, the engine would walk
    through every message instead.
    """
    small = query.folder not in {Folder.ALL, Folder.SENT} and not query.mailbox
    return _c.id + sa.literal_column("0") if small else sa.type_coerce(_c.id, sa.Integer)
