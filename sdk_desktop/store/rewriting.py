"""Writes the file of a store anew: what was erased may have left copies in its pages.

When the engine moves rows from one page to another it does not clear the place they had, and
`secure_delete` knows nothing of that. What was deleted later can so lie in a page for years.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from sdk_desktop.domain.errors import Locked, Unavailable
from sdk_desktop.store.backup.copying import GoesOn
from sdk_desktop.store.engine import make_engine
from sdk_desktop.store.errors import readable, translated
from sdk_desktop.store.migrations import copies_of

PULSE = 1_000
"""Steps of the engine between two questions whether to go on."""


def rewrite(path: Path, key: bytes, goes_on: GoesOn) -> None:
    """Write the store at `path` anew, empty its journal, and remove copies of older versions.

    The engine builds it in a temporary file, encrypted as the store is: in memory there need not
    be room for it.
    """
    engine = make_engine(path, key)
    try:
        with translated(), closing(engine.raw_connection()) as borrowed:
            _rewrite(borrowed.driver_connection, goes_on)
    finally:
        engine.dispose()
    with readable():
        for copy in copies_of(path):
            copy.unlink(missing_ok=True)


def _rewrite(connection: Any, goes_on: GoesOn) -> None:  # noqa: ANN401 - it has no types
    connection.execute("PRAGMA temp_store = FILE")
    connection.set_progress_handler(lambda: not goes_on(), PULSE)
    try:
        connection.execute("VACUUM")
    except dbapi2.OperationalError as error:
        if not goes_on():
            raise Locked("The client is locked.") from error
        raise
    ((busy, _, _),) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    if busy:
        raise Unavailable("The message store is busy. Try again.")
