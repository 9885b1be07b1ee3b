"""The file of a store without the engine: the size of its pages, and what can be wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.files import FULL, disk_full

PAGE_BYTES = 16_384


@contextmanager
def translate_file_errors() -> Iterator[None]:
    """Raise `Refused` for the system's errors about the file, `Unavailable` for a full disk."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise disk_full() from error
        reason = error.strerror or type(error).__name__
        raise Refused("The message store cannot be used: {reason}.", reason=reason) from error


def damaged_store() -> Refused:
    """Return the error for a file that this key does not open."""
    return Refused(
        "The message store is damaged or cannot be opened with this key. Nothing has been changed."
        " Restore it from a backup, or use the recovery key."
    )


def busy() -> Unavailable:
    """Return the error for a store that somebody else is at work with."""
    return Unavailable("The message store is busy. Try again.")
