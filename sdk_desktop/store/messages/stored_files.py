"""Files as they are stored: whole, each with its beginning beside it."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import sqlalchemy as sa

from sdk_desktop.domain.file_type import HEAD
from sdk_desktop.domain.message import File, Message
from sdk_desktop.store.compiled import Compiled, insert_row
from sdk_desktop.store.schema.tables import file, file_head, file_to_read

LARGE = 4_000_000
"""Bytes from which on a file is written in pieces: the engine copies one value twice."""
PIECE = 1_048_576
MOST_READ = 200
"""Files of a message whose text is read: each takes a child process of its own."""

_IN_PIECES = (
    sa.insert(file)
    .values(content=sa.func.zeroblob(sa.bindparam("size_of_content")))
    .returning(file.c.id)
)

_BEGINNING = Compiled(sa.insert(file_head), ("file", "content"))
_TO_READ = Compiled(sa.insert(file_to_read), ("file",))


def add_files(connection: sa.Connection, row: int, message: Message) -> None:
    """Store the files of a message; the text of the first is to be read for the search."""
    documents = enumerate(message.documents)
    files = [(number, file) for number, document in documents for file in document.files]
    keys = [_add(connection, row, number, file) for number, file in files]
    if sought := [{"file": key} for key in keys[:MOST_READ]]:
        _TO_READ.run_all(connection, sought)


def _add(connection: sa.Connection, row: int, document: int, added: File) -> int:
    """Store a file of a document, counted from 0; return its key."""
    content, values = added.content, _values(row, document, added)
    if len(content) < LARGE:
        key = insert_row(connection, file, {**values, "content": content})
    else:
        given = {**values, "size_of_content": len(content)}
        key = int(connection.execute(_IN_PIECES, given).scalar_one())
        _write(connection.connection.driver_connection, key, content)
    _BEGINNING.run(connection, {"file": key, "content": content[:HEAD]})
    return key


def _values(row: int, document: int, added: File) -> dict[str, object]:
    return {
        "message": row,
        "document": document,
        "name": added.name,
        "content_type": added.content_type,
        "size": len(added.content),
    }


def _write(connection: Any, key: int, content: bytes) -> None:  # noqa: ANN401 - it has no types
    view = memoryview(content)
    with closing(connection.open_blob(file.name, file.c.content.name, key)) as place:
        for begin in range(0, len(content), PIECE):
            place.write(view[begin : begin + PIECE])
