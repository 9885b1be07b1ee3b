"""Statements of the work that is done most: compiled once, and given to the driver itself.

SQLAlchemy looks a statement up and prepares for what it answers anew each time, which takes longer
than the engine takes for one row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, cast

import sqlalchemy as sa

Given = Mapping[str, object]
_Place = tuple[str, object, Callable[[Any], object] | None]
_Made = tuple[str, Sequence[_Place]]


class Compiled:
    """A statement of which nothing but values differs from one time to the next."""

    def __init__(self, statement: Any, columns: Sequence[str] | None = None) -> None:  # noqa: ANN401 - what selects, inserts, updates or deletes
        """Take a statement; of an insert, the columns that it gets are named."""
        self._statement = statement
        self._columns = columns
        self._made: _Made | None = None

    def run(self, connection: sa.Connection, values: Given) -> Any:  # noqa: ANN401 - it has no types
        """Run it with what it leaves open; return the driver's cursor.

        Its rows are tuples of what the engine keeps.
        """
        sql, places = self._made or self._make(connection.dialect)
        return connection.connection.cursor().execute(sql, _bound(places, values))

    def run_all(self, connection: sa.Connection, values: Sequence[Given]) -> None:
        """Run it once with each of the values."""
        sql, places = self._made or self._make(connection.dialect)
        connection.connection.cursor().executemany(sql, [_bound(places, one) for one in values])

    def _make(self, dialect: sa.Dialect) -> _Made:
        made = first = self._compile(self._statement, dialect)
        if first.literal_execute_params:  # written into the statement when all values are known
            unknown = {name: None for name, bind in first.binds.items() if bind.required}
            statement = self._statement.params(unknown)
            made = self._compile(statement, dialect, render_postcompile=True)
        places = []
        for name in made.positiontup or ():
            bind = first.binds[name]
            own = None if bind.required else first.params[name]
            places.append((name, own, bind.type.dialect_impl(dialect).bind_processor(dialect)))
        self._made = made.string, places
        return self._made

    def _compile(
        self,
        statement: Any,  # noqa: ANN401 - see above
        dialect: sa.Dialect,
        **how: bool,
    ) -> sa.sql.compiler.SQLCompiler:
        made = statement.compile(dialect=dialect, column_keys=self._columns, compile_kwargs=how)
        return cast("sa.sql.compiler.SQLCompiler", made)


def insert_row(connection: sa.Connection, table: sa.Table, values: Given) -> int:
    """Insert one row and return its number."""
    return int(_inserting(table, tuple(values)).run(connection, values).lastrowid)


@cache
def _inserting(table: sa.Table, columns: tuple[str, ...]) -> Compiled:
    return Compiled(sa.insert(table), columns)


def _bound(places: Sequence[_Place], values: Given) -> list[object]:
    given = [(values[name] if own is None else own, process) for name, own, process in places]
    return [process(value) if process else value for value, process in given]
