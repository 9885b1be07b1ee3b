"""The file of an open store, copied as it is while nothing moves it.

Where the write-ahead log is empty when a transaction begins to read, the engine moves nothing from
the log to the file until that transaction ends. Another program must read the file on POSIX:
closing it in this process would take away the locks that the engine holds on it.
"""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sdk_desktop.store.backup.closed_copy import wal_of
from sdk_desktop.store.backup.files import PIECE
from sdk_desktop.store.engine import BUSY_SECONDS

MOST_WAITING = 0.1
"""Seconds that writers may wait while the log is emptied."""
LOOK = 0.05
"""Seconds between two looks at whether to go on."""
PROGRAM = "/bin/cp"
"""POSIX's own."""

_log = logging.getLogger(__name__)


@contextmanager
def standing_still(connection: Any, path: Path) -> Iterator[bool]:  # noqa: ANN401 - it has no types
    """Read in a transaction of the connection; yield whether the store's file stands still in it.

    It does not where others use the store all the time.
    """
    connection.execute(f"PRAGMA busy_timeout = {MOST_WAITING * 1000:.0f}")
    ((busy, *_),) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    log = wal_of(path)  # which others may have begun anew meanwhile
    yield not busy and (not log.exists() or log.stat().st_size == 0)
    connection.execute("COMMIT")


def copy_still(path: Path, target: Path, goes_on: Callable[[], bool]) -> bool:
    """Copy a file that stands still to one that is there; return whether that went well.

    The log says why it did not.
    """
    try:
        if sys.platform == "win32":
            return _copy_here(path, target, goes_on)
        return _copied_by_program(path, target, goes_on)
    except OSError as error:
        number = getattr(error, "winerror", None) or error.errno
        _log.info("a store is not copied as it is: error %s of the system", number)
        return False


def _copy_here(path: Path, target: Path, goes_on: Callable[[], bool]) -> bool:
    with path.open("rb") as source, target.open("wb") as copy:
        while goes_on() and (piece := source.read(PIECE)):
            copy.write(piece)
    return goes_on()


def _copied_by_program(path: Path, target: Path, goes_on: Callable[[], bool]) -> bool:
    with _copying(path, target) as child:
        while child.returncode is None and goes_on():
            with suppress(subprocess.TimeoutExpired):
                child.wait(LOOK)
        child.kill()
    if child.returncode:
        _log.info("a store is not copied as it is: %s ended with %d", PROGRAM, child.returncode)
    return child.returncode == 0 and goes_on()


def _copying(path: Path, target: Path) -> subprocess.Popen[bytes]:
    nothing = subprocess.DEVNULL
    command = [PROGRAM, "--", str(path.absolute()), str(target.absolute())]
    return subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing)  # noqa: S603 - the system's own program
