"""The audit trail: events that are chained, so that none can be altered or left out unseen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from secrets import SystemRandom
from typing import Any

import sqlalchemy as sa

from sdk_desktop.domain.audit import (
    EVERYTHING,
    AuditEvent,
    AuditKind,
    AuditRow,
    AuditScope,
    ChainResult,
)
from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.domain.characters import folded
from sdk_desktop.domain.clock import midnight
from sdk_desktop.domain.identity_numbers import bare_reference, spellings
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.compiled import Compiled
from sdk_desktop.store.schema.tables import (
    NAMED,
    TableRow,
    audit,
    audit_end,
    audit_reference,
    audit_start,
)

_c = audit.c
_EVENT = (_c.kind, _c.time, _c.who, _c.computer, _c.mailbox, _c.message_id, _c.person, _c.detail)
_ROW = sa.select(_c.number, *_EVENT, _c.who_id, _c.digest)
_about = audit_reference.c
_BATCH = 1_000
_DRAWN = 8
"""So many are drawn at first for each event of a sample."""
_NOTHING = (0, "")
_ADD = Compiled(sa.insert(audit), audit.c.keys())
_REFER = Compiled(sa.insert(audit_reference), audit_reference.c.keys())
_MARK = ("number", "digest")
_MOVE = {place: Compiled(sa.update(place), _MARK) for place in (audit_start, audit_end)}
_KNOWN = {
    place: Compiled(sa.select(*(place.c[name] for name in _MARK)))
    for place in (audit_start, audit_end)
}


@dataclass(frozen=True, slots=True)
class Audit:
    """The audit trail of the store, within one transaction."""

    connection: sa.Connection
    written: WrittenFamilies

    def add(self, event: AuditEvent) -> None:
        """Add an event to the end of the chain."""
        self.written.note(TableFamily.AUDIT)
        last, before = self._end()
        number = last + 1
        said = _values(event)
        digest = _digest_of(number, said, before)
        row = {"number": number, "words": _words(event), "digest": digest, **said}
        _ADD.run(self.connection, row)
        index_references(self.connection, number, event.person)
        self._keep(audit_end, number, digest)

    def page(
        self,
        before: int | None = None,
        limit: int = 100,
        kind: AuditKind | None = None,
        text: str = "",
        scope: AuditScope = EVERYTHING,
    ) -> tuple[AuditRow, ...]:
        """Return the newest events before a number, of a kind, in which every word occurs.

        Newest is what was recorded last; of a period, what has the latest time.
        """
        place = (_c.time, _c.number) if _is_period(scope) else (_c.number,)
        wanted = _ROW.where(*_within(kind, text, scope)).limit(limit)
        if before is not None:
            last = sa.select(*place).where(_c.number == before).scalar_subquery()
            wanted = wanted.where(sa.tuple_(*place) < last)
        wanted = wanted.order_by(*(column.desc() for column in place))
        return tuple(_row(row) for row in self.connection.execute(wanted))

    def of_message(self, message_id: str, limit: int) -> tuple[AuditRow, ...]:
        """Return the newest events on a message, by the name that events give it."""
        named = _ROW.where(_c.message_id == message_id, NAMED)
        newest = named.order_by(_c.number.desc()).limit(limit)
        return tuple(_row(row) for row in self.connection.execute(newest))

    def sent_on(self, message_id: str) -> tuple[AuditEvent, ...]:
        """Return the events by which a message was forwarded, newest first."""
        on_it = _ROW.where(_c.message_id == message_id, NAMED, _c.kind == AuditKind.SENT_ON)
        newest = on_it.order_by(_c.number.desc())
        return tuple(_row(row).event for row in self.connection.execute(newest))

    def let_in(self, who: str) -> AuditEvent | None:
        """Return the event by which a person last came to be somebody who may sign in here.

        Its `who` is the person who let them in, or they themselves. None if it is trimmed away.
        """
        by_others = (_c.kind == AuditKind.ENROLLED) & _c.detail.startswith(
            f"{who} (", autoescape=True
        )
        by_themselves = _c.kind.in_((AuditKind.ENROLLED, AuditKind.RECOVERED)) & (
            (_c.who == who) & (_c.detail == "")
        )
        newest = _ROW.where(by_others | by_themselves).order_by(_c.number.desc()).limit(1)
        row = self.connection.execute(newest).first()
        return None if row is None else _row(row).event

    def every(self) -> Iterator[AuditRow]:
        """Return all events, oldest first."""
        return (_row(row) for row in self._rows())

    def about(self, person: str) -> Iterator[AuditRow]:
        """Return the events about a person and about messages that are about them, oldest first.

        An event that does not name the person itself was recorded by an older version.
        """
        named = _names(person)
        messages = sa.select(_c.message_id).where(_c.message_id != "", named)
        return (_row(row) for row in self._rows(sa.or_(named, _c.message_id.in_(messages) & NAMED)))

    def verify(self, after: int = 0, most: int | None = None) -> ChainResult:
        """Follow the chain and name the first link that is broken; of `most` links, if there is.

        It begins with its first event, or `after` one that is known to be true. A trail that does
        not begin with its first event must say itself where it was trimmed.
        """
        start = self._known(audit_start)
        if start not in {_NOTHING, self._trimmed_to()}:
            return ChainResult(0, start[0] + 1)
        known = sa.select(_c.number, _c.digest).where(_c.number == after)
        is_later = after > start[0]
        first, digest = self.connection.execute(known).one() if is_later else start
        number, later = first, [_c.number > first] if is_later else []
        for row in islice(self._rows(*later), most):
            if row.number != number + 1 or row.digest != _digest(row, digest):
                return ChainResult(number - start[0], number + 1, reached=number)
            number, digest = row.number, row.digest
        is_end = (number, digest) == self._end()
        broken = None if is_end or number - first == most else number + 1
        return ChainResult(number - start[0], broken, reached=number)

    def count_before(self, moment: datetime) -> int:
        """Count the oldest events, up to the first that is not older than a moment."""
        start, _ = self._known(audit_start)
        kept = sa.select(_c.number).where(_c.time >= moment).order_by(_c.number).limit(1)
        first_kept = self.connection.execute(kept).scalar_one_or_none()
        return max((first_kept or self._end()[0] + 1) - 1 - start, 0)

    def trim(self, before: datetime, most: int, event: AuditEvent) -> int:
        """Remove the oldest events, up to the first that is not older than a moment.

        Gives how many; `event` records it when there were any, and says where the trail begins now.
        """
        start, _ = self._known(audit_start)
        last = start + min(self.count_before(before), most)
        digest = self.connection.execute(sa.select(_c.digest).where(_c.number == last)).scalar()
        if last <= start or digest is None:
            return 0
        self.connection.execute(sa.delete(audit).where(_c.number <= last))
        self.connection.execute(sa.delete(audit_reference).where(_about.number <= last))
        self._keep(audit_start, last, digest)
        self.add(replace(event, detail=f"{last - start} {last} {digest}"))
        return last - start

    def sample(
        self,
        count: int,
        kind: AuditKind | None = None,
        text: str = "",
        scope: AuditScope = EVERYTHING,
    ) -> tuple[AuditRow, ...]:
        """Return events chosen at random, each as likely as the others, oldest first."""
        fitting = sa.select(_c.number).where(*_within(kind, text, scope))
        chosen = self._draw(count, fitting)
        if len(chosen) < count:  # few of the trail fit
            numbers = self.connection.execute(fitting).scalars().all()
            chosen = SystemRandom().sample(numbers, min(count, len(numbers)))
        wanted = _ROW.where(_c.number.in_(chosen)).order_by(_c.number)
        return tuple(_row(row) for row in self.connection.execute(wanted))

    def _draw(self, count: int, fitting: sa.Select[int]) -> list[int]:
        """Draw numbers of the whole trail, and return the first of them that fit."""
        every = range(self._known(audit_start)[0] + 1, self._end()[0] + 1)
        drawn = SystemRandom().sample(every, min(_DRAWN * count, len(every)))
        fit = set(self.connection.execute(fitting.where(_c.number.in_(drawn))).scalars())
        return [number for number in drawn if number in fit][:count]

    def _rows(self, *wanted: sa.ColumnElement[bool]) -> Iterator[TableRow]:
        batch = _ROW.where(*wanted).order_by(_c.number).limit(_BATCH)
        rows = self.connection.execute(batch).all()
        while rows:
            yield from rows
            rows = self.connection.execute(batch.where(_c.number > rows[-1].number)).all()

    def _trimmed_to(self) -> tuple[int, str]:
        """Return where the trail begins, by what the last trimming recorded in it."""
        trimmed = sa.select(_c.detail).where(_c.kind == AuditKind.TRIMMED.value)
        last = self.connection.execute(trimmed.order_by(_c.number.desc()).limit(1))
        match (last.scalar() or "").split():
            case [_, number, digest] if number.isdecimal():
                return int(number), digest
        return _NOTHING

    def _end(self) -> tuple[int, str]:
        return self._known(audit_end)

    def _known(self, place: sa.Table) -> tuple[int, str]:
        return _KNOWN[place].run(self.connection, {}).fetchone() or _NOTHING

    def _keep(self, place: sa.Table, number: int, digest: str) -> None:
        values = {"number": number, "digest": digest}
        if not _MOVE[place].run(self.connection, values).rowcount:
            self.connection.execute(sa.insert(place), {"id": 1, **values})


def _is_period(scope: AuditScope) -> bool:
    """Return whether a scope is a period and nothing else, which only the times can find."""
    return scope == replace(EVERYTHING, since=scope.since, until=scope.until) != EVERYTHING


def index_references(connection: sa.Connection, number: int, person: str) -> None:
    """Make an event findable by the references it names; a single one may hold spaces."""
    bare = {bare_reference(one) for one in (person, *person.split())} - {""}
    if bare:
        rows = [{"number": number, "reference": reference} for reference in sorted(bare)]
        _REFER.run_all(connection, rows)


def _within(
    kind: AuditKind | None, text: str, scope: AuditScope
) -> Iterator[sa.ColumnElement[bool]]:
    if kind is not None:
        yield _c.kind == kind.value
    if scope.mailbox:
        yield _c.mailbox == scope.mailbox
    if scope.since is not None:
        yield _c.time >= scope.since
    if scope.until is not None:
        yield _c.time < scope.until
    if scope.person:
        yield _names(scope.person, *spellings(scope.person))
    for word in folded(text).split():
        yield _says(word)


def _says(word: str) -> sa.ColumnElement[bool]:
    """Find a word among those of an event; a date is the day of whoever looks, not that of UTC."""
    try:
        day = date.fromisoformat(word)
    except ValueError:
        return _c.words.contains(word, autoescape=True)
    since, until = midnight(day), midnight(day + timedelta(days=1))
    rest = sa.func.substr(_c.words, len(day.isoformat()) + 1, type_=sa.String)
    return ((_c.time >= since) & (_c.time < until)) | rest.contains(word, autoescape=True)


def _names(*written: str) -> sa.ColumnElement[bool]:
    """Find a person, however written, among the references of an event."""
    references = map(bare_reference, written)
    named = sa.select(_about.number).where(_about.reference.in_(references))
    return _c.number.in_(named)


def _digest(row: TableRow, before: str) -> str:
    said = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for a row as a mapping
    values = {column.name: said[column] for column in (*_EVENT, _c.who_id)}
    return _digest_of(row.number, values, before)


def _digest_of(number: int, said: Mapping[str, Any], before: str) -> str:
    """Return the digest (SHA-256) of an event in its place after another digest.

    Events from before there were ids, and the program's own, are digested without.
    """
    said = said if said["who_id"] else {key: said[key] for key in said if key != "who_id"}
    time = said["time"].astimezone(UTC).isoformat()
    chained = {**said, "time": time, "number": number, "before": before}
    text = json.dumps(chained, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _values(event: AuditEvent) -> dict[str, Any]:
    return {
        "kind": event.kind.value,
        "time": event.time,
        "who": event.who,
        "computer": event.computer,
        "mailbox": event.mailbox,
        "message_id": event.message_id,
        "person": event.person,
        "detail": event.detail,
        "who_id": event.who_id,
    }


def _words(event: AuditEvent) -> str:
    said = (event.who, event.computer, event.mailbox, event.message_id, event.person, event.detail)
    return folded("\n".join((event.time.date().isoformat(), *said)))


def _row(row: TableRow) -> AuditRow:
    event = AuditEvent(
        kind=AuditKind(row.kind),
        time=row.time,
        who=row.who,
        computer=row.computer,
        mailbox=row.mailbox,
        message_id=row.message_id,
        person=row.person,
        detail=row.detail,
        who_id=row.who_id,
    )
    return AuditRow(row.number, event, row.digest)
