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
from sdk_desktop.store.messages import errands, list_states, search, sorting, totals
from sdk_desktop.store.messages.message_columns import loads, party_in
from sdk_desktop.store.messages.narrowing import narrowed
from sdk_desktop.store.schema.draft_tables import draft
from sdk_desktop.store.schema.shared_tables import shared_mailbox
from sdk_desktop.store.schema.tables import (
    UNASSIGNED,
    WITH_DUTY,
    TableRow,
    colleague,
    literal,
    mailbox,
    message,
)

_c = message.c
_NAME = sa.select(colleague.c.name).where(colleague.c.id == _c.handler).scalar_subquery()
_SHARED = sa.exists().where(
    shared_mailbox.c.address == _c.mailbox, shared_mailbox.c.naming.is_not(None)
)
_HEADLINE = (
    *(_c.id, _c.message_id, _c.direction, _c.mailbox, _c.counterpart, _c.label, _c.confidential),
    *(_c.received, _c.attachments, _c.case_references, _c.handler, _c.diary_number),
    *(_c.status, _c.rejected, _c.unreadable, _c.document_type, _c.hold),
    sa.func.coalesce(_NAME, _c.handler).label("handler_name"),
    _SHARED.label("shared"),
)
_COUNTED = (Folder.NEW, Folder.MINE, Folder.ACTION)


def page(connection: sa.Connection, query: ListQuery, before: int | None, limit: int) -> Page:
    """Return the headlines that come after a row, in the order of the query."""
    confidential = False
    words = " ".join((query.text, *query.terms.words)).strip()
    if words:
        scope = [*_within(query), *_of_mailbox(query), *narrowed(query)]
        scope.extend(_open_to(query.clearance))
        hits = search.find_messages(connection, words, scope, before, limit + 1)
        total, found = hits.total, headlines(connection, _c.id.in_(hits.rows), query)
        confidential = hits.confidential or any(one.confidential for one in found)
    else:
        wanted = _conditions(query)
        kept = totals.total(connection, query.folder, query.mailbox)
        counted = sa.select(sa.func.count()).select_from(message).where(*wanted)
        total = connection.execute(counted).scalar_one() if kept is None else kept
        rows = sorting.page_rows(connection, query, wanted, before, limit + 1)
        place = {row: number for number, row in enumerate(rows)}
        found = headlines(connection, _c.id.in_(rows), query)
        found = tuple(sorted(found, key=lambda one: place[one.row]))
        confidential = query.searches and any(one.confidential for one in found)
    shown = _with_list_states(connection, query, found[:limit])
    return Page(shown, shown[-1].row if len(found) > limit else None, total, confidential)


def counts(connection: sa.Connection, query: ListQuery) -> tuple[Counts, ...]:
    """Count every folder of every mailbox, in the order in which the mailboxes were given."""
    addresses = list(
        connection.execute(sa.select(mailbox.c.address).order_by(mailbox.c.id)).scalars()
    )
    found: dict[str, dict[str, int]] = {address: {} for address in addresses}
    for folder, address, count in connection.execute(_all_counts(query)):
        found.setdefault(address, {})[folder] = count
    wanted = [query.mailbox] if query.mailbox else list(found)
    return tuple(Counts(address, **found.get(address, {})) for address in wanted)


def headline(connection: sa.Connection, row: int, query: ListQuery | None = None) -> Headline:
    """Return one row of a list, as whoever asks sees it; or as it is, where nobody asks."""
    wanted = _AS_IT_IS if query is None else _seen_by(query).where(_THIS)
    found = connection.execute(wanted, {"row": row}).first()
    if found is None:
        raise missing()
    return _headline(found)


def conversation(connection: sa.Connection, row: int, query: ListQuery) -> tuple[Headline, ...]:
    """Return the headlines of a message's conversation within its mailbox, oldest first."""
    own = connection.execute(
        sa.select(_c.conversation_id, _c.mailbox).where(_c.id == row)
    ).one_or_none()
    if own is None or not own.conversation_id:
        return (headline(connection, row, query).shown_to(query),)
    same = sa.and_(_c.conversation_id == own.conversation_id, _c.mailbox == own.mailbox)
    return headlines(connection, same, query)[::-1]


def headlines(
    connection: sa.Connection,
    condition: sa.ColumnElement[bool],
    query: ListQuery,
    values: Mapping[str, object] | None = None,
) -> tuple[Headline, ...]:
    """Return what whoever asks may see of messages, newest first.

    `values` are those that the condition leaves open.
    """
    newest_first = _seen_by(query).where(condition).order_by(_c.id.desc())
    found = (_headline(row) for row in connection.execute(newest_first, values or {}))
    return tuple(one.shown_to(query) for one in found)


def missing() -> Refused:
    """Return the error for a message that does not exist."""
    return Refused("This message is not in the store.")


def _with_list_states(
    connection: sa.Connection, query: ListQuery, found: tuple[Headline, ...]
) -> tuple[Headline, ...]:
    if query.folder is not Folder.SENT:
        return found
    states = list_states.states(connection, (one.row for one in found))
    return tuple(replace(one, list_state=states.get(one.row)) for one in found)


def _seen_by(query: ListQuery | None) -> sa.Select[Any]:
    unread = errands.unread_by(query).label("unread_by")
    return sa.select(*_HEADLINE, unread, *errands.columns(query))


_THIS = _c.id == sa.bindparam("row")
_AS_IT_IS = _seen_by(None).where(_THIS)


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
        errand=errands.errand(row),
    )


def _conditions(query: ListQuery) -> Sequence[sa.ColumnElement[bool]]:
    conditions = [*_within(query), *_of_mailbox(query), *narrowed(query)]
    if query.searches:
        conditions.extend(_open_to(query.clearance))
    return conditions


def _of_mailbox(query: ListQuery) -> Sequence[sa.ColumnElement[bool]]:
    return [sorting.compared(query, _c.mailbox) == query.mailbox] if query.mailbox else []


def _open_to(clearance: Clearance | None) -> Sequence[sa.ColumnElement[bool]]:
    """Leave out confidential messages: whether one is found tells what it holds."""
    return [] if clearance is not None else [_c.confidential == sa.false()]


def _within(query: ListQuery) -> Sequence[sa.ColumnElement[bool]]:
    match query.folder:
        case Folder.ALL:
            return []
        case Folder.NEW:
            return [errands.new_for(query)]
        case Folder.MINE:
            return [errands.open_for(query.me)]
        case Folder.UNASSIGNED:
            return [UNASSIGNED]
        case Folder.SENT:
            return [
                sorting.compared(query, _c.direction) == literal("out"),
                list_states.ALONE_OR_FIRST,
            ]
        case Folder.ACTION:
            return [WITH_DUTY, errands.needs_somebody(query)]


def _all_counts(query: ListQuery) -> sa.CompoundSelect[str, str, int]:
    parts = [
        sa.select(sa.literal(folder.value), _c.mailbox, sa.func.count())
        .where(*_within(replace(query, folder=folder)), *_of_mailbox(query))
        .group_by(_c.mailbox)
        for folder in _COUNTED
    ]
    drafts = sa.select(sa.literal("drafts"), draft.c.mailbox, sa.func.count())
    own = drafts.where(draft.c.owner.in_(("", query.me)))
    kept = (totals.by_mailbox(folder) for folder in (Folder.UNASSIGNED, Folder.SENT))
    return sa.union_all(*parts, *kept, own.group_by(draft.c.mailbox))
