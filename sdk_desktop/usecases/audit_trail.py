"""The use cases of the audit trail: list, verify, sample, export and trim it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from sdk_desktop.domain.audit import (
    EVERYTHING,
    AuditEvent,
    AuditKind,
    AuditRow,
    AuditScope,
    ChainResult,
)
from sdk_desktop.domain.clearance import Purpose
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.identity_numbers import bare_reference
from sdk_desktop.domain.roles import Role
from sdk_desktop.store.audit import Audit
from sdk_desktop.store.backup.manifest import Backup
from sdk_desktop.store.store import Store, Transaction
from sdk_desktop.usecases.actor import Actor
from sdk_desktop.usecases.files.csv_export import new_table
from sdk_desktop.usecases.trail_anchors import TrailAnchors, mark_in

COLUMNS = (
    "number", "time", "who", "computer", "event", "mailbox", "message", "person", "detail", "digest"
)  # fmt: skip
EXPORTED_WITHIN = timedelta(hours=1)
"""How long after an export its oldest events may be removed."""
TRIM_AT_ONCE = 5_000
"""Events that are removed in one transaction."""

_WITHOUT_CENTURY = 10


class AuditTrail:
    """Reads and trims the trail; other use cases add their events in their own transactions."""

    def __init__(
        self,
        store: Store,
        actor: Actor,
        anchors: TrailAnchors,
        newest_backup: Callable[[], Backup | None],
    ) -> None:
        """Work on a store as a person."""
        self._store = store
        self._actor = actor
        self._anchors = anchors
        self._newest_backup = newest_backup

    def page(
        self,
        before: int | None = None,
        kind: AuditKind | None = None,
        text: str = "",
        scope: AuditScope = EVERYTHING,
    ) -> tuple[AuditRow, ...]:
        """Return events, newest first; whom they are about only to whoever proved who they are."""
        with self._store.read() as stored:
            rows = stored.audit.page(before=before, kind=kind, text=text, scope=scope)
        return self._shown(rows)

    def verify(self, against: Path | None = None) -> ChainResult:
        """Check the whole chain and name the first broken link.

        It begins where it was trimmed, or when the first person was enrolled. It is compared with
        the marks that this computer and the newest backup keep, and with a file: an earlier export
        of the trail or the manifest of a backup. Raise when the file or the backups cannot be read.
        """
        key = self._store.key
        given = [mark_in(against, key)] if against else []
        backup = self._newest_backup()
        with self._store.read() as stored:
            if any(mark.store not in {"", stored.history.store()} for mark in given):
                raise Refused(
                    "This backup is another store's, or was made before the store got a new key."
                    " It proves nothing of this audit trail."
                )
            result, first = stored.audit.verify(), next(stored.audit.every(), None)
            loss = self._anchors.loss(stored, backup, given)
        begun_anew = first is None or (
            first.number == 1 and first.event.kind is not AuditKind.ENROLLED
        )
        broken = [1] if begun_anew else [number for number in (result.broken, loss.first) if number]
        return replace(
            result, broken=min(broken, default=None), compared=loss.compared, lost=loss.last
        )

    def sample(
        self,
        count: int,
        kind: AuditKind | None = None,
        text: str = "",
        scope: AuditScope = EVERYTHING,
    ) -> tuple[AuditRow, ...]:
        """Return events picked at random among those that fit, for a spot check."""
        with self._store.read() as stored:
            rows = stored.audit.sample(count, kind, text, scope)
        return self._shown(rows)

    def export(self, path: Path) -> int:
        """Write the whole trail as CSV (UTF-8, semicolons), record that, and return the count."""
        self._actor.require(Role.MANAGER, Purpose.EXPORT)
        rows = self._rows(event_cells, Audit.every)
        with new_table(path, COLUMNS, rows) as count, self._store.begin() as stored:
            stored.audit.add(self._actor.event(AuditKind.EXPORTED, detail=str(count)))
        return count

    def extract(self, person: str, path: Path) -> int:
        """Write every event about one person as CSV, record that, and return the count.

        `person` is a reference as it stands in messages, with or without hyphen. What the events
        say of other persons is left out.
        """
        self._actor.require(Role.MANAGER, Purpose.EXPORT)
        wanted = "".join(person.split())
        if not bare_reference(wanted):
            raise Refused("Write the number of the person whom the extract is about.")
        if bare_reference(wanted).isdecimal() and len(bare_reference(wanted)) == _WITHOUT_CENTURY:
            raise Refused("Write the number with its century: twelve digits.")
        rows = self._rows(partial(_cells_about, wanted), partial(Audit.about, person=wanted))
        with new_table(path, COLUMNS, rows) as count, self._store.begin() as stored:
            stored.audit.add(
                self._actor.event(AuditKind.EXTRACTED, person=wanted, detail=str(count))
            )
        return count

    def removable(self) -> int:
        """Count the events that are older than the organisation keeps them."""
        with self._store.read() as stored:
            return stored.audit.count_before(self._kept_since(stored))

    def trim(self) -> int:
        """Remove the events that are older than the organisation keeps them; return how many.

        A person does that, with a fresh proof, who has exported the trail within the hour: no
        clock removes what only the trail knew. Raise `ProofNeeded` and `Refused`.
        """
        self._actor.require(Role.MANAGER, Purpose.PURGE)
        now = self._actor.clock()
        with self._store.read() as stored:
            exported = stored.audit.page(limit=1, kind=AuditKind.EXPORTED)
            before = self._kept_since(stored)
        by_us = exported and exported[0].event.who == self._actor.who
        if not (by_us and timedelta() <= now - exported[0].event.time < EXPORTED_WITHIN):
            raise Refused("Export the audit trail first. Then its oldest events can be removed.")
        event = self._actor.event(AuditKind.TRIMMED)
        removed, more = 0, True
        while more:
            with self._store.begin() as stored:
                some = stored.audit.trim(before, TRIM_AT_ONCE, event)
            removed += some
            more = some == TRIM_AT_ONCE
        return removed

    def _shown(self, rows: tuple[AuditRow, ...]) -> tuple[AuditRow, ...]:
        """Leave out whom events are about, and what was searched for, while a proof is too old."""
        if self._actor.reading_clearance() is not None:
            return rows
        return tuple(replace(row, event=_covered(row.event)) for row in rows)

    def _rows(
        self,
        cells: Callable[[AuditRow], list[str]],
        wanted: Callable[[Audit], Iterator[AuditRow]],
    ) -> Iterator[list[str]]:
        """Return the cells of events; raise at the end when one of them is damaged."""
        with self._store.read() as stored:
            yield from map(cells, wanted(stored.audit))

    def _kept_since(self, stored: Transaction) -> datetime:
        """Return the moment from which on events must be kept.

        It is reckoned from the last answer of the message service, not from the clock, which a
        user can set ahead: at a wrong time the service's certificate would not have been valid.
        """
        now, answered = self._actor.clock(), stored.fetches.last("messages")
        if answered is None:
            return datetime.min.replace(tzinfo=UTC)
        return min(now, answered) - self._actor.policy.audit_kept


def _covered(event: AuditEvent) -> AuditEvent:
    searched = event.kind is AuditKind.SEARCHED
    return replace(event, person="", detail="" if searched else event.detail)


def event_cells(row: AuditRow) -> list[str]:
    """Return an event as the cells of a table, in the order of `COLUMNS`."""
    event = row.event
    cells = [str(row.number), event.time.isoformat(), event.who, event.computer, event.kind.value]
    return [*cells, event.mailbox, event.message_id, event.person, event.detail, row.digest]


def _cells_about(person: str, row: AuditRow) -> list[str]:
    cells = event_cells(row)
    named = (
        one for one in row.event.person.split() if bare_reference(one) == bare_reference(person)
    )
    cells[COLUMNS.index("person")] = next(named, "")
    return cells
