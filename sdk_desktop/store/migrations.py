"""Brings the tables of a file to today's, one numbered step at a time.

A step is frozen: it never changes after its release and never looks at today's `schema`.
The number of the last step taken is the file's `PRAGMA user_version`.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import sqlalchemy as sa

from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.store.engine import WRITING
from sdk_desktop.store.migration_1 import FIRST
from sdk_desktop.store.migration_2 import SECOND
from sdk_desktop.store.migration_3 import THIRD

Step = Sequence[str]
MIGRATIONS: Sequence[Step] = (FIRST, SECOND, THIRD)


def migrate(engine: sa.Engine, path: Path, migrations: Sequence[Step] = MIGRATIONS) -> None:
    """Take the missing steps, all or none; an older file that holds something is copied first."""
    with engine.connect() as connection:
        version = _version(connection)
    if version > len(migrations):
        raise Refused(
            "The message store was written by a newer version of SDK Desktop. Install that version."
        )
    if version == len(migrations):
        return
    if version:
        with engine.connect() as connection:
            _checkpoint(connection)
    with engine.connect().execution_options(**WRITING) as connection, connection.begin():
        _take(connection, path, migrations)


def _take(connection: sa.Connection, path: Path, migrations: Sequence[Step]) -> None:
    version = _version(connection)
    if 0 < version < len(migrations):
        shutil.copyfile(path, copy_of(path, version))
    for step in migrations[version:]:
        for statement in step:
            connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA user_version = {len(migrations)}")


def copy_of(path: Path, version: int) -> Path:
    """Give the name of the copy that is taken before migrating from a version."""
    return path.with_name(f"{path.name}.version-{version}")


def copies_of(path: Path) -> tuple[Path, ...]:
    """Name the copies that may have been taken, of any version."""
    return tuple(copy_of(path, version) for version in range(1, len(MIGRATIONS)))


def _version(connection: sa.Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _checkpoint(connection: sa.Connection) -> None:
    """Bring everything into the one file that is copied; works outside transactions only."""
    cursor = connection.connection.cursor()
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    ((busy, _, _),) = cursor.fetchall()
    cursor.close()
    if busy:
        raise Unavailable("The message store is busy. Try again.")
