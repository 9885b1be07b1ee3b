"""Brings the tables of a file to today's, one numbered step at a time.

A step is frozen: it never changes after its release and never looks at today's `schema`.
The number of the last step taken is the file's `PRAGMA user_version`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import sqlalchemy as sa

from sdk_desktop.domain.errors import Refused
from sdk_desktop.files import move, remove_file
from sdk_desktop.store.backup.copying import copy_store
from sdk_desktop.store.engine import WRITING, transaction
from sdk_desktop.store.schema.places import note_places
from sdk_desktop.store.schema.steps.from_31.migration_31 import THIRTY_FIRST
from sdk_desktop.store.schema.steps.from_31.migration_32 import THIRTY_SECOND
from sdk_desktop.store.schema.steps.from_31.migration_33 import THIRTY_THIRD
from sdk_desktop.store.schema.steps.from_31.migration_34 import THIRTY_FOURTH
from sdk_desktop.store.schema.steps.from_31.migration_35 import THIRTY_FIFTH
from sdk_desktop.store.schema.steps.from_31.migration_36 import THIRTY_SIXTH
from sdk_desktop.store.schema.steps.from_31.migration_37 import THIRTY_SEVENTH
from sdk_desktop.store.schema.steps.from_31.migration_38 import THIRTY_EIGHTH
from sdk_desktop.store.schema.steps.from_31.migration_39 import THIRTY_NINTH
from sdk_desktop.store.schema.steps.migration_1 import FIRST
from sdk_desktop.store.schema.steps.migration_2 import SECOND
from sdk_desktop.store.schema.steps.migration_3 import THIRD
from sdk_desktop.store.schema.steps.migration_4 import FOURTH
from sdk_desktop.store.schema.steps.migration_5 import FIFTH
from sdk_desktop.store.schema.steps.migration_6 import SIXTH
from sdk_desktop.store.schema.steps.migration_7 import SEVENTH
from sdk_desktop.store.schema.steps.migration_8 import EIGHTH
from sdk_desktop.store.schema.steps.migration_9 import NINTH
from sdk_desktop.store.schema.steps.migration_10 import TENTH
from sdk_desktop.store.schema.steps.migration_11 import ELEVENTH
from sdk_desktop.store.schema.steps.migration_12 import TWELFTH
from sdk_desktop.store.schema.steps.migration_13 import THIRTEENTH
from sdk_desktop.store.schema.steps.migration_14 import FOURTEENTH
from sdk_desktop.store.schema.steps.migration_15 import FIFTEENTH
from sdk_desktop.store.schema.steps.migration_16 import SIXTEENTH
from sdk_desktop.store.schema.steps.migration_17 import SEVENTEENTH
from sdk_desktop.store.schema.steps.migration_18 import EIGHTEENTH
from sdk_desktop.store.schema.steps.migration_19 import NINETEENTH
from sdk_desktop.store.schema.steps.migration_20 import TWENTIETH
from sdk_desktop.store.schema.steps.migration_21 import TWENTY_FIRST
from sdk_desktop.store.schema.steps.migration_22 import TWENTY_SECOND
from sdk_desktop.store.schema.steps.migration_23 import TWENTY_THIRD
from sdk_desktop.store.schema.steps.migration_24 import TWENTY_FOURTH
from sdk_desktop.store.schema.steps.migration_25 import TWENTY_FIFTH
from sdk_desktop.store.schema.steps.migration_26 import TWENTY_SIXTH
from sdk_desktop.store.schema.steps.migration_27 import TWENTY_SEVENTH
from sdk_desktop.store.schema.steps.migration_28 import TWENTY_EIGHTH
from sdk_desktop.store.schema.steps.migration_29 import TWENTY_NINTH
from sdk_desktop.store.schema.steps.migration_30 import THIRTIETH

Migration = Sequence[str]
MIGRATIONS: Sequence[Migration] = (
    *(FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH, SEVENTH, EIGHTH),
    *(NINTH, TENTH, ELEVENTH, TWELFTH, THIRTEENTH, FOURTEENTH, FIFTEENTH, SIXTEENTH),
    *(SEVENTEENTH, EIGHTEENTH, NINETEENTH, TWENTIETH),
    *(TWENTY_FIRST, TWENTY_SECOND, TWENTY_THIRD, TWENTY_FOURTH, TWENTY_FIFTH, TWENTY_SIXTH),
    *(TWENTY_SEVENTH, TWENTY_EIGHTH, TWENTY_NINTH, THIRTIETH, THIRTY_FIRST),
    *(THIRTY_SECOND, THIRTY_THIRD, THIRTY_FOURTH, THIRTY_FIFTH, THIRTY_SIXTH),
    *(THIRTY_SEVENTH, THIRTY_EIGHTH, THIRTY_NINTH),
)


def migrate(
    engine: sa.Engine, path: Path, key: bytes, migrations: Sequence[Migration] = MIGRATIONS
) -> None:
    """Take the missing steps, all or none; an older file that holds something is copied first."""
    with engine.connect() as connection:
        refuse_newer(connection, migrations)
    version = _version_of(engine)
    if version == len(migrations):
        return
    if version:
        _keep_copy(engine, path, key, version)
    with engine.connect() as connection, transaction(connection, WRITING):
        _take(connection, migrations)


def take_steps(engine: sa.Engine, version: int = len(MIGRATIONS)) -> None:
    """Bring a file that nobody else has open to a version, and keep no copy of it."""
    with engine.connect() as connection, transaction(connection, WRITING):
        _take(connection, MIGRATIONS[:version])


def _keep_copy(engine: sa.Engine, path: Path, key: bytes, version: int) -> None:
    """Copy the file as it is, unless another window has migrated it meanwhile.

    One that writes the file anew removes such copies: then it is copied once more.
    """
    part = path.with_name(f"{path.name}.copying-{os.getpid()}")
    for is_last in (False, False, True):
        try:
            copy_store(path, key, part, lambda: True)
            if _version_of(engine) == version:
                move(part, copy_of(path, version))
        except (Refused, FileNotFoundError):
            if is_last or part.exists():
                raise
        else:
            return
        finally:
            remove_file(part)


def _take(connection: sa.Connection, migrations: Sequence[Migration]) -> None:
    version = _version(connection)
    for step in migrations[version:]:
        for statement in step:
            connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA user_version = {len(migrations)}")
    note_places(connection.connection.cursor(), len(migrations))


def refuse_newer(connection: sa.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Raise `Refused` for a file that this version does not know, also since it was opened."""
    if _version(connection) > len(migrations):
        raise of_newer_version()


def of_newer_version() -> Refused:
    """Return the error for a file that this version does not know."""
    return Refused(
        "The message store was written by a newer version of SDK Desktop. Start the program"
        " again, or install that version."
    )


def copy_of(path: Path, version: int) -> Path:
    """Return the name of the copy that is taken before migrating from a version."""
    return path.with_name(f"{path.name}.version-{version}")


def copies_of(path: Path) -> tuple[Path, ...]:
    """Return the copies that may have been taken, of any version, also unfinished ones."""
    whole = (copy_of(path, version) for version in range(1, len(MIGRATIONS)))
    return (*whole, renewed_copy_of(path), *path.parent.glob(f"{path.name}.copying-*"))


def renewed_copy_of(path: Path) -> Path:
    """Return the name under which a store is written anew that gets a new key."""
    return path.with_name(f"{path.name}.renewed")


def _version_of(engine: sa.Engine) -> int:
    with engine.connect() as connection:
        return _version(connection)


def _version(connection: sa.Connection) -> int:
    asked = connection.connection.cursor()  # at each transaction: SQLAlchemy takes half of its time
    (version,) = asked.execute("PRAGMA user_version").fetchone()
    return int(version)
