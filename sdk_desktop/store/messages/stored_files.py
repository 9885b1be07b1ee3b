"""Files as they are stored: whole, each with its beginning beside it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from sdk_desktop.domain.file_type import HEAD
from sdk_desktop.domain.message import File
from sdk_desktop.store.schema.tables import file, file_head, file_to_read, insert_row

LARGE = 4_000_000
"""Bytes from which on a file is written in pieces: the engine copies one value twice."""
PIECE = 1_048_576

_IN_PIECES = (
    sa.insert(file)
    .values(content=sa.func.zeroblob(sa.bindparam("size_of_content")))
    .returning(file.c.id)
)


def add_file(connection: sa.Connection, row: int, document: int, added: File) -> None:
    """Store a file of a document, counted from 0, of a message."""
    content, values = added.content, _values(row, document, added)
    if len(content) < LARGE:
        key = insert_row(connection, file, {**values, "content": content})
    else:
        given = {**values, "size_of_content": len(content)}
        key = connection.execute(_IN_PIECES, given).scalar_one()
        _write(connection.connection.driver_connection, key, content)
    connection.execute(sa.insert(file_head), {"file": key, "content": content[:HEAD]})
    connection.execute(sa.insert(file_to_read), {"file": key})


def _values(row: int, document: int, added: File) -> dict[str, object]:
    return {
        "message": row,
        "document": document,
        "name": added.name,
        "content_type": added.content_type,
        "size": len(added.content),
    }


def _write(connection: Any, key: int, content: bytes) -> None:  # noqa: ANN401 - it has no types
    place = connection.open_blob(file.name, file.c.content.name, key)
    view = memoryview(content)
    for begin in range(0, len(content), PIECE):
        place.write(view[begin : begin + PIECE])
    place.close()
