"""Writes the file of a store anew: what was erased may have left copies in its pages.

When the engine moves rows from one page to another it does not clear the place they had, and
`secure_delete` knows nothing of that. What is deleted later can so lie in a page for years. The
engine's own `VACUUM` is no way out: with encryption it needs memory for the whole store, and
damages it when it takes a file instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from filelock import FileLock, Timeout
from sqlcipher3 import dbapi2

from sdk_desktop.domain.errors import Locked
from sdk_desktop.files import disk_full, remove_file
from sdk_desktop.store.backup.copying import GoesOn, verify_copy
from sdk_desktop.store.engine import is_authentic, make_engine
from sdk_desktop.store.errors import no_answer, translate_engine_errors
from sdk_desktop.store.schema.migrations import MIGRATIONS, copies_of, of_newer_version
from sdk_desktop.store.schema.places import note_places
from sdk_desktop.store.store_file import PAGE_BYTES, busy, damaged_store, translate_file_errors

PULSE = 1_000
"""Steps of the engine between two questions whether to go on."""
STEP = 256
"""Pages that are put in place before it is asked again."""
TRIES = 3
"""So often the file is built anew when others have written meanwhile."""

_Connection = Any
"""The engine's own; it has no types."""


def rewrite(path: Path, key: bytes, goes_on: GoesOn) -> None:
    """Write the store at `path` anew, empty its journal, and remove copies of older versions.

    The new file is built and verified beside the store while others write, and then put in place
    in one transaction. Raises `Unavailable` when they wrote each time, when the store is busy or
    the disk has no room, and `Locked` when it shall not go on: then the store is as it was.
    """
    built = path.with_name(f"{path.name}.rewritten")
    engine = make_engine(path, key)
    try:
        with (
            translate_engine_errors(),
            translate_file_errors(),
            alone(path),
            ExitStack() as opened,
        ):
            opened.callback(remove_file, built)
            rewriting = _Rewriting(built, key, goes_on, *_connections(engine, opened))
            if not any(rewriting.tried() for _ in range(TRIES)):
                raise busy()
            rewriting.empty_journal()
            for copy in copies_of(path):
                remove_file(copy)
    finally:
        engine.dispose()


class ChangedMeanwhileError(Exception):
    """Somebody has written to the store since the new file was begun."""


@dataclass(frozen=True, slots=True)
class _Rewriting:
    """The file that is built, and three connections to the store.

    `source` reads it, `target` replaces it, and `watch` sees whether anybody else writes.
    """

    built: Path
    key: bytes
    goes_on: GoesOn
    source: _Connection
    target: _Connection
    watch: _Connection

    def tried(self) -> bool:
        """Replace the store, unless somebody has written meanwhile; return whether that is done."""
        try:
            self._replace()
        except ChangedMeanwhileError:
            return False
        return True

    def empty_journal(self) -> None:
        """Bring everything into the file itself."""
        ((hindered, _, _),) = self.target.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        if hindered:
            raise busy()

    def _replace(self) -> None:
        version = self._version()
        remove_file(self.built)
        self.built.touch(mode=0o600)
        ((salt,),) = self.source.execute("PRAGMA cipher_salt").fetchall()
        with attached_file(self.source, self.built, f"x'{self.key.hex()}{salt}'"):
            export(self.source, self.goes_on)
            verify_copy(self.built, self.key, self.goes_on)
            self._put_in_place(version)

    def _put_in_place(self, version: int) -> None:
        """Copy the new file over the store; nobody else can write from the first step on."""

        def report(state: int, _remaining: int, _total: int) -> None:
            if state == dbapi2.SQLITE_DONE:
                return
            if state != dbapi2.SQLITE_OK:
                raise busy()
            if self._version() != version:
                raise ChangedMeanwhileError
            if not self.goes_on():
                raise Locked("The program is locked.")

        pages = self.built.stat().st_size // PAGE_BYTES
        step = min(STEP, pages // 2)  # the first is not the last: after that all is done
        try:
            self.source.backup(self.target, pages=step, name="built", progress=report)
        except dbapi2.Error as error:
            full = "full" in str(error)  # it names its errors by their text only
            raise disk_full() if full else no_answer() from error

    def _version(self) -> int:
        """Return a number that is another one when somebody else has written."""
        ((version,),) = self.watch.execute("PRAGMA data_version").fetchall()
        return int(version)


@contextmanager
def attached_file(source: _Connection, built: Path, secret: str) -> Iterator[None]:
    """Let a connection write to an empty file as `built`; `secret` is its key and its salt."""
    source.execute("ATTACH DATABASE ? AS built KEY ?", (str(built), secret))
    try:
        yield
    except BaseException:
        with suppress(dbapi2.Error):  # what is half written may be no database, which says nothing
            source.execute("DETACH DATABASE built")
        raise
    source.execute("DETACH DATABASE built")


def export(source: _Connection, goes_on: GoesOn) -> None:
    """Write everything that a connection sees to what is attached to it as `built`."""
    source.execute(f"PRAGMA built.cipher_page_size = {PAGE_BYTES}")
    source.execute("PRAGMA built.journal_mode = OFF").fetchall()
    source.execute("PRAGMA built.synchronous = OFF")
    ((tables,),) = source.execute("PRAGMA user_version").fetchall()
    if tables > len(MIGRATIONS):
        raise of_newer_version()
    source.set_progress_handler(lambda: not goes_on(), PULSE)
    try:
        source.execute("SELECT sqlcipher_export('built')").fetchall()
    except dbapi2.OperationalError as error:
        if not goes_on():
            raise Locked("The program is locked.") from error
        if "full" in str(error):  # what this function meets is named by its text only
            raise disk_full() from error
        if "schema has changed" in str(error):
            raise ChangedMeanwhileError from error
        if is_authentic(source):
            raise
    finally:
        source.set_progress_handler(None, 0)
    source.execute(f"PRAGMA built.user_version = {tables}")
    note_places(source, tables, "built")
    if not is_authentic(source):
        raise damaged_store()


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Let one window or worker at a time build a new file for a store, under whichever key."""
    lock = FileLock(path.with_name(f"{path.name}.anew.lock"), timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        raise busy() from error
    try:
        yield
    finally:
        lock.release()


def _connections(engine: sa.Engine, opened: ExitStack) -> tuple[_Connection, ...]:
    return tuple(
        opened.enter_context(closing(engine.raw_connection())).driver_connection for _ in range(3)
    )
