"""What a message list shows: headlines by folder, a page at a time, and how many there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from sdk_desktop.domain.clearance import Clearance
from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.identity_numbers import names_a_person
from sdk_desktop.domain.mailbox import Counts, Direction, Folder, Headline, ListQuery, Page
from sdk_desktop.store.messages import list_states, search
from sdk_desktop.store.messages.leaving import IS_HELD
from sdk_desktop.store.messages.lists import errand_columns, pressing, sorting, totals
from sdk_desktop.store.messages.lists.narrowing import narrowed
from sdk_desktop.store.messages.message_columns import loads, party_in
from sdk_desktop.store.schema.draft_tables import draft
from sdk_desktop.store.schema.shared_tables import shared_mailbox
from sdk_desktop.store.schema.tables import (
    ASSIGNED,
    OUTGOING,
    RECIPIENT,
    UNASSIGNED,
    WITH_DUTY,
    TableRow,
    mailbox,
    message,
    unseen,
)

_c = message.c
_SHARED = sa.exists().where(
    shared_mailbox.c.address == _c.mailbox, shared_mailbox.c.naming.is_not(None)
)
_HEADLINE = (
    *(_c.id, _c.message_id, _c.direction, _c.mailbox, _c.counterpart, _c.label, _c.confidential),
    *(_c.received, _c.attachments, _c.case_references, _c.handler, _c.diary_number),
    *(_c.status, _c.rejected, _c.unreadable, _c.document_type, _c.hold),
    sa.func.coalesce(errand_columns.name_of(_c.handler), _c.handler).label("handler_name"),
    _SHARED.label("shared"),
)
_NEWEST_FIRST = sa.select(*_HEADLINE, *errand_columns.columns(errand_columns.PARAMETERS)).order_by(
    _c.id.desc()
)
_THIS = _c.id == sa.bindparam("row")
_ONE = _NEWEST_FIRST.where(_THIS)
_AS_IT_IS = sa.select(*_HEADLINE, *errand_columns.columns(None)).where(_THIS)
_SOME = _NEWEST_FIRST.where(_c.id.in_(sa.bindparam("rows", expanding=True)))
_CONVERSATION = _NEWEST_FIRST.where(
    _c.conversation_id == sa.bindparam("conversation"), _c.mailbox == sa.bindparam("box")
)
_LAST_SENT = (
    sa.select(_c.id)
    .where(OUTGOING, sa.literal_column(RECIPIENT) == sa.bindparam("function"))
    .order_by(_c.id.desc())
    .limit(3)
)
_SENT_TO = _NEWEST_FIRST.where(_c.id.in_(_LAST_SENT))
_OWN = sa.select(_c.conversation_id, _c.mailbox).where(_c.id == sa.bindparam("row"))
_MAILBOXES = sa.select(mailbox.c.address).order_by(mailbox.c.id)


def page(connection: sa.Connection, query: ListQuery, first: int, limit: int) -> Page:
    """Return headlines from a place on, in the order of the query."""
    confidential = False
    words = _words(query)
    if words:
        scope = [*_within(query), *_of_mailbox(query), *narrowed(query)]
        scope.extend(_open_to(query.clearance))
        hits = search.find_messages(connection, words, scope, first, limit + 1)
        total, found = hits.total, _some(connection, hits.rows, query)
        confidential = hits.confidential or any(one.confidential for one in found)
    else:
        wanted = _conditions(query)
        total = _total(connection, query, wanted)
        rows = sorting.page_rows(connection, query, wanted, total, first, limit + 1)
        place = {row: number for number, row in enumerate(rows)}
        found = _some(connection, rows, query)
        found = tuple(sorted(found, key=lambda one: place[one.row]))
        confidential = query.searches and any(one.confidential for one in found)
    shown = _with_list_states(connection, query, found[:limit])
    return Page(shown, first + limit if len(found) > limit else None, total, confidential)


def place(connection: sa.Connection, query: ListQuery, row: int) -> int | None:
    """Return how many rows of a folder come before a message, None where that is not known."""
    wanted = _conditions(query)
    total = _total(connection, query, wanted)
    return sorting.rows_before(connection, query, wanted, total, row)


def counts(connection: sa.Connection, query: ListQuery) -> tuple[Counts, ...]:
    """Count every folder of every mailbox, in the order in which the mailboxes were given."""
    found: dict[str, dict[str, int]] = {}
    for address in connection.execute(_MAILBOXES).scalars():
        found[address] = {}
    for folder, address, count in connection.execute(
        _ALL_COUNTS, errand_columns.asked_values(query)
    ):
        found.setdefault(address, {})[folder] = count
    wanted = [query.mailbox] if query.mailbox else list(found)
    return tuple(Counts(address, **found.get(address, {})) for address in wanted)


def headline(connection: sa.Connection, row: int, query: ListQuery | None = None) -> Headline:
    """Return one row of a list, as whoever asks sees it; or as it is, where nobody asks."""
    wanted = _AS_IT_IS if query is None else _ONE
    asked = {} if query is None else errand_columns.asked_values(query)
    found = connection.execute(wanted, asked | {"row": row}).first()
    if found is None:
        raise missing()
    return _headline(found)


def conversation(connection: sa.Connection, row: int, query: ListQuery) -> tuple[Headline, ...]:
    """Return the headlines of a message's conversation within its mailbox, oldest first."""
    own = connection.execute(_OWN, {"row": row}).one_or_none()
    if own is None or not own.conversation_id:
        return (headline(connection, row, query).shown_to(query),)
    same = {"conversation": own.conversation_id, "box": own.mailbox}
    return _shown(connection, _CONVERSATION, query, same)[::-1]


def sent_to(connection: sa.Connection, function: str, query: ListQuery) -> tuple[Headline, ...]:
    """Return the last messages that were sent to a function address, newest first."""
    return _shown(connection, _SENT_TO, query, {"function": function})


def headlines(
    connection: sa.Connection,
    condition: sa.ColumnElement[bool],
    query: ListQuery,
    values: Mapping[str, object],
) -> tuple[Headline, ...]:
    """Return what whoever asks may see of messages, newest first.

    `values` are those that the condition leaves open.
    """
    return _shown(connection, _NEWEST_FIRST.where(condition), query, values)


def missing() -> Refused:
    """Return the error for a message that does not exist."""
    return Refused("This message is not in the store.")


def _words(query: ListQuery) -> str:
    return " ".join((query.text, *query.terms.words)).strip()


def _with_list_states(
    connection: sa.Connection, query: ListQuery, found: tuple[Headline, ...]
) -> tuple[Headline, ...]:
    if query.folder is not Folder.SENT:
        return found
    states = list_states.states(connection, (one.row for one in found))
    return tuple(replace(one, list_state=states.get(one.row)) for one in found)


def _total(
    connection: sa.Connection, query: ListQuery, wanted: Sequence[sa.ColumnElement[bool]]
) -> int:
    hits = sa.select(_c.id).where(*wanted)
    if query.searches:
        hits = hits.limit(search.TOTAL_LIMIT)
    elif query.folder in _OF_EACH and not query.taken:
        each = connection.execute(_OF_EACH[query.folder], errand_columns.asked_values(query))
        return sum(count for _, address, count in each if query.mailbox in {"", address})
    else:
        kept = totals.total(connection, query.folder, query.mailbox)
        if kept is not None:
            return kept
    counted = sa.select(sa.func.count()).select_from(hits.subquery())
    return connection.execute(counted).scalar_one()


def _some(connection: sa.Connection, rows: Sequence[int], query: ListQuery) -> tuple[Headline, ...]:
    return _shown(connection, _SOME, query, {"rows": rows})


def _shown(
    connection: sa.Connection,
    wanted: sa.Select[Any],
    query: ListQuery,
    values: Mapping[str, object],
) -> tuple[Headline, ...]:
    found = connection.execute(wanted, {**errand_columns.asked_values(query), **values}).all()
    return tuple(_headline(row).shown_to(query) for row in found)


def _headline(row: TableRow) -> Headline:
    return Headline(
        row=row.id,
        message_id=row.message_id,
        direction=Direction(row.direction),
        mailbox=row.mailbox,
        counterpart=party_in(loads(row.counterpart)),
        subject=row.label or "",
        confidential=row.confidential,
        time=row.received,
        unread=row.unread_by,
        attachments=row.attachments,
        references=tuple(one for one in loads(row.case_references) if not names_a_person(one)),
        handler=row.handler_name,
        handler_id=row.handler,
        diary_number=row.diary_number,
        status=Status(row.status) if row.status else None,
        rejected=row.rejected,
        unreadable=row.unreadable,
        document_type=row.document_type,
        hold=row.hold,
        shared=row.shared,
        errand=errand_columns.errand(row),
    )


def _conditions(query: ListQuery) -> Sequence[sa.ColumnElement[bool]]:
    conditions = [*_within(query), *_of_mailbox(query), *narrowed(query)]
    if query.searches:
        conditions.extend(_open_to(query.clearance))
    return conditions


def _of_mailbox(query: ListQuery) -> Sequence[sa.ColumnElement[bool]]:
    return [_c.mailbox == query.mailbox] if query.mailbox else []


def _open_to(clearance: Clearance | None) -> Sequence[sa.ColumnElement[bool]]:
    """Leave out confidential messages: whether one is found tells what it holds."""
    return [] if clearance is not None else [_c.confidential == sa.false()]


def _within(query: ListQuery) -> Sequence[sa.ColumnElement[bool]]:
    asked = errand_columns.asked(query)
    match query.folder:
        case Folder.ALL:
            return []
        case Folder.NEW:
            return [errand_columns.new_for(asked, query.mailbox)]
        case Folder.SENT:
            return [OUTGOING, list_states.ALONE_OR_FIRST]
        case Folder.UNASSIGNED:
            return [UNASSIGNED]
        case Folder.MINE:
            return [errand_columns.open_for(asked)]
        case Folder.ACTION:
            own = [ASSIGNED, _c.handler == query.me] if query.taken else []
            return [WITH_DUTY, *own, errand_columns.needs_somebody(asked)]


def _counted(
    folder: Folder, box: sa.Column[str], *conditions: sa.ColumnElement[bool]
) -> sa.Select[str, str, int]:
    counted = sa.select(sa.literal(folder.value), box, sa.func.count())
    return counted.where(*conditions).group_by(box)


_OF_EACH: Mapping[Folder, sa.Select[str, str, int]] = {
    Folder.NEW: _counted(
        Folder.NEW, unseen.c.mailbox, unseen.c.who == errand_columns.PARAMETERS.me
    ),
    Folder.MINE: _counted(
        Folder.MINE, _c.mailbox, errand_columns.open_for(errand_columns.PARAMETERS)
    ),
    Folder.ACTION: pressing.BY_MAILBOX,
}
"""How many of what somebody has yet to see or to do are in each mailbox."""
_ALL_COUNTS = sa.union_all(
    *_OF_EACH.values(),
    *(totals.by_mailbox(folder) for folder in (Folder.UNASSIGNED, Folder.SENT)),
    sa.select(sa.literal("drafts"), draft.c.mailbox, sa.func.count())
    .where(draft.c.owner.in_(("", errand_columns.PARAMETERS.me)), sa.not_(IS_HELD))
    .group_by(draft.c.mailbox),
)
