"""Puts a backup into a profile where no store is; whatever interrupts it, it can be done again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sdk_desktop.domain.errors import Refused, SdkError, Unavailable
from sdk_desktop.files import move, read_if_there, settle_folder, text_of, write_private
from sdk_desktop.formats.json_fields import read_json
from sdk_desktop.settings import Profile
from sdk_desktop.store.backup.closed_copy import wal_of
from sdk_desktop.store.backup.files import copy_file, digest_of
from sdk_desktop.store.backup.manifest import (
    NONSENSE,
    Backup,
    backup_of,
    manifest_of,
    read_manifest,
)
from sdk_desktop.store.network_share import refuse_share

Examine = Callable[[Profile], None]


def read_backup(folder: Path) -> Backup:
    """Read a backup; raise `Refused` when the folder holds none that is whole."""
    backup = read_manifest(folder)
    if backup is None:
        raise Refused("The folder {folder} is no backup, or not a whole one.", folder=folder)
    return backup


def restore(backup: Backup, profile: Profile, examine: Examine) -> None:
    """Put a backup's files into a profile; settings that are there already stay.

    Nothing is overwritten. Every file is compared with the manifest, and `examine` may look at
    them and raise, before the first takes its place. Raises `Refused`.
    """
    refuse_share(profile.folder)
    profile.make()
    _refuse_what_is_there(backup, profile)
    beside = _beside(profile)
    with _usable(profile.folder):
        shutil.rmtree(beside.folder, ignore_errors=True)
        beside.folder.mkdir(mode=0o700)
        try:
            _fetch(backup, beside.folder)
            examine(beside)
            _put_in_place(beside, profile, backup)
        finally:
            shutil.rmtree(beside.folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class RestoredFrom:
    """The backup that a profile was restored from; is it proved that nobody had changed it?"""

    name: str
    proved: bool


def restored_from(profile: Profile, key: bytes) -> RestoredFrom | None:
    """Return where a profile was restored from until that is recorded; None for nowhere."""
    name = "?"
    try:
        noted = read_if_there(_note(profile))
        if noted is None:
            return None
        said = read_json(text_of(noted).encode())
        name = str(said["backup"])
        return RestoredFrom(name, backup_of(profile.folder, said["manifest"]).is_proved(key))
    except (SdkError, *NONSENSE):
        return RestoredFrom(name, proved=False)


def clear_interrupted(profile: Profile) -> None:
    """Remove what an interrupted restoring left beside a store: old messages, past any purge."""
    shutil.rmtree(_beside(profile).folder, ignore_errors=True)


def forget_restoring(profile: Profile) -> None:
    """Note that restoring has been recorded in the audit trail."""
    with suppress(OSError):
        _note(profile).unlink(missing_ok=True)


def _beside(profile: Profile) -> Profile:
    return Profile(profile.folder / "restoring.part")


def _note(profile: Profile) -> Path:
    return profile.folder / "restored.json"


def _refuse_what_is_there(backup: Backup, profile: Profile) -> None:
    """Refuse where a store or another one's key is; what an interrupted restoring left is fine."""
    store = profile.store
    files = (store, store.with_suffix(".new"), wal_of(store), profile.keys, profile.recovery)
    for path in files:
        ours = backup.files.get(path.name) if path != store else None
        if path.exists() and (ours is None or digest_of(path) != ours):
            raise Refused(
                "There is already a {file} in {folder}. It is kept as it is. Restore into an empty"
                " folder.",
                file=path.name,
                folder=profile.folder,
            )


def _fetch(backup: Backup, folder: Path) -> None:
    for name, digest in backup.files.items():
        if copy_file(backup.folder / name, folder / name) != digest:
            raise Refused(
                "The backup is damaged: {file} is not as it was made. Choose another backup.",
                file=name,
            )


def _put_in_place(beside: Profile, profile: Profile, backup: Backup) -> None:
    """Move the files, the store last: before it is there, nothing is restored."""
    noted = {"backup": backup.name, "manifest": manifest_of(backup)}
    write_private(_note(profile), json.dumps(noted).encode())
    found = sorted(beside.folder.iterdir(), key=lambda path: path == beside.store)
    for path in found:
        target = profile.folder / path.name
        if target != profile.settings or not target.exists():
            move(path, target)
    settle_folder(profile.folder)


@contextmanager
def _usable(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Unavailable(
            "The backup could not be restored to {folder}: {reason}. Try again.",
            folder=folder,
            reason=error.strerror or type(error).__name__,
        ) from error
