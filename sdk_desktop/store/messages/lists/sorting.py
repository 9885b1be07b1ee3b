"""In which order a folder shows its messages, and at which place each stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from sdk_desktop.domain.mailbox import Folder, ListQuery, Order
from sdk_desktop.store.schema.count_tables import message_count
from sdk_desktop.store.schema.tables import SENDER_NAME, TO_ANSWER, message, unseen

_c = message.c
_KEYS: Mapping[Order, tuple[sa.ColumnClause[Any], str]] = {
    Order.SENDER: (sa.literal_column(SENDER_NAME), "INDEXED BY message_sender"),
    Order.DEADLINE: (sa.literal_column(TO_ANSWER), "INDEXED BY message_deadline"),
}
"""What is sorted by, written as in its index, and that index."""
_OWN = {
    Folder.ALL: "INDEXED BY message_mailbox",
    Folder.NEW: "NOT INDEXED",  # but by the numbers of the rows
    Folder.SENT: "INDEXED BY message_sent",
    Folder.UNASSIGNED: "INDEXED BY message_unassigned",
    Folder.MINE: "INDEXED BY message_open",
    Folder.ACTION: "INDEXED BY message_duty",
}
"""By which index the engine finds what a folder holds, and nothing else."""
_TAKEN = "INDEXED BY message_taken"
_SENT_BY_NAME = "INDEXED BY message_sent_to"
FEW = 1_000
"""So many messages are found and sorted for a page.

Where there are more, the engine walks through all in the order until the page is full.
"""
_OF_EACH_BOX = {Folder.ALL, Folder.UNASSIGNED, Folder.ACTION}
"""What may be much, and each mailbox has its own in the order of arrival."""
_BOXES = sa.select(message_count.c.mailbox).distinct()


def page_rows(
    connection: sa.Connection,
    query: ListQuery,
    conditions: Sequence[sa.ColumnElement[bool]],
    total: int,
    first: int,
    limit: int,
) -> list[int]:
    """Return the rows of a page in the order of a query, from a place on; it has `total` rows."""
    row, rows = _rows(connection, query, conditions, total)
    page = rows.order_by(*_order(query, row)).limit(limit).offset(first)
    return list(connection.execute(page).scalars())


def rows_before(
    connection: sa.Connection,
    query: ListQuery,
    conditions: Sequence[sa.ColumnElement[bool]],
    total: int,
    row: int,
) -> int | None:
    """Return how many rows come before a message in the order of a query, None if it is erased."""
    column, rows = _rows(connection, query, conditions, total)
    if query.order in _KEYS:
        key, _ = _KEYS[query.order]
        own = connection.execute(sa.select(key).where(_c.id == row)).scalar_one_or_none()
        if own is None:
            return None
        is_before = sa.or_(key < own, sa.and_(key == own, column > row))
    else:
        is_before = column < row if query.order is Order.OLDEST else column > row
    counted = sa.select(sa.func.count()).select_from(rows.where(is_before).subquery())
    return connection.execute(counted).scalar_one()


def _rows(
    connection: sa.Connection,
    query: ListQuery,
    conditions: Sequence[sa.ColumnElement[bool]],
    total: int,
) -> tuple[sa.ColumnElement[int], sa.Select[int]]:
    """Return the statement for all rows of a query, and its column to sort by.

    No message is looked at for what is new, nor for all there is: the engine walks through an
    index of each mailbox, also where a page begins far down. So it does for what needs somebody.
    """
    found = sa.select(_c.id).where(*conditions)
    if query.searches:
        return _place(query), found
    if query.order in _KEYS:
        return _c.id, found.with_hint(message, _own(query) if total <= FEW else _in_order(query))
    if query.folder is Folder.NEW:
        here = [unseen.c.mailbox == query.mailbox] if query.mailbox else []
        return unseen.c.message, sa.select(unseen.c.message).where(unseen.c.who == query.me, *here)
    if query.folder is Folder.ACTION:  # the engine would choose the index of all messages
        found = found.with_hint(message, _own(query))
    if query.folder in _OF_EACH_BOX and not query.mailbox:
        boxes = connection.execute(_BOXES).scalars().all()
        each = sa.union_all(*(found.where(_c.mailbox == box) for box in boxes or ("",)))
        every = each.subquery("every")
        return every.c.id, sa.select(every.c.id)
    return _place(query), found


def _own(query: ListQuery) -> str:
    return _TAKEN if query.taken else _OWN[query.folder]


def _in_order(query: ListQuery) -> str:
    if query.folder is Folder.SENT and query.order is Order.SENDER:
        return _SENT_BY_NAME
    return _KEYS[query.order][1]


def _order(query: ListQuery, row: sa.ColumnElement[int]) -> Sequence[sa.ColumnElement[Any]]:
    if query.order in _KEYS:
        return [_KEYS[query.order][0], _c.id.desc()]
    return [row.asc() if query.order is Order.OLDEST else row.desc()]


def _place(query: ListQuery) -> sa.ColumnElement[int]:
    """Return what a list is ordered by when it is ordered by arrival.

    What somebody has taken in all mailboxes is a small index to sort: as a bare column, the engine
    would walk through every message instead.
    """
    small = query.folder is Folder.MINE and not query.mailbox
    return _c.id + sa.literal_column("0") if small else sa.type_coerce(_c.id, sa.Integer)
