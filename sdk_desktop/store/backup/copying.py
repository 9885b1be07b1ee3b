"""A copy of an open store: taken while others write, encrypted under the same key, verified.

The encrypted file is copied as it is where it stands still. Where others write all the time, the
engine's own online backup reads pages through the connection that holds a snapshot, so nobody
waits for anybody. Two things it does not do by itself: it copies a page that fails its
authentication as an empty one, and it says nothing of it; nor does its integrity check, of the
last page of a long text. So a source is asked afterwards whether it has failed, and a copy is read
from end to end before it counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlcipher3 import dbapi2

from sdk_desktop.domain.errors import Locked, Refused, SdkError, Unavailable
from sdk_desktop.files import remove_file
from sdk_desktop.store.backup.files import full, writing_to
from sdk_desktop.store.backup.still_copy import copy_still, standing_still
from sdk_desktop.store.engine import is_authentic, make_engine
from sdk_desktop.store.errors import translate_engine_errors
from sdk_desktop.store.history_mark import HistoryMark, history_seal
from sdk_desktop.store.store_file import PAGE_BYTES, damaged_store

STEP = 256
"""Pages that are copied before it is asked whether to go on."""
PULSE = 100_000
"""Steps of the engine between two such questions while it checks."""
TARGET = ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF")
"""How a copy is written: it is not there before it is whole, and made durable at the end."""

GoesOn = Callable[[], bool]


def copy_store(path: Path, key: bytes, target: Path, goes_on: GoesOn) -> HistoryMark:
    """Copy the store at `path` to a file that is not there yet, and read that from end to end.

    Each page is authenticated. Whether what they say fits together is for `verify_open_store`.

    Raises `Locked` when it shall not go on, `Refused` when the store or the copy is damaged, and
    `Unavailable` when the place of the copy takes no more.
    """
    engine = make_engine(path, key)
    try:
        with translate_engine_errors(), closing(engine.raw_connection()) as borrowed:
            source = borrowed.driver_connection
            with writing_to(target.parent):
                target.touch(mode=0o600, exist_ok=False)
            mark = _copy_as_it_is(source, path, key, target, goes_on)
            if mark is not None:
                return mark
            remove_file(target)
            target.touch(mode=0o600)
            mark, size = _copy(source, key, target, goes_on)
    finally:
        engine.dispose()
    if not _is_whole(target, key, size, goes_on):
        raise _spoilt()
    return mark


def verify_copy(path: Path, key: bytes, goes_on: GoesOn) -> None:
    """Read a copy that nobody writes from end to end, and see whether its parts fit together.

    Raise `Refused` when it is not whole.
    """
    with _reading(path, key, goes_on) as copy:
        if not _has_true_pages(copy) or not _is_sound(copy) or path.stat().st_size < PAGE_BYTES:
            raise _spoilt()


def verify_open_store(path: Path, key: bytes, goes_on: GoesOn, part: str = "") -> None:
    """Read an open store, or one table of it, while others write; raise `Refused` when damaged.

    A connection of its own reads every page anew: those of the pool remember what they have read.
    """
    engine = make_engine(path, key)
    try:
        with translate_engine_errors(), closing(engine.raw_connection()) as borrowed:
            connection = borrowed.driver_connection
            _stop_with(connection, goes_on)
            try:
                whole = _is_sound(connection, part) and is_authentic(connection)
            except dbapi2.OperationalError:
                _ask(goes_on)
                raise
    finally:
        engine.dispose()
    if not whole:
        raise damaged_store()


@contextmanager
def _reading(path: Path, key: bytes, goes_on: GoesOn) -> Iterator[Any]:
    """Open a copy that nobody writes; raise `Refused` for what its reader meets."""
    try:
        with closing(_open(path, "immutable=1&mode=ro", key)) as copy:
            _stop_with(copy, goes_on)
            _ask(goes_on)
            yield copy
    except (dbapi2.Error, OSError) as error:
        _ask(goes_on)
        raise _spoilt() from error


def _copy_as_it_is(
    source: Any,  # noqa: ANN401 - it has no types
    path: Path,
    key: bytes,
    target: Path,
    goes_on: GoesOn,
) -> HistoryMark | None:
    """Copy the file; return how far its history reaches, None where no true copy came of it.

    Then the engine's backup says why.
    """
    with standing_still(source, path) as still:
        mark, size = _reach(source, key)
        copied = still and copy_still(path, target, goes_on)
    _ask(goes_on)
    try:
        return mark if copied and _is_whole(target, key, size, goes_on) else None
    except Refused:
        return None


def _is_whole(target: Path, key: bytes, size: int, goes_on: GoesOn) -> bool:
    with _reading(target, key, goes_on) as copy:
        return _has_true_pages(copy) and target.stat().st_size == size


def _reach(source: Any, key: bytes) -> tuple[HistoryMark, int]:  # noqa: ANN401 - it has no types
    """Return how far the history reaches in a transaction, and how many bytes a copy must have."""
    events = source.execute("SELECT number, digest FROM audit_end").fetchone() or (0, "")
    ((salt,),) = source.execute("PRAGMA cipher_salt").fetchall()
    ((pages,),) = source.execute("PRAGMA page_count").fetchall()
    return HistoryMark(salt, events[0], history_seal(key, *events)), pages * PAGE_BYTES


def _copy(source: Any, key: bytes, target: Path, goes_on: GoesOn) -> tuple[HistoryMark, int]:  # noqa: ANN401 - it has no types
    """Copy what the source sees in one transaction; return the same as `_reach`."""

    def report(*_: int) -> None:
        _ask(goes_on)

    source.execute("BEGIN")
    mark, size = _reach(source, key)
    with _understood(target.parent), closing(_open(target, "nolock=1", key, mark.store)) as copy:
        for setting in TARGET:
            copy.execute(setting)
        source.backup(copy, pages=STEP, progress=report)
    source.execute("COMMIT")
    if not is_authentic(source):
        raise damaged_store()
    return mark, size


def _open(path: Path, how: str, key: bytes, salt: str = "") -> Any:  # noqa: ANN401 - it has no types
    """Open a copy; `salt` (hex) is given to a new one, so that it is known as the same store's.

    A share may know no locks; nobody else opens the file.
    """
    place = quote(path.absolute().as_posix(), safe="/:")
    slash = "" if place.startswith("/") else "/"
    connection = dbapi2.connect(f"file://{slash}{place}?{how}", uri=True)
    connection.isolation_level = None
    connection.execute(f"PRAGMA key = \"x'{key.hex()}{salt}'\"")
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA cipher_page_size = {PAGE_BYTES}")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _has_true_pages(copy: Any) -> bool:  # noqa: ANN401 - it has no types
    return not copy.execute("PRAGMA cipher_integrity_check").fetchall()


def _is_sound(connection: Any, part: str = "") -> bool:  # noqa: ANN401 - it has no types
    of = f"'{part}'" if part else "1"  # the name of a table of ours, or as many errors as matter
    return bool(connection.execute(f"PRAGMA integrity_check({of})").fetchall() == [("ok",)])


def _stop_with(connection: Any, goes_on: GoesOn) -> None:  # noqa: ANN401 - it has no types
    connection.set_progress_handler(lambda: not goes_on(), PULSE)


def _ask(goes_on: GoesOn) -> None:
    if not goes_on():
        raise Locked("The program is locked.")


@contextmanager
def _understood(folder: Path) -> Iterator[None]:
    """Raise what hinders the copying; the engine's backup names its errors by their text only."""
    try:
        yield
    except dbapi2.Error as error:
        raise _meaning(str(error), folder) from error


def _meaning(text: str, folder: Path) -> SdkError:
    if "full" in text:
        return full(folder)
    if "malformed" in text or "not a database" in text:
        return damaged_store()
    return Unavailable(
        "The backup cannot be written to {folder}. It is tried again.", folder=folder
    )


def _spoilt() -> Refused:
    return Refused(
        "The copy of the message store is not whole. It does not count; earlier backups are kept."
    )
