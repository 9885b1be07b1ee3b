"""Saves what can be read of a damaged store into a new one, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlcipher3 import dbapi2

from sdk_desktop.domain.audit import AuditEvent
from sdk_desktop.domain.errors import Refused
from sdk_desktop.store.audit import index_references
from sdk_desktop.store.engine import is_authentic, make_engine
from sdk_desktop.store.errors import translate_engine_errors
from sdk_desktop.store.messages import search
from sdk_desktop.store.schema import direct_tables, purge_tables, tables
from sdk_desktop.store.schema.migrations import MIGRATIONS
from sdk_desktop.store.schema.tables import METADATA, body, message, raw
from sdk_desktop.store.store import Store, Transaction

GIVE_UP = 10_000
"""So many row numbers one after another are tried on pages that cannot be read."""

_MADE_ANEW = {
    *(tables.organisation, tables.function, tables.function_word, tables.fetch),
    tables.audit_reference,
}
"""The address book, when what was fetched, and what finds events."""
_OF_ITS_OWN = (direct_tables, purge_tables)
"""Imported so that all tables are known."""
_BROKEN = (dbapi2.Error, MemoryError)
_BATCH = 500
_LOST = "The text of this message was on a damaged part of the message store."


@dataclass(frozen=True, slots=True)
class SalvageResult:
    """How many messages were saved whole, of how many only the headline, and other rows."""

    messages: int
    headlines: int
    others: int


def salvage(source: Path, key: bytes, target: Path, event: AuditEvent) -> SalvageResult:
    """Copy what can be read of the store at `source` to a new one, and record `event` there.

    The damaged store stays as it is. A message whose text is lost is kept as one that cannot be
    read. Raise `Refused` when not even the first page can be read, or an older version wrote it.
    """
    store = Store.create(target, key)
    try:
        with translate_engine_errors():
            reader = _Reader(source, key)
            try:
                saved = {table.name: _copy(reader, store, table) for table in _tables()}
            finally:
                reader.close()
        with store.begin() as stored:
            headlines = _keep_headlines(stored.messages.connection)
            _mend_end(stored.messages.connection)
            _index(stored)
            stored.audit.add(event)
    finally:
        store.close()
    found = saved.pop(message.name)
    return SalvageResult(found - headlines, headlines, sum(saved.values()))


class _Reader:
    """Reads rows of a damaged store; what cannot be read is left out."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._engine = make_engine(path, key)
        self._borrowed = self._engine.raw_connection()
        ((version,),) = self._execute("PRAGMA user_version").fetchall()
        if version != len(MIGRATIONS):
            raise Refused("Another version of SDK Desktop wrote this message store. Use that one.")

    def rows(self, table: sa.Table) -> Iterator[tuple[Any, ...]]:
        """Return the rows that can be read, each without its number."""
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
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


def _tables() -> list[sa.Table]:
    return [table for table in METADATA.sorted_tables if table not in _MADE_ANEW]


def _copy(reader: _Reader, store: Store, table: sa.Table) -> int:
    """Copy a table; a row whose parent is lost is left out."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    holes = ", ".join("?" * len(table.columns))
    insert = f'INSERT OR IGNORE INTO "{table.name}" ({names}) VALUES ({holes})'  # noqa: S608 - our own names
    count, rows = 0, reader.rows(table)
    while batch := list(islice(rows, _BATCH)):
        with store.begin() as stored:
            count += sum(_insert(stored.messages.connection, insert, row) for row in batch)
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
    known = sa.select(c.id, c.message_id, c.service_id, c.diary_number, c.document_type)
    for row in connection.execute(known).all():
        said = stored.messages.message(row.id)
        if said is None:
            search.index_unreadable(connection, row.id, row.message_id, row.service_id)
        else:
            noted = (*search.diary_words(row.diary_number), row.document_type)
            search.index_message(connection, row.id, said, *noted)
    events = sa.select(tables.audit.c.number, tables.audit.c.person)
    for number, person in connection.execute(events).all():
        index_references(connection, number, person)
