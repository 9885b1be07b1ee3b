"""The audit trail: events that are chained, so that none can be altered or left out unseen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from secrets import SystemRandom
from typing import Any

import sqlalchemy as sa

from sdk_desktop.domain.audit import AuditEvent, AuditKind, AuditRow, ChainResult
from sdk_desktop.domain.changes import Changed
from sdk_desktop.domain.folding import folded
from sdk_desktop.store.schema import Row, audit, audit_end
from sdk_desktop.store.written import Written

_c = audit.c
_EVENT = (_c.kind, _c.time, _c.who, _c.computer, _c.mailbox, _c.message_id, _c.person, _c.detail)
_ROW = sa.select(_c.number, *_EVENT, _c.digest)
_BATCH = 1_000
_NOTHING = (0, "")


@dataclass(frozen=True, slots=True)
class Audit:
    """The audit trail of the store, within one transaction."""

    connection: sa.Connection
    written: Written

    def add(self, event: AuditEvent) -> None:
        """Add an event to the end of the chain."""
        self.written.note(Changed.AUDIT)
        last, before = self._end()
        number = last + 1
        said = _values(event)
        digest = _digest_of(number, said, before)
        self.connection.execute(
            sa.insert(audit).values(number=number, words=_words(event), digest=digest, **said)
        )
        self._set_end(number, digest)

    def page(
        self,
        before: int | None = None,
        limit: int = 100,
        kind: AuditKind | None = None,
        text: str = "",
    ) -> tuple[AuditRow, ...]:
        """Give the newest events before a number, of a kind, in which every word occurs."""
        wanted = _ROW.order_by(_c.number.desc()).limit(limit)
        if before is not None:
            wanted = wanted.where(_c.number < before)
        if kind is not None:
            wanted = wanted.where(_c.kind == kind.value)
        for word in folded(text).split():
            wanted = wanted.where(_c.words.contains(word, autoescape=True))
        return tuple(_row(row) for row in self.connection.execute(wanted))

    def verify(self) -> ChainResult:
        """Follow the chain from its first event and name the first link that is broken."""
        number, digest = _NOTHING
        for row in self._rows():
            if row.number != number + 1 or row.digest != _digest(row, digest):
                return ChainResult(number, number + 1)
            number, digest = row.number, row.digest
        broken = None if (number, digest) == self._end() else number + 1
        return ChainResult(number, broken)

    def sample(self, count: int) -> tuple[AuditRow, ...]:
        """Give events chosen at random, oldest first."""
        numbers = self.connection.execute(sa.select(_c.number)).scalars().all()
        chosen = SystemRandom().sample(numbers, min(count, len(numbers)))
        wanted = _ROW.where(_c.number.in_(chosen)).order_by(_c.number)
        return tuple(_row(row) for row in self.connection.execute(wanted))

    def _rows(self) -> Iterator[Row]:
        batch = _ROW.order_by(_c.number).limit(_BATCH)
        rows = self.connection.execute(batch).all()
        while rows:
            yield from rows
            rows = self.connection.execute(batch.where(_c.number > rows[-1].number)).all()

    def _end(self) -> tuple[int, str]:
        found = self.connection.execute(sa.select(audit_end.c.number, audit_end.c.digest)).first()
        return (found.number, found.digest) if found else _NOTHING

    def _set_end(self, number: int, digest: str) -> None:
        values = {"number": number, "digest": digest}
        if not self.connection.execute(sa.update(audit_end).values(values)).rowcount:
            self.connection.execute(sa.insert(audit_end).values(id=1, **values))


def _digest(row: Row, before: str) -> str:
    said = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for a row as a mapping
    return _digest_of(row.number, {column.name: said[column] for column in _EVENT}, before)


def _digest_of(number: int, said: Mapping[str, Any], before: str) -> str:
    """Give the digest (SHA-256) of an event in its place after another digest."""
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
    }


def _words(event: AuditEvent) -> str:
    said = (event.who, event.computer, event.mailbox, event.message_id, event.person, event.detail)
    return folded("\n".join((event.time.date().isoformat(), *said)))


def _row(row: Row) -> AuditRow:
    event = AuditEvent(
        kind=AuditKind(row.kind),
        time=row.time,
        who=row.who,
        computer=row.computer,
        mailbox=row.mailbox,
        message_id=row.message_id,
        person=row.person,
        detail=row.detail,
    )
    return AuditRow(row.number, event, row.digest)
