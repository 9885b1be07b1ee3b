"""The encrypted engine: SQLCipher under SQLAlchemy Core."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from sdk_desktop.store.store_file import PAGE_BYTES

KEY_BYTES = 32
BUSY_SECONDS = 5
CACHE_KIB = 8_192
SETTINGS = (
    f"PRAGMA cache_size = -{CACHE_KIB}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
)
"""What every connection is told once its key has proved right."""
READING, WRITING = "BEGIN", "BEGIN IMMEDIATE"
"""How a transaction begins that only reads, and one that will write."""


def make_engine(path: Path, key: bytes) -> sa.Engine:
    """Make the engine of a database file; nothing is opened yet.

    `key` is the raw 256-bit key. Neither `repr`, log nor errors carry it, nor any value.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("A store key has 32 bytes.")
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        module=dbapi2,
        poolclass=QueuePool,
        pool_size=3,
        hide_parameters=True,
        connect_args={"timeout": BUSY_SECONDS},
    )
    engine.dialect.statement_compiler = _Compiler
    sa.event.listen(engine, "connect", _Prepare(key))
    return engine


@contextmanager
def transaction(connection: sa.Connection, begin: str) -> Iterator[None]:
    """Run the block in a transaction that begins with `READING` or `WRITING`.

    The driver begins none, and a listener to SQLAlchemy's own event would cost a third of the time
    of every statement.
    """
    with connection.begin():
        connection.connection.cursor().execute(begin)
        yield


@contextmanager
def not_awaiting_disk(connection: sa.Connection) -> Iterator[None]:
    """Let the transactions of the block end before the disk has them.

    Each is still there as a whole or not at all, and a killed process undoes none; a power cut may,
    until one follows that waits (https://sqlite.org/pragma.html#pragma_synchronous).
    """
    cursor = connection.connection.cursor()
    ((level,),) = cursor.execute("PRAGMA synchronous").fetchall()
    cursor.execute("PRAGMA synchronous = NORMAL")
    try:
        yield
    finally:
        cursor.execute(f"PRAGMA synchronous = {level}")


def is_authentic(connection: Any) -> bool:  # noqa: ANN401 - it has no types
    """Return whether all pages that an engine's connection has read so far are what was written.

    Of the last page of a long value that fails its authentication the engine makes zeros, and says
    so only when it is asked. A connection that has met one answers right no longer.
    """
    return bool(connection.execute("PRAGMA cipher_status").fetchone() == ("1",))


class _Compiler(SQLiteCompiler):
    """Writes the index behind a table that a hint names for it, which SQLAlchemy leaves out."""

    def get_from_hint_text(self, _table: object, text: str | None) -> str | None:
        return text


class _Prepare:
    """Sets a new connection's key, and its settings once the key has proved right."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def __repr__(self) -> str:
        return "_Prepare(…)"

    def __call__(self, connection: Any, _record: object) -> None:  # noqa: ANN401 - it has no types
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA key = \"x'{self._key.hex()}'\"")
        cursor.execute("PRAGMA cipher_log_level = NONE")
        cursor.execute(f"PRAGMA cipher_page_size = {PAGE_BYTES}")
        cursor.execute("PRAGMA temp_store = MEMORY")
        cursor.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for setting in SETTINGS:
            cursor.execute(setting).fetchone()
        cursor.close()
