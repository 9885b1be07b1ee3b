"""What a check-up says of the backups, without unlocking the client."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.configuration import Check
from sdk_desktop.domain.policy import BackupPlan
from sdk_desktop.settings import Profile
from sdk_desktop.store.backup.backups import Backups
from sdk_desktop.store.backup.closed import store_of

PATIENCE = timedelta(days=3)
"""So much longer than the plan says the last backup may be ago: a client rests at weekends."""


def check_backup(profile: Profile, plan: BackupPlan, clock: Clock) -> Check:
    """Tell when the last backup was made, and whether the next one can be.

    Raises an SdkError when the folder is not there.
    """
    name = "Backup"
    if not profile.store.is_file():
        return Check(name, ok=True, text="There is nothing to back up yet.")
    shared = bool(plan.folder)  # in the profile's own, also a store that is damaged has its backups
    backups = Backups(profile, plan, store_of(profile.store) if shared else "")
    last = backups.newest(clock())
    if backups.folder.exists() and not os.access(backups.folder, os.W_OK):
        advice = "Give your user the right to write in the backup folder."
        return Check(name, ok=False, text="The backup folder cannot be written.", advice=advice)
    advice = "Sign in: the client makes a backup after a minute. Or run sdk-desktop backup."
    if last is None:
        new = _is_new(profile, plan, clock())
        return Check(name, ok=new, text="There is no backup yet.", advice=advice)
    made = {"made": _exactly(last.made)}
    if clock() - last.made > timedelta(hours=plan.every_hours) + PATIENCE:
        text = "The last backup was made on {made}."
        return Check(name, ok=False, text=text, advice=advice, values=made)
    if _disk(backups.folder) == _disk(profile.folder):
        advice = "The backups lie on the same disk as the store. Choose a folder on another one."
    else:
        advice = ""
    text = "The last backup was made on {made}."
    return Check(name, ok=True, text=text, advice=advice, values=made)


def _is_new(profile: Profile, plan: BackupPlan, now: datetime) -> bool:
    """Tell whether a first backup may still be to come: the recovery key's file is made first."""
    try:
        made = datetime.fromtimestamp(profile.recovery.stat().st_mtime, UTC)
    except OSError:
        return False
    return now - made < timedelta(hours=plan.every_hours)


def _exactly(moment: datetime) -> str:
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def _disk(folder: Path) -> int:
    return folder.stat().st_dev
