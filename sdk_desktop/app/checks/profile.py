"""Checks of a profile without unlocking it: its store, the keys to it, its backups."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sdk_desktop.app.checks.attempt import fails, works
from sdk_desktop.app.rights import FileRights
from sdk_desktop.auth.keys.key_file import KeyFile
from sdk_desktop.domain.clock import Clock, local
from sdk_desktop.domain.configuration import Check
from sdk_desktop.domain.policy import BackupPlan
from sdk_desktop.file_rights import others_may_replace
from sdk_desktop.files import may_be_written, opened
from sdk_desktop.settings import Profile
from sdk_desktop.store.backup.backups import Backups
from sdk_desktop.store.backup.closed_copy import store_of
from sdk_desktop.store.network_share import refuse_share

LEAST_SPACE = 500_000_000
"""Bytes that should be free on the disk of the store."""

_PLAIN_HEADER = b"SQLite format 3\x00"


PATIENCE = timedelta(days=3)
"""How much older than planned the last backup may be: a client is not used at weekends."""


def check_store_file(profile: Profile) -> Check:
    """Check that the store is there and encrypted, and that the disk has room."""
    refuse_share(profile.folder)
    if not may_be_written(profile.folder):
        advice = "Give your user the right to write in the profile's folder."
        return fails("The folder cannot be written.", advice)
    if shutil.disk_usage(profile.folder).free < LEAST_SPACE:
        return fails("There is less than 500 MB of free space.", "Free some space on the disk.")
    if not profile.store.exists():
        return works("There is no store yet. It is made at the first start.")
    try:
        with opened(profile.store) as file:
            header = file.read(len(_PLAIN_HEADER))
    except OSError:
        header = b""
    if header == _PLAIN_HEADER or len(header) < len(_PLAIN_HEADER):
        return fails("The store is damaged or not encrypted.", "Restore it from a backup.")
    return works("The store is there and encrypted.")


def check_rights(profile: Profile, rights: FileRights) -> Check:
    """Check that others can neither read nor write what is secret, nor put it elsewhere."""
    if others_may_replace(profile.folder):
        advice = "Take the right to write from others in the folders above it."
        text = "Others can put something else in the place of {folder}."
        return fails(text, advice, folder=profile.folder)
    if rights.open:
        advice = "Let only your user and administrators read and write them."
        return fails("Others can read or write {files}.", advice, files=_listed(rights.open))
    if rights.mended:
        text = "Others could read or write {files}. That has been mended now."
        return works(text, files=_listed(rights.mended))
    return works("Others can neither read nor write what is secret.")


def check_people(profile: Profile) -> Check:
    """Check that there is somebody who can open the store."""
    if KeyFile(profile.keys).people():
        return works("There are people who can unlock the store.")
    if profile.store.exists():
        advice = "Restore the key file from a backup, or use the recovery key."
        return fails("There is a store but no key to it.", advice)
    return works("Nobody is enrolled yet.")


def check_backup(profile: Profile, plan: BackupPlan, clock: Clock) -> Check:
    """Check when the last backup was made, and whether the next one can be.

    Raises an SdkError when the folder is not there.
    """
    if not profile.store.is_file():
        return works("There is nothing to back up yet.")
    shared = bool(plan.folder)  # in the profile's own folder all backups are of this store
    backups = Backups(profile, plan, store_of(profile.store) if shared else "")
    last = backups.newest(clock())
    if backups.folder.exists() and not may_be_written(backups.folder):
        advice = "Give your user the right to write in the backup folder."
        return fails("The backup folder cannot be written.", advice)
    advice = "Sign in: the client makes a backup after a minute. Or run sdk-desktop backup."
    if last is None:
        text = "There is no backup yet."
        new = _is_new(profile, plan, clock())
        return works(text, advice) if new else fails(text, advice)
    made = _exactly(last.made)
    text = "The last backup was made on {made}."
    if clock() - last.made > timedelta(hours=plan.every_hours) + PATIENCE:
        return fails(text, advice, made=made)
    if _disk(backups.folder) == _disk(profile.folder):
        advice = "The backups lie on the same disk as the store. Choose a folder on another one."
    else:
        advice = ""
    return works(text, advice, made=made)


def _is_new(profile: Profile, plan: BackupPlan, now: datetime) -> bool:
    """Return whether a first backup may still be to come: the recovery key's file is made first."""
    try:
        made = datetime.fromtimestamp(profile.recovery.stat().st_mtime, UTC)
    except OSError:
        return False
    return now - made < timedelta(hours=plan.every_hours)


def _exactly(moment: datetime) -> str:
    return local(moment).replace(tzinfo=None).isoformat(" ", "minutes")


def _disk(folder: Path) -> int:
    return folder.stat().st_dev


def _listed(paths: Sequence[Path]) -> str:
    return ", ".join(map(str, paths))
