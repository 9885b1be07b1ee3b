"""What narrows a search besides words anywhere in a message."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from sdk_desktop.domain.mailbox import ListQuery, SearchTerms
from sdk_desktop.store.messages.lists import errand_columns
from sdk_desktop.store.schema.tables import (
    ASSIGNED,
    INCOMING,
    OUTGOING,
    colleague,
    file,
    mailbox,
    message,
)

_c = message.c


def narrowed(query: ListQuery) -> Sequence[sa.ColumnElement[bool]]:
    """Return the conditions of a search's terms."""
    terms, asked = query.terms, errand_columns.asked(query)
    conditions = [*_of_parties(terms), *_of_content(terms)]
    if terms.since is not None:
        conditions.append(_c.received >= terms.since)
    if terms.before is not None:
        conditions.append(_c.received < terms.before)
    if terms.states:
        states = [state.value for state in terms.states]
        conditions.append(errand_columns.state_of(asked).in_(states))
    if terms.mine:
        conditions.append(_c.handler == query.me)
    for word in terms.handlers:
        named = sa.select(colleague.c.id).where(_holds(colleague.c.name, word))
        conditions.append(sa.and_(ASSIGNED, _c.handler.in_(named)))
    if terms.unread:
        conditions.append(errand_columns.new_for(asked, query.mailbox))
    return conditions


def _of_parties(terms: SearchTerms) -> Iterator[sa.ColumnElement[bool]]:
    for sides, word in (
        *(((INCOMING, OUTGOING), word) for word in terms.senders),
        *(((OUTGOING, INCOMING), word) for word in terms.recipients),
    ):
        theirs, ours = sides
        boxes = sa.select(mailbox.c.address).where(_holds(mailbox.c.name, word))
        yield sa.or_(
            sa.and_(theirs, _holds(_c.counterpart, word)),
            sa.and_(ours, _c.mailbox.in_(boxes)),
        )


def _of_content(terms: SearchTerms) -> Iterator[sa.ColumnElement[bool]]:
    for word in terms.numbers:
        yield sa.or_(_holds(_c.diary_number, word), _holds(_c.case_references, word))
    for word in terms.files:
        yield sa.exists().where(file.c.message == _c.id, _holds(file.c.name, word))
    if terms.has_files:
        yield _c.attachments > 0


def _holds(column: sa.ColumnElement[str], word: str) -> sa.ColumnElement[bool]:
    """Return whether a text holds a word; the engine knows only that a is A, not that å is Å."""
    ways = dict.fromkeys((word, word.lower(), word.upper(), word.capitalize()))
    return sa.or_(*(column.contains(way, autoescape=True) for way in ways))
