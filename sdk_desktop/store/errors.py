"""Turns the errors of the database engine into `SdkError`s."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc
from sqlcipher3 import dbapi2

from sdk_desktop.domain.errors import Refused, SdkError, Unavailable
from sdk_desktop.files import disk_full
from sdk_desktop.store.store_file import busy, damaged_store

_BUSY = frozenset({"SQLITE_BUSY", "SQLITE_LOCKED"})
_DAMAGED = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB"})
_PROTECTED = frozenset({"SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH"})


@contextmanager
def translate_engine_errors() -> Iterator[None]:
    """Raise the `SdkError` for an engine's error; one that has none is a bug and passes on."""
    try:
        yield
    except exc.TimeoutError as error:
        raise busy() from error
    except MemoryError as error:  # the engine says so of a false page, too
        raise Refused(
            "This part of the message store cannot be read: it is damaged, or the computer has no"
            " memory left."
        ) from error
    except UnicodeEncodeError as error:
        raise Refused("The text holds a character that cannot be stored.") from error
    except (exc.DBAPIError, dbapi2.Error) as error:
        known = _meaning(error)
        if known is None:
            raise
        raise known from error


def damaged_part() -> Refused:
    """Return the error for something in the store that cannot be read, while the rest can."""
    return Refused(
        "This is on a damaged part of the message store and cannot be read. Whoever looks"
        " after the computer can restore the store from a backup."
    )


def no_answer() -> Unavailable:
    """Return the error for a disk that fails or is gone."""
    return Unavailable("The disk with the message store does not answer. Try again.")


def _meaning(error: exc.DBAPIError | dbapi2.Error) -> SdkError | None:
    cause = error.orig if isinstance(error, exc.DBAPIError) else error
    code = "_".join(getattr(cause, "sqlite_errorname", "").split("_")[:2])
    if code in _DAMAGED:
        return damaged_store()
    if code in _BUSY:
        return busy()
    if code == "SQLITE_FULL":
        return disk_full()
    if code in _PROTECTED:
        return Refused("The message store may not be written. Check the rights of its folder.")
    if code == "SQLITE_IOERR":
        return no_answer()
    return None
