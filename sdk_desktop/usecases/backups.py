"""Verifies the store from end to end and makes backups of it, when they are due."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.errors import Locked, SdkError, Unavailable
from sdk_desktop.domain.incoming import Waiting
from sdk_desktop.domain.policy import BackupPlan
from sdk_desktop.settings import Profile
from sdk_desktop.store.backup.backups import Backups
from sdk_desktop.store.backup.manifest import Backup
from sdk_desktop.store.backup.restoring import (
    clear_interrupted,
    forget_restoring,
    restored_from,
)
from sdk_desktop.store.history_mark import HistoryMark
from sdk_desktop.store.store import Store, Transaction
from sdk_desktop.usecases.actor import Actor
from sdk_desktop.usecases.checks.due import has_passed
from sdk_desktop.usecases.checks.store_check import StoreCheck
from sdk_desktop.usecases.checks.trail_check import TrailCheck
from sdk_desktop.usecases.delivery_updates import record_older_store
from sdk_desktop.usecases.trail_anchors import TrailAnchors

_BACKUP = "backup"
_EARLIER = "earlier store "
"""Names under which the store keeps times."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class MaintenanceResult:
    """What a round did: whether it has checked the store, the backup made, how many it removed.

    Where it is `unfinished`, the check goes on with the next round.
    """

    checked: bool
    backup: str
    removed: int
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class BackupState:
    """When the last backup was made and where; `trouble` is what hindered the last round."""

    last: datetime | None
    folder: str
    overdue: bool
    trouble: SdkError | None


@dataclass(frozen=True, slots=True)
class Release:
    """Which messages the message service may delete.

    With `needs_backup` those that a `mark` holds, with `since` those that came before it.
    """

    needs_backup: bool = False
    mark: HistoryMark | None = None
    key: bytes = field(default=b"", repr=False)
    since: datetime | None = None

    @property
    def at_once(self) -> bool:
        """Whether what has just been kept may be deleted."""
        return not self.needs_backup and self.since is None

    def of(self, stored: Transaction, kept: Collection[Waiting]) -> frozenset[Waiting]:
        """Return those that may be deleted, of messages that the store has."""
        late: frozenset[str] = frozenset()
        if self.needs_backup:
            if self.mark is None or not stored.history.goes_through(self.mark, self.key):
                return frozenset()
            late = stored.history.arrived_after(self.mark)
        if self.since is not None:
            names = [one.service_id for one in kept]
            late |= stored.history.received_since(self.since, names)
        return frozenset(one for one in kept if late.isdisjoint((one.message_id, one.service_id)))


class Maintenance:
    """Checks and backs up an open store when it is due, as the organisation's plan says.

    What the folder holds decides what is due: a backup that somebody took away is made again.
    """

    def __init__(
        self,
        store: Store,
        actor: Actor,
        profile: Profile,
        plan: BackupPlan,
        anchors: TrailAnchors,
    ) -> None:
        """Verify and back up a profile's store; compare its audit trail with the newest backup."""
        self._store = store
        with store.read() as stored:
            self._backups = Backups(
                profile, plan, stored.history.store(), self._key, _earlier_stores(stored)
            )
        self._anchors = anchors
        self._check, self._trail = StoreCheck(store, actor), TrailCheck(store, actor)
        self._actor = actor
        self._profile = profile
        self._plan = plan
        self._trouble: SdkError | None = None

    def due(self) -> bool:
        """Return whether something is due; also True for a backup folder that cannot be read."""
        with self._store.read() as stored:
            check_due = self._check.is_due(stored) or self._trail.is_due(stored)
        try:
            return check_due or self._is_backup_due()
        except SdkError:
            return True

    def keep(self) -> MaintenanceResult:
        """Do what is due. Of a damaged store no backup is made, and none is removed.

        Raise the `SdkError` that stopped a step; what the steps before it did stays done.
        """
        try:
            checked = self._check.go_on()
            backup = self._back_up()
            removed = self._expire() if backup else 0
            self._trail.go_on()
        except Locked:
            raise
        except SdkError as error:
            self._trouble = error
            raise
        self._trouble = None
        with self._store.read() as stored:
            unfinished = self._check.is_due(stored) or self._trail.is_due(stored)
        return MaintenanceResult(checked, backup.name if backup else "", removed, unfinished)

    def state(self, stored: Transaction) -> BackupState:
        """Return the state without reading the backup folder, which may be a slow share."""
        last = stored.fetches.last(_BACKUP)
        late = has_passed(last, self._every, self._actor.clock())
        overdue = late and self._trouble is not None
        return BackupState(last, str(self._backups.folder), overdue, self._trouble)

    def release(self, left_for: timedelta = timedelta()) -> Release:
        """Return which messages the message service may delete now.

        What came within `left_for` stays there for other computers.
        """
        since = self._actor.clock() - left_for if left_for else None
        if not self._plan.before_delete:
            return Release(since=since)
        try:
            newest = self.newest()
        except SdkError as error:
            _log.info("messages stay at the service: %s", error.text)
            newest = None
        mark = newest.mark if newest else None
        return Release(needs_backup=True, mark=mark, key=self._store.key, since=since)

    def newest(self) -> Backup | None:
        """Return the newest backup that was verified; raise when the folder cannot be read."""
        return self._backups.newest(self._actor.clock(), verified=True)

    def newest_here(self) -> Backup | None:
        """Return the newest verified backup in the profile's own folder, without asking a share.

        None also when the folder cannot be read.
        """
        try:
            return None if self._plan.folder else self.newest()
        except SdkError as error:
            _log.warning("the backups cannot be read: %s", error.text)
            return None

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Let no backup of the profile be made during the block: its files belong together."""
        with self._backups.alone() as alone:
            if not alone:
                raise Unavailable("Another window is making a backup just now. Try again.")
            yield

    def record_restoring(self) -> None:
        """Record that the profile was restored from a backup, once, and if that was not proved."""
        clear_interrupted(self._profile)
        backup = restored_from(self._profile, self._store.key)
        if backup:
            kind = AuditKind.RESTORED if backup.proved else AuditKind.RESTORED_UNPROVED
            with self._store.begin() as stored:
                record_older_store(stored, self._actor.event(kind, detail=backup.name))
            forget_restoring(self._profile)

    def _key(self) -> bytes:
        return self._store.key

    @property
    def _every(self) -> timedelta:
        return timedelta(hours=self._plan.every_hours)

    def _back_up(self) -> Backup | None:
        newest, made = self.newest(), self._actor.clock()
        if not self._is_due_after(newest):
            return None
        with self._store.begin() as stored:  # before there is a newer one to compare with
            self._anchors.record_loss(stored, newest)
        backup = self._backups.make(made, self._store.copy_to, self._is_backup_due)
        if backup:
            with self._store.begin() as stored:
                stored.fetches.done(_BACKUP, made)
                stored.audit.add(self._actor.system_event(AuditKind.BACKED_UP, detail=backup.name))
        return backup

    def _is_backup_due(self) -> bool:
        return self._is_due_after(self.newest())

    def _is_due_after(self, newest: Backup | None) -> bool:
        return newest is None or has_passed(newest.made, self._every, self._actor.clock())

    def _expire(self) -> int:
        return self._backups.expire(timedelta(days=self._plan.keep_days), self._actor.clock())


def key_of_earlier_store(store: str) -> str:
    """Return under what the store remembers a salt that its file had under an earlier key."""
    return f"{_EARLIER}{store}"


def _earlier_stores(stored: Transaction) -> frozenset[str]:
    return frozenset(name.removeprefix(_EARLIER) for name in stored.fetches.named(_EARLIER))
