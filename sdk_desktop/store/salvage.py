"""Saves what can be read of a damaged store into a new one, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlcipher3 import dbapi2

from sdk_desktop.domain.audit import AuditEvent
from sdk_desktop.store.audit import index_references
from sdk_desktop.store.engine import WRITING, is_authentic, make_engine, transaction
from sdk_desktop.store.errors import translate_engine_errors, translate_file_errors
from sdk_desktop.store.messages.file_texts import index_anew
from sdk_desktop.store.schema import tables
from sdk_desktop.store.schema.count_tables import message_count
from sdk_desktop.store.schema.migrations import MIGRATIONS, of_newer_version, take_steps
from sdk_desktop.store.schema.tables import body, message, raw
from sdk_desktop.store.store import Store, Transaction, make_file

GIVE_UP = 10_000
"""So many row numbers one after another are tried on pages that cannot be read."""

_MADE_ANEW = frozenset(
    {
        *("organisation", "function", "function_word", "fetch"),
        *(tables.audit_reference.name, message_count.name),
    }
)
"""The address book, when what was fetched, what finds events, and how many messages there are."""
_BROKEN = (dbapi2.Error, MemoryError)
_BATCH = 500
_LOST = "The text of this message was on a damaged part of the message store."


@dataclass(frozen=True, slots=True)
class SalvageResult:
    """How many messages were saved whole, of how many only the headline, and other rows."""

    messages: int
    headlines: int
    others: int


@dataclass(frozen=True, slots=True)
class _Table:
    """A table as the version had it that wrote the damaged store."""

    name: str
    columns: tuple[str, ...]


def salvage(source: Path, key: bytes, target: Path, event: AuditEvent) -> SalvageResult:
    """Copy what can be read of the store at `source` to a new one, and record `event` there.

    The damaged store stays as it is, also one of an older version: what was saved of it is brought
    up to date. A message whose text is lost is kept as one that cannot be read. Raise `Refused`
    when not even the first page can be read, or a newer version wrote it.
    """
    with translate_file_errors():
        make_file(target)
    with translate_engine_errors():
        saved = _copy_all(source, key, target)
    store = Store.open(target, key)
    try:
        with store.begin() as stored:
            headlines = _keep_headlines(stored.messages.connection)
            _mend_end(stored.messages.connection)
            _index(stored)
            stored.audit.add(event)
    finally:
        store.close()
    found = saved.pop(message.name)
    return SalvageResult(found - headlines, headlines, sum(saved.values()))


def _copy_all(source: Path, key: bytes, target: Path) -> dict[str, int]:
    """Copy every table to a file of the same version, then bring that up to date.

    Return how many rows of each were copied.
    """
    engine, reader = make_engine(target, key), _Reader(source, key)
    try:
        take_steps(engine, reader.version)
        with engine.connect() as connection:
            known = list(_tables(connection))
        saved = {table.name: _copy(reader, engine, table) for table in known}
        take_steps(engine)
    finally:
        reader.close()
        engine.dispose()
    return saved


class _Reader:
    """Reads rows of a damaged store; what cannot be read is left out."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._engine = make_engine(path, key)
        self._borrowed = self._engine.raw_connection()
        ((self.version,),) = self._execute("PRAGMA user_version").fetchall()
        if self.version > len(MIGRATIONS):
            raise of_newer_version()

    def rows(self, table: _Table) -> Iterator[tuple[Any, ...]]:
        """Return the rows that can be read, each without its number."""
        columns = ", ".join(f'"{column}"' for column in table.columns)
        asked = (  # the names are those of our own tables
            f'SELECT rowid, {columns} FROM "{table.name}"'  # noqa: S608
            " WHERE rowid > ? ORDER BY rowid LIMIT 1"
        )
        place = failed = 0
        while failed < GIVE_UP:
            row, whole = self._row(asked, place)
            if not whole:
                self._open_anew()
                place, failed = place + 1, failed + 1
                continue
            if row is None:
                return
            place, failed = row[0], 0
            yield row[1:]

    def _row(self, asked: str, place: int) -> tuple[Any, bool]:
        """Return the next row, and whether it is what was written."""
        try:
            row = self._execute(asked, place).fetchone()
        except _BROKEN:
            return None, False
        return row, is_authentic(self._borrowed.driver_connection)

    def close(self) -> None:
        """Close the damaged store."""
        self._borrowed.invalidate()
        self._engine.dispose()

    def _execute(self, statement: str, *values: int) -> Any:  # noqa: ANN401 - it has no types
        connection: Any = self._borrowed.driver_connection
        return connection.execute(statement, values)

    def _open_anew(self) -> None:
        """Take another connection: one that has met a false page answers nothing any longer."""
        self._borrowed.invalidate()
        self._borrowed = self._engine.raw_connection()


def _tables(connection: sa.Connection) -> Iterator[_Table]:
    """Return the tables of a file, each after those that its rows belong to."""
    listed = connection.exec_driver_sql("PRAGMA table_list").all()
    names = {row.name for row in listed if row.type == "table" and row.schema == "main"}
    wanted = {name for name in names - _MADE_ANEW if not name.startswith("sqlite_")}
    parents = {name: _parents(connection, name) & wanted for name in sorted(wanted)}
    for name in TopologicalSorter(parents).static_order():
        columns = connection.exec_driver_sql(f'PRAGMA table_info("{name}")').all()
        yield _Table(name, tuple(column.name for column in columns))


def _parents(connection: sa.Connection, name: str) -> set[str]:
    keys = connection.exec_driver_sql(f'PRAGMA foreign_key_list("{name}")').all()
    return {str(key.table) for key in keys} - {name}


def _copy(reader: _Reader, engine: sa.Engine, table: _Table) -> int:
    """Copy a table; a row whose parent is lost is left out."""
    names = ", ".join(f'"{column}"' for column in table.columns)
    holes = ", ".join("?" * len(table.columns))
    insert = f'INSERT OR IGNORE INTO "{table.name}" ({names}) VALUES ({holes})'  # noqa: S608 - our own names
    count, rows = 0, reader.rows(table)
    while batch := list(islice(rows, _BATCH)):
        with engine.connect() as connection, transaction(connection, WRITING):
            count += sum(_insert(connection, insert, row) for row in batch)
    return count


def _insert(connection: sa.Connection, insert: str, row: tuple[Any, ...]) -> int:
    try:
        return connection.exec_driver_sql(insert, row).rowcount
    except sa.exc.IntegrityError:
        return 0


def _keep_headlines(connection: sa.Connection) -> int:
    """Keep messages whose text is lost as such that cannot be read; return how many."""
    lost = (message.c.unreadable == "") & message.c.id.not_in(sa.select(body.c.message))
    changed = connection.execute(sa.update(message).where(lost).values(unreadable=_LOST)).rowcount
    without = message.c.id.not_in(sa.select(raw.c.message)) & (message.c.unreadable != "")
    rows = connection.execute(sa.select(message.c.id).where(without)).scalars().all()
    if rows:
        empty = [{"message": row, "content": b""} for row in rows]
        connection.execute(sa.insert(raw), empty)
    return changed


def _mend_end(connection: sa.Connection) -> None:
    """Let the trail go on after its last event where it is lost which that was."""
    if connection.execute(sa.select(tables.audit_end.c.number)).first():
        return
    newest = sa.select(tables.audit.c.number, tables.audit.c.digest)
    last = connection.execute(newest.order_by(tables.audit.c.number.desc()).limit(1)).first()
    if last:
        connection.execute(
            sa.insert(tables.audit_end).values(id=1, number=last.number, digest=last.digest)
        )


def _index(stored: Transaction) -> None:
    """Make the messages and events findable again."""
    connection, c = stored.messages.connection, message.c
    for row in connection.execute(sa.select(c.id)).scalars().all():
        index_anew(connection, row)
    connection.execute(sa.delete(tables.audit_reference))
    events = sa.select(tables.audit.c.number, tables.audit.c.person)
    for number, person in connection.execute(events).all():
        index_references(connection, number, person)
