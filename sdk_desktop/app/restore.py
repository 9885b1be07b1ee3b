"""Makes a profile anew: from a backup, or from what can be read of a store that is damaged."""

from __future__ import annotations

import platform
from contextlib import closing, suppress
from dataclasses import asdict, replace

from sdk_desktop.app.sign_in_ways import store_there
from sdk_desktop.auth.keys.key_file import DamagedKeyFile, KeyFile
from sdk_desktop.auth.keys.slot_keys import NewStoreKey
from sdk_desktop.auth.keys.slots import Slots
from sdk_desktop.auth.ways.recovery import RecoverySlot, RecoveryWay
from sdk_desktop.domain.audit import SYSTEM, AuditEvent, AuditKind
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.errors import Refused
from sdk_desktop.files import read_if_there, remove_file, replace_file, write_private
from sdk_desktop.settings import Profile, read_settings, write_settings
from sdk_desktop.store.backup.closed_copy import store_of
from sdk_desktop.store.backup.copying import verify_copy
from sdk_desktop.store.backup.manifest import Backup
from sdk_desktop.store.backup.restoring import forget_restoring, restore
from sdk_desktop.store.salvage.salvage import SalvageResult, salvage
from sdk_desktop.store.store import Store
from sdk_desktop.usecases.delivery_updates import record_older_store


def restore_profile(
    backup: Backup,
    profile: Profile,
    recovery_key: str,
    clock: Clock,
    *,
    take_settings: bool = False,
    unproved: bool = False,
) -> None:
    """Put a backup into an empty profile; raise `Refused` when it is not whole.

    With a recovery key ("" for none) the store must open by it and be whole, nobody may have
    changed the backup, and it is recorded that it was restored; without, that is tried and recorded
    when somebody unlocks it. Whoever can write where backups lie could have changed the settings in
    one: they come along only with `take_settings`, and never a program library that they name.
    `unproved`: somebody knows that it is not `provable`, and wants it all the same.
    """

    def examine(beside: Profile) -> None:
        _settle_settings(beside, take=take_settings)
        if recovery_key:
            key = RecoveryWay(RecoverySlot(beside.recovery, store_there(beside))).open(recovery_key)
            _refuse_changed(backup, key)
            _record(beside, key, event)
            verify_copy(beside.store, key, lambda: True)

    if not unproved and not provable(backup, recovery_key, take_settings=take_settings):
        raise Refused(
            "Nothing proves that nobody has changed this backup. Choose another one, give the"
            " recovery key, or restore it with --unproved if you know where it has been."
        )
    kind = AuditKind.RESTORED if backup.seal else AuditKind.RESTORED_UNPROVED
    event = AuditEvent(kind, clock(), SYSTEM, platform.node(), detail=backup.name)
    restore(backup, profile, examine)
    if recovery_key:
        forget_restoring(profile)


def provable(backup: Backup, recovery_key: str, *, take_settings: bool) -> bool:
    """Return whether it can be proved, before it does harm, that nobody has changed a backup.

    What is in the store is proved at the latest when somebody signs in; the settings are in force
    before that.
    """
    return bool(backup.seal) and bool(recovery_key or not take_settings)


def addresses_in(backup: Backup) -> tuple[str, ...]:
    """Return the addresses that the settings in a backup lead to; none where it has none."""
    path = Profile(backup.folder).settings
    if path.name not in backup.files:
        return ()
    try:
        settings = read_settings(path)
    except Refused:
        return ()
    tables = (settings.connection, settings.access_point, settings.login)
    values = (value for table in tables if table for value in asdict(table).values())
    return tuple(value for value in values if isinstance(value, str) and "://" in value)


def salvage_profile(
    profile: Profile, target: Profile, recovery_key: str, clock: Clock
) -> SalvageResult:
    """Make a profile in an empty folder with what can be read; the damaged one stays as it is.

    People sign in there as before, on the same computer. Raise `Refused` when the recovery key is
    wrong, when there is something in the folder or when nothing can be read.
    """
    there = store_there(profile)
    key = RecoveryWay(RecoverySlot(profile.recovery, there)).open(recovery_key)
    target.make()
    if any(target.folder.iterdir()):
        raise Refused("The folder {folder} is not empty.", folder=target.folder)
    event = AuditEvent(AuditKind.RESTORED, clock(), SYSTEM, platform.node(), detail="salvage")
    part = target.store.with_suffix(".part")
    result = salvage(profile.store, key, part, event)
    for source, copy in (
        (profile.settings, target.settings),
        (profile.recovery, target.recovery),
        (profile.keys, target.keys),
    ):
        content = read_if_there(source)
        if content is not None:
            write_private(copy, content)
    same = NewStoreKey(there(), key, store_of(part), key)  # for another file
    with suppress(DamagedKeyFile):  # with the recovery key people enrol anew
        Slots(KeyFile(target.keys)).renew(same)
    RecoverySlot(target.recovery).hand_on(same)
    replace_file(part, target.store)
    return result


def _refuse_changed(backup: Backup, key: bytes) -> None:
    if backup.seal and not backup.is_proved(key):
        raise Refused(
            "Somebody has changed this backup, or put another one in its place. Choose another."
        )


def _record(profile: Profile, key: bytes, event: AuditEvent) -> None:
    """Record the event; closing the store empties its write-ahead log."""
    with closing(Store.open(profile.store, key)) as store, store.begin() as stored:
        record_older_store(stored, event)


def _settle_settings(beside: Profile, *, take: bool) -> None:
    """Leave the settings out of what is restored, or those that name a program library."""
    if not beside.settings.exists():
        return
    if not take:
        remove_file(beside.settings)
        return
    settings = replace(read_settings(beside.settings), card=None)
    if settings.access_point and settings.access_point.key.startswith("pkcs11:"):
        settings = replace(settings, access_point=None)
    write_settings(beside.settings, settings)
