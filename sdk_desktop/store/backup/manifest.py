"""What lies beside the files of a backup: when it was made, and how each file is known again.

A seal under a key made from the store's proves that nobody has changed it, or put another backup
in its place: whoever can write where backups lie has no such key.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sdk_desktop.files import read_if_there, text_of, write_private
from sdk_desktop.formats.json_fields import read_json
from sdk_desktop.settings import Profile
from sdk_desktop.store.backup.closed_copy import wal_of
from sdk_desktop.store.backup.files import Digest
from sdk_desktop.store.history_mark import HistoryMark

VERSION = 1
FILE = "manifest.json"
NONSENSE = (
    *(OSError, ValueError, KeyError, TypeError),
    *(AttributeError, OverflowError, RecursionError),
)
"""What reading a manifest that makes no sense may raise."""

_OURS = Profile(Path())
_NAMES = frozenset(
    path.name
    for path in (_OURS.store, wal_of(_OURS.store), _OURS.keys, _OURS.recovery, _OURS.settings)
)
"""What a backup may hold: nothing else of a profile is put in its place by restoring."""
_PURPOSE = b"sdk-desktop backup"
"""The store's key is used for nothing directly: each purpose has a key of its own."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup: its folder, the moment whose state it holds, and its files by name.

    `seal` is "" where it was made without the store's key, or by a version that knew no seals.
    """

    folder: Path
    made: datetime
    mark: HistoryMark
    files: Mapping[str, Digest]
    seal: str = ""

    @property
    def name(self) -> str:
        """The name of the folder."""
        return self.folder.name

    @property
    def verified(self) -> bool:
        """Return whether it was read from end to end with the store's key when it was made."""
        return bool(self.mark.seal)

    def is_proved(self, key: bytes) -> bool:
        """Return whether whoever made it had the store's key, and nobody has changed it since."""
        return bool(self.seal) and hmac.compare_digest(
            self.seal.encode(), _seal(self, key).encode()
        )

    @property
    def size(self) -> int:
        """The bytes of all files."""
        return sum(digest.size for digest in self.files.values())

    def __hash__(self) -> int:
        return hash(self.folder)


def sealed(backup: Backup, key: bytes) -> Backup:
    """Return a backup with the seal of the store's key."""
    return replace(backup, seal=_seal(backup, key))


def write_manifest(backup: Backup) -> None:
    """Write the manifest, last of all: a folder without one is no backup."""
    write_private(backup.folder / FILE, json.dumps(manifest_of(backup), indent=1).encode())


def manifest_of(backup: Backup) -> dict[str, object]:
    """Return what stands in the manifest of a backup."""
    return {**_sealed_part(backup), "seal": backup.seal}


def read_manifest(folder: Path) -> Backup | None:
    """Read a folder's manifest; None when it has none, names other files or not all are there.

    Raise `Refused` or `Unavailable` when it cannot be read.
    """
    written = read_if_there(folder / FILE)
    if written is None:
        return None
    try:
        backup = backup_of(folder, read_json(text_of(written).encode()))
        there = {name: (folder / name).stat().st_size for name in backup.files}
    except NONSENSE:
        return None
    sizes = {name: digest.size for name, digest in backup.files.items()}
    return backup if sizes == there else None


def backup_of(folder: Path, said: Mapping[str, Any]) -> Backup:
    """Return the backup that a manifest describes; raise one of `NONSENSE` where it makes none."""
    made = datetime.fromisoformat(said["made"]).astimezone(UTC)
    store, events, seal = (said["history"][name] for name in ("store", "events", "seal"))
    mark = HistoryMark(str(store), int(events), str(seal))
    proof = str(said.get("seal", ""))
    files = {name: Digest(**digest) for name, digest in said["files"].items()}
    if (
        said["version"] != VERSION
        or not proof.isascii()
        or not {_OURS.store.name} <= files.keys() <= _NAMES
    ):
        raise ValueError("no manifest of ours")
    return Backup(folder, made, mark, files, proof)


def _sealed_part(backup: Backup) -> dict[str, object]:
    return {
        "version": VERSION,
        "made": backup.made.isoformat(),
        "history": asdict(backup.mark),
        "files": {name: asdict(digest) for name, digest in backup.files.items()},
    }


def _seal(backup: Backup, key: bytes) -> str:
    written = json.dumps(_sealed_part(backup), sort_keys=True).encode()
    own = hmac.digest(key, _PURPOSE, "sha256")
    return hmac.digest(own, written, "sha256").hex()
