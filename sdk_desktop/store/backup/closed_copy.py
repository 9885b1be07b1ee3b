"""A copy of a store without its key: the encrypted files as they are.

For a program of its own only, which has not opened the store: on POSIX, closing a file that a
process has read takes away the locks that the engine holds on it in the same process.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sdk_desktop.domain.errors import Refused
from sdk_desktop.files import opened, remove_file
from sdk_desktop.store.backup.files import copy_file
from sdk_desktop.store.history_mark import HistoryMark
from sdk_desktop.store.store_file import PAGE_BYTES, busy, damaged_store, translate_file_errors

TRIES = 10
SALT_BYTES = 16
WAL_HEADER = 32
"""Bytes; each new beginning of the write-ahead log puts new random numbers there."""


def wal_of(store: Path) -> Path:
    """Return the write-ahead log of a store: what has been committed but not yet moved into it."""
    return store.with_name(f"{store.name}-wal")


def remove_files(store: Path) -> None:
    """Remove a store that nobody has open, with what the engine keeps beside it."""
    for left in (store, wal_of(store), Path(f"{store}-shm")):
        remove_file(left)


def copy_closed(store: Path, target: Path) -> HistoryMark:
    """Copy the files of a store that anybody may write at the same time.

    Whatever is moved from the log to the store while the store is copied is still in the log when
    that is copied after it, unless the log has begun anew: then both are copied again.
    """
    _seek(store)
    for _ in range(TRIES):
        before = _state(store)
        copy_file(store, target)
        if before.log:
            copy_file(wal_of(store), wal_of(target))
        if _state(store) == before:
            return HistoryMark(store_of(target))
        remove_file(target)
        remove_file(wal_of(target))
    raise busy()


def store_of(path: Path) -> str:
    """Return the salt of a store's file in hex, which tells it from others."""
    with translate_file_errors(), opened(path) as file:
        return file.read(SALT_BYTES).hex()


@dataclass(frozen=True, slots=True)
class _State:
    """What stays the same while nothing is moved out of the log and no new one is begun."""

    log: bytes
    file: tuple[int, int]


def _state(store: Path) -> _State:
    log = b""
    with suppress(FileNotFoundError), wal_of(store).open("rb") as file:
        log = file.read(WAL_HEADER)
    if log:
        return _State(log, (0, 0))
    known = store.stat()
    return _State(log, (known.st_size, known.st_mtime_ns))


def _seek(store: Path) -> None:
    if not store.is_file():
        raise Refused("The message store is not there. Restore it from a backup.")
    if store.stat().st_size < PAGE_BYTES:
        raise damaged_store()
