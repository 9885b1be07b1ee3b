"""What lies beside the files of a backup: when it was made, and how each file is known again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from sdk_desktop.files import read_if_there, text_of, write_private
from sdk_desktop.settings import Profile
from sdk_desktop.store.backup.closed_copy import wal_of
from sdk_desktop.store.backup.files import Digest
from sdk_desktop.store.history import HistoryMark

VERSION = 1
FILE = "manifest.json"

_OURS = Profile(Path())
_NAMES = frozenset(
    path.name
    for path in (_OURS.store, wal_of(_OURS.store), _OURS.keys, _OURS.recovery, _OURS.settings)
)
"""What a backup may hold: nothing else of a profile is put in its place by restoring."""
_NONSENSE = (
    *(OSError, ValueError, KeyError, TypeError),
    *(AttributeError, OverflowError, RecursionError),
)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup: its folder, the moment whose state it holds, and its files by name."""

    folder: Path
    made: datetime
    mark: HistoryMark
    files: Mapping[str, Digest]

    @property
    def name(self) -> str:
        """The name of the folder."""
        return self.folder.name

    @property
    def verified(self) -> bool:
        """Return whether it was read from end to end with the store's key when it was made."""
        return bool(self.mark.seal)

    @property
    def size(self) -> int:
        """The bytes of all files."""
        return sum(digest.size for digest in self.files.values())

    def __hash__(self) -> int:
        return hash(self.folder)


def write_manifest(backup: Backup) -> None:
    """Write the manifest, last of all: a folder without one is no backup."""
    said = {
        "version": VERSION,
        "made": backup.made.isoformat(),
        "history": asdict(backup.mark),
        "files": {name: asdict(digest) for name, digest in backup.files.items()},
    }
    write_private(backup.folder / FILE, json.dumps(said, indent=1).encode())


def read_manifest(folder: Path) -> Backup | None:
    """Read a folder's manifest; None when it has none, names other files or not all are there.

    Raise `Refused` or `Unavailable` when it cannot be read.
    """
    written = read_if_there(folder / FILE)
    if written is None:
        return None
    try:
        said = json.loads(text_of(written))
        if said["version"] != VERSION:
            return None
        made = datetime.fromisoformat(said["made"]).astimezone(UTC)
        store, events, seal = (said["history"][name] for name in ("store", "events", "seal"))
        mark = HistoryMark(str(store), int(events), str(seal))
        files = {name: Digest(**digest) for name, digest in said["files"].items()}
        there = {name: (folder / name).stat().st_size for name in files}
    except _NONSENSE:
        return None
    ours = {_OURS.store.name} <= files.keys() <= _NAMES
    sizes = {name: digest.size for name, digest in files.items()}
    return Backup(folder, made, mark, files) if ours and sizes == there else None
