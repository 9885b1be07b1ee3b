"""Where each table begins: the engine's own list of that, once more, for when it is damaged."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from sdk_desktop.store.schema.columns import number_column, text_column
from sdk_desktop.store.schema.tables import METADATA

table_page = sa.Table(
    "table_page",
    METADATA,
    text_column("name"),
    number_column("page"),
    number_column("version"),
)
"""The first page of each table, and of which version the store was when it lay there."""

SINCE = 34
"""The step that made this table."""


def note_places(cursor: Any, version: int, file: str = "main") -> None:  # noqa: ANN401 - it has no types
    """Write down where the tables of an attached file begin that has been brought to a version."""
    if version < SINCE:
        return
    cursor.execute(f'DELETE FROM "{file}".table_page')  # noqa: S608 - our own name
    cursor.execute(
        f'INSERT INTO "{file}".table_page SELECT name, rootpage, ? FROM "{file}".sqlite_master'  # noqa: S608 - our own name
        " WHERE type = 'table' AND rootpage > 0 ORDER BY name",
        (version,),
    )
