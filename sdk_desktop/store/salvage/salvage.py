"""Saves what can be read of a damaged store into a new one, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from graphlib import TopologicalSorter
from itertools import islice
from pathlib import Path

import sqlalchemy as sa

from sdk_desktop.domain.audit import AuditEvent
from sdk_desktop.domain.errors import SdkError, Unavailable
from sdk_desktop.store.audit import index_references
from sdk_desktop.store.backup.closed_copy import remove_files, wal_of
from sdk_desktop.store.engine import WRITING, make_engine, transaction
from sdk_desktop.store.errors import translate_engine_errors
from sdk_desktop.store.messages.file_texts import index_anew
from sdk_desktop.store.salvage.pages import true_pages
from sdk_desktop.store.salvage.places import Places, find_places
from sdk_desktop.store.salvage.trees import Row, Trees, Value
from sdk_desktop.store.schema import tables
from sdk_desktop.store.schema.count_tables import duty_count, message_count
from sdk_desktop.store.schema.migrations import MIGRATIONS, of_newer_version, take_steps
from sdk_desktop.store.schema.places import table_page
from sdk_desktop.store.schema.tables import body, message, raw
from sdk_desktop.store.store import Store, Transaction, make_file
from sdk_desktop.store.store_file import damaged_store, translate_file_errors

_MADE_ANEW = frozenset(
    {
        *("organisation", "function", "function_word", "fetch"),
        *(tables.audit_reference.name, table_page.name),
        *(message_count.name, duty_count.name),
    }
)
"""The address book, when what was fetched, and what is counted or found with other tables."""
_BATCH = 500
"""Rows that are written in one transaction."""
LOST = "The text of this message was on a damaged part of the message store."


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
    number: int | None
    """Which column the number of a row is: the row does not hold it."""

    def insert(self, values: int) -> str:
        """Return how a row is written of which the file has so many values: columns came later."""
        names = ", ".join(f'"{column}"' for column in self.columns[:values])
        holes = ", ".join("?" * values)
        return f'INSERT OR IGNORE INTO "{self.name}" ({names}) VALUES ({holes})'  # noqa: S608 - our own names

    def given(self, row: Row) -> tuple[Value, ...]:
        """Return the values of a row with its number."""
        number, values = row
        return tuple(number if at == self.number else one for at, one in enumerate(values))


def salvage(source: Path, key: bytes, target: Path, event: AuditEvent) -> SalvageResult:
    """Copy what can be read of the store at `source` to a new one, and record `event` there.

    The damaged store stays as it is, also one of an older version: what was saved of it is brought
    up to date. A message whose text is lost is kept as one that cannot be read. Raise `Refused`
    when it cannot be told where the messages are, or a newer version wrote it, and `Unavailable`
    when somebody writes to it meanwhile: then nothing is left of the new one.
    """
    with translate_file_errors():
        make_file(target)
    try:
        with translate_engine_errors(), translate_file_errors(), _unchanged(source):
            saved = _copy_all(source, key, target)
    except SdkError:
        remove_files(target)
        raise
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
    engine = make_engine(target, key)
    try:
        with true_pages(source, key) as pages:
            places = _readable(find_places(pages))
            take_steps(engine, places.version)
            with engine.connect() as connection:
                known = list(_tables(connection))
            trees, first = Trees(pages.page), places.first_pages
            saved = {
                table.name: _copy(trees.rows(first[table.name]), engine, table)
                for table in known
                if table.name in first
            }
        take_steps(engine)
    finally:
        engine.dispose()
    return saved


def _readable(places: Places | None) -> Places:
    if places is None or message.name not in places.first_pages:
        raise damaged_store()
    if places.version > len(MIGRATIONS):
        raise of_newer_version()
    return places


@contextmanager
def _unchanged(store: Path) -> Iterator[None]:
    """Raise `Unavailable` when somebody has written to the store meanwhile."""
    before = _state(store)
    yield
    if _state(store) != before:
        raise Unavailable(
            "Another window has the message store open. Close the client there and try again."
        )


def _state(store: Path) -> list[tuple[int, int]]:
    files = [file.stat() for file in (store, wal_of(store)) if file.exists()]
    return [(file.st_size, file.st_mtime_ns) for file in files]


def _tables(connection: sa.Connection) -> Iterator[_Table]:
    """Return the tables of a file, each after those that its rows belong to."""
    listed = connection.exec_driver_sql("PRAGMA table_list").all()
    names = {row.name for row in listed if row.type == "table" and row.schema == "main"}
    wanted = {name for name in names - _MADE_ANEW if not name.startswith("sqlite_")}
    parents = {name: _parents(connection, name) & wanted for name in sorted(wanted)}
    for name in TopologicalSorter(parents).static_order():
        columns = connection.exec_driver_sql(f'PRAGMA table_info("{name}")').all()
        keys = [column for column in columns if column.pk]
        numbers = [column.cid for column in keys if column.type == "INTEGER" and len(keys) == 1]
        yield _Table(name, tuple(column.name for column in columns), next(iter(numbers), None))


def _parents(connection: sa.Connection, name: str) -> set[str]:
    keys = connection.exec_driver_sql(f'PRAGMA foreign_key_list("{name}")').all()
    return {str(key.table) for key in keys} - {name}


def _copy(rows: Iterator[Row], engine: sa.Engine, table: _Table) -> int:
    """Copy a table; a row whose parent is lost is left out."""
    count = 0
    while True:
        with engine.connect() as connection, transaction(connection, WRITING):
            written = [_insert(connection, table, row) for row in islice(rows, _BATCH)]
        count += sum(written)
        if len(written) < _BATCH:
            return count


def _insert(connection: sa.Connection, table: _Table, row: Row) -> int:
    values = table.given(row)
    if not 0 < len(values) <= len(table.columns):
        return 0
    try:
        return connection.exec_driver_sql(table.insert(len(values)), values).rowcount
    except sa.exc.IntegrityError:
        return 0


def _keep_headlines(connection: sa.Connection) -> int:
    """Keep messages whose text is lost as such that cannot be read; return how many."""
    lost = (message.c.unreadable == "") & message.c.id.not_in(sa.select(body.c.message))
    changed = connection.execute(sa.update(message).where(lost).values(unreadable=LOST)).rowcount
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
