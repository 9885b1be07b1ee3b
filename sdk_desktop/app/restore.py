"""Restores a profile from a backup, after the recovery key was tried on it."""

from __future__ import annotations

import platform
from contextlib import closing

from sdk_desktop.auth.ways.recovery import RecoverySlot, RecoveryWay
from sdk_desktop.domain.audit import SYSTEM, AuditEvent, AuditKind
from sdk_desktop.domain.clock import Clock
from sdk_desktop.settings import Profile
from sdk_desktop.store.backup.copying import verify_copy
from sdk_desktop.store.backup.manifest import Backup
from sdk_desktop.store.backup.restoring import forget_restoring, restore
from sdk_desktop.store.store import Store


def restore_profile(backup: Backup, profile: Profile, recovery_key: str, clock: Clock) -> None:
    """Put a backup into an empty profile; raise `Refused` when it is not whole.

    With a recovery key ("" for none) the store must open by it and be whole, and it is recorded
    that it was restored; without, that is recorded when somebody unlocks it.
    """

    def examine(beside: Profile) -> None:
        if recovery_key:
            key = RecoveryWay(RecoverySlot(beside.recovery)).open(recovery_key)
            _record(beside, key, event)
            verify_copy(beside.store, key, lambda: True)

    event = AuditEvent(AuditKind.RESTORED, clock(), SYSTEM, platform.node(), detail=backup.name)
    restore(backup, profile, examine)
    if recovery_key:
        forget_restoring(profile)


def _record(profile: Profile, key: bytes, event: AuditEvent) -> None:
    """Record the event; closing the store empties its write-ahead log."""
    with closing(Store.open(profile.store, key)) as store, store.begin() as stored:
        stored.audit.add(event)
