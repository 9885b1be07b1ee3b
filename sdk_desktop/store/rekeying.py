"""Gives a store a new key: the file is written anew under it, and takes the place of the old one.

Nobody may have the store open when the new file takes its place: what they wrote would be lost. The
new file has a salt of its own, which says which key belongs to it; whatever interrupts this, one
whole file lies there, and every slot opens it.
"""

from __future__ import annotations

import secrets
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.files import remove_file, replace_file
from sdk_desktop.store.backup.closed_copy import SALT_BYTES, remove_files, store_of, wal_of
from sdk_desktop.store.backup.copying import GoesOn, verify_copy
from sdk_desktop.store.backup.files import settled
from sdk_desktop.store.engine import make_engine
from sdk_desktop.store.errors import translate_engine_errors
from sdk_desktop.store.rewriting import (
    ChangedMeanwhileError,
    alone,
    attached_file,
    export,
)
from sdk_desktop.store.schema.migrations import copies_of, renewed_copy_of
from sdk_desktop.store.store_file import busy, translate_file_errors

BUILDS = 3
"""So often the file is built anew when others have changed the tables meanwhile."""
TRIES = 50
PAUSE = 0.1
"""Seconds between two tries to be the only one who has the store open: work under way ends."""

Complete = Callable[[Path], None]
HandOn = Callable[[str], None]


class NewKeyFile:
    """The file that is built beside a store under another key; `salt` is its own, in hex."""

    def __init__(self, path: Path, source: Any, key: bytes, goes_on: GoesOn) -> None:  # noqa: ANN401 - it has no types
        self.salt = secrets.token_hex(SALT_BYTES)
        self._path = path
        self._source = source
        self._key = key
        self._goes_on = goes_on
        self._built = renewed_copy_of(path)
        self._version = 0

    def build(self) -> None:
        """Write the file from what the store holds now, while others read and write, and verify."""
        for _ in range(BUILDS):
            self.clear()
            self._built.touch(mode=0o600)
            self._version = self._now()
            with (
                suppress(ChangedMeanwhileError),
                attached_file(self._source, self._built, f"x'{self._key.hex()}{self.salt}'"),
            ):
                export(self._source, self._goes_on)
                break
        else:
            raise busy()
        verify_copy(self._built, self._key, self._goes_on)

    def take_place(self, complete: Complete, hand_on: HandOn) -> None:
        """Put the file in the store's place, when this process has closed that, too.

        `complete` adds to the new file what shall stand there, and `hand_on` stores its key where
        people find it, by its salt. Raise `Unavailable` when somebody else has the store open.
        """
        self._be_alone()
        if self._now() != self._version:
            self._goes_on = _always
            self.build()
        complete(self._built)
        settled(self._built)
        hand_on(self.salt)
        if sys.platform == "win32":  # which replaces no file that is open
            self._source.close()
        replace_file(self._built, self._path)
        for copy in copies_of(self._path):
            remove_file(copy)

    def clear(self) -> None:
        """Remove the file while it is beside the store."""
        remove_files(self._built)

    def _be_alone(self) -> None:
        """Leave the write-ahead log, which only the last one can, and let nobody in."""
        self._source.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
        for _ in range(TRIES):
            with suppress(dbapi2.OperationalError):
                mode = self._source.execute("PRAGMA journal_mode = DELETE").fetchall()
                if mode == [("delete",)] and not wal_of(self._path).exists():
                    return
            time.sleep(PAUSE)
        raise Unavailable(
            "Another window has the message store open. Close the client there and try again."
        )

    def _now(self) -> int:
        """Return a number that is another one when somebody else has written."""
        ((version,),) = self._source.execute("PRAGMA data_version").fetchall()
        return int(version)


@contextmanager
def new_key_file(path: Path, old_key: bytes, key: bytes, goes_on: GoesOn) -> Iterator[NewKeyFile]:
    """Give a file that can take a store's place under another key; nothing of it stays if not."""
    engine = make_engine(path, old_key)
    try:
        with (
            translate_engine_errors(),
            translate_file_errors(),
            alone(path),
            closing(engine.raw_connection()) as borrowed,
        ):
            made = NewKeyFile(path, borrowed.driver_connection, key, goes_on)
            try:
                yield made
            finally:
                made.clear()
                borrowed.invalidate()
    finally:
        engine.dispose()


@contextmanager
def unless_renewed(path: Path) -> Iterator[None]:
    """Raise `Unavailable` where opening a store failed since it got a new key just then."""
    before = _salt(path)
    try:
        yield
    except Refused as error:
        if not before or _salt(path) == before:
            raise
        raise just_renewed() from error


def just_renewed() -> Unavailable:
    """Return the error for a store that another window has given a new key meanwhile."""
    return Unavailable("The message store has just got a new key. Try again.")


def _salt(path: Path) -> str:
    return store_of(path) if path.is_file() else ""


def _always() -> bool:
    return True
