"""Files that are copied whole, durably, and known again by their digest."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sdk_desktop.domain.errors import Refused, SdkError, Unavailable
from sdk_desktop.files import opened

PIECE = 1_048_576
"""Bytes that are copied at a time."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


@dataclass(frozen=True, slots=True)
class Digest:
    """How a file is known again: its size in bytes, and its SHA-256 in hex."""

    size: int
    sha256: str


@contextmanager
def writing_to(folder: Path) -> Iterator[None]:
    """Raise what the operating system says of a folder of backups as a sentence."""
    try:
        yield
    except OSError as error:
        raise _meaning(error, folder) from error


def full(folder: Path) -> SdkError:
    """Return the error for a full disk."""
    return Unavailable(
        "There is no room for a backup in {folder}. Make room there; it is tried again.",
        folder=folder,
    )


def copy_file(source: Path, target: Path) -> Digest:
    """Copy a file to a place where none is, for the user alone, and make it durable."""
    with opened(source) as given, target.open("xb") as made:
        target.chmod(0o600)
        summed = hashlib.sha256()
        size = 0
        while piece := given.read(PIECE):
            made.write(piece)
            summed.update(piece)
            size += len(piece)
        made.flush()
        os.fsync(made.fileno())
    return Digest(size, summed.hexdigest())


def settled(path: Path) -> Digest:
    """Make a file durable that somebody else wrote; return its digest."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())
    return digest_of(path)


def digest_of(path: Path) -> Digest:
    """Return the digest of a file."""
    with opened(path) as file:
        summed = hashlib.file_digest(file, "sha256")
        return Digest(file.tell(), summed.hexdigest())


def _meaning(error: OSError, folder: Path) -> SdkError:
    if error.errno in _FULL:
        return full(folder)
    if error.errno in _FORBIDDEN:
        return Refused(
            "The backup folder {folder} may not be written. Give your user the right to do so.",
            folder=folder,
        )
    reason = error.strerror or type(error).__name__
    return Unavailable(
        "The backup folder {folder} cannot be used: {reason}. It is tried again.",
        folder=folder,
        reason=reason,
    )
