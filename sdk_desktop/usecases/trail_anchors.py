"""Marks outside the store that say how far its audit trail went.

The trail of an older copy of the store ends before them: so it is noticed when one is put in place
of the store. One lies beside this computer's secrets, one in each backup.
"""

from __future__ import annotations

import csv
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sdk_desktop.auth.ways.computer import Computer
from sdk_desktop.domain.audit import AuditKind, AuditRow
from sdk_desktop.domain.clock import MOST_SKEW
from sdk_desktop.domain.errors import Refused, SdkError
from sdk_desktop.files import LARGEST_DOCUMENT, read_file, text_of
from sdk_desktop.store.backup.manifest import FILE, Backup
from sdk_desktop.store.backup.restoring import read_backup
from sdk_desktop.store.history_mark import HistoryMark, history_seal
from sdk_desktop.store.store import Store, Transaction
from sdk_desktop.usecases.actor import Actor
from sdk_desktop.usecases.delivery_updates import record_older_store

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TrailLoss:
    """The first and the last event that are gone, 0 for none, and how many marks were looked at."""

    first: int = 0
    last: int = 0
    compared: int = 0


@dataclass(frozen=True, slots=True)
class _DatedMark:
    mark: HistoryMark
    made: datetime


class TrailAnchors:
    """Keeps this computer's mark of a store's trail, and compares the trail with all marks."""

    def __init__(self, store: Store, actor: Actor, computer: Computer) -> None:
        """Work on a store as a person at a computer."""
        self._store = store
        self._actor = actor
        self._computer = computer
        self._noted = 0

    def note(self) -> None:
        """Keep where the trail ends now beside this computer's secrets."""
        with self._store.read() as stored:
            mark = stored.history.reached(self._store.key)
        if mark.events == self._noted:
            return
        made = self._actor.clock().isoformat()
        try:
            self._computer.note(mark.store, f"{mark.events} {mark.seal} {made}")
        except SdkError as error:
            _log.warning("the end of the audit trail cannot be noted: %s", error.text)
            return
        self._noted = mark.events

    def leave(self, store: str, mark: HistoryMark) -> None:
        """Keep that a store got a new key: should its old file come back, an event is missing."""
        made = self._actor.clock().isoformat()
        try:
            self._computer.note(store, f"{mark.events} {mark.seal} {made}")
        except SdkError as error:
            _log.warning("the end of the audit trail cannot be noted: %s", error.text)

    def record_loss(self, stored: Transaction, backup: Backup | None) -> None:
        """Record that the trail does not reach a mark, once for each loss."""
        lost = self._beyond(stored, self._dated(stored, backup))
        if lost:
            event = self._actor.system_event(AuditKind.ROLLED_BACK, detail=str(lost))
            record_older_store(stored, event)

    def loss(
        self, stored: Transaction, backup: Backup | None, given: Iterable[HistoryMark] = ()
    ) -> TrailLoss:
        """Return which events are gone: lost now, or recorded as lost when that was found."""
        marks = [*self._dated(stored, backup), *given]
        recorded = _newest(stored, AuditKind.ROLLED_BACK)
        if lost := self._beyond(stored, marks):
            first = min(stored.history.reached(self._store.key).events + 1, lost)
            return TrailLoss(first, lost, len(marks))
        if recorded:
            return TrailLoss(recorded.number, int(recorded.event.detail), len(marks))
        return TrailLoss(compared=len(marks))

    def _beyond(self, stored: Transaction, marks: Iterable[HistoryMark]) -> int:
        key = self._store.key
        return max((one.events for one in marks if stored.history.lacks(one, key)), default=0)

    def _dated(self, stored: Transaction, backup: Backup | None) -> list[HistoryMark]:
        """Return the marks made since a loss or a restoring was recorded, which explains others.

        One that was recorded while the clock was ahead would explain all that is to come.
        """
        known = (_newest(stored, kind) for kind in (AuditKind.RESTORED, AuditKind.ROLLED_BACK))
        now = self._actor.clock() + MOST_SKEW
        since = max(
            (row.event.time for row in known if row and row.event.time <= now), default=None
        )
        return [one.mark for one in self._marks(stored, backup) if not since or one.made > since]

    def _marks(self, stored: Transaction, backup: Backup | None) -> Iterator[_DatedMark]:
        if backup:
            yield _DatedMark(backup.mark, backup.made)
        store = stored.history.store()
        try:
            events, seal, made = self._computer.noted(store).split()
            yield _DatedMark(
                HistoryMark(store, int(events), seal), datetime.fromisoformat(made).astimezone(UTC)
            )
        except ValueError:
            return


def mark_in(path: Path, key: bytes) -> HistoryMark:
    """Return the mark in an exported trail or a backup's manifest; raise `Refused` for others."""
    if path.name == FILE:
        mark = read_backup(path.parent).mark
        if not mark.seal:
            raise Refused("This backup was made without the key. It proves no events.")
        return mark
    try:
        text = text_of(read_file(path, LARGEST_DOCUMENT))
        rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
        number, digest = int(rows[-1]["number"]), rows[-1]["digest"]
    except (ValueError, KeyError, IndexError, TypeError, csv.Error) as error:
        raise Refused("The file {file} is no exported audit trail.", file=path) from error
    return HistoryMark("", number, history_seal(key, number, str(digest)))


def _newest(stored: Transaction, kind: AuditKind) -> AuditRow | None:
    return next(iter(stored.audit.page(limit=1, kind=kind)), None)
