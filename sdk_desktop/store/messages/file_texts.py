"""The texts of attached files, by which their messages are found; read one file at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from sdk_desktop.domain.message import File
from sdk_desktop.store.messages import reading, search
from sdk_desktop.store.schema.tables import file, file_text, file_to_read, message

LONGEST = 100_000
"""Characters of a file that the search knows."""

_NEXT = sa.select(file.c.id, file.c.name, file.c.content_type, file.c.content).where(
    file.c.id == sa.select(sa.func.max(file_to_read.c.file)).scalar_subquery()
)
_TEXTS = (
    sa.select(file_text.c.file, file_text.c.content)
    .join_from(file_text, file, file.c.id == file_text.c.file)
    .where(file.c.message == sa.bindparam("row"))
)
_KNOWN = sa.select(
    *(message.c.message_id, message.c.service_id, message.c.unreadable),
    *(message.c.diary_number, message.c.document_type),
).where(message.c.id == sa.bindparam("row"))


@dataclass(frozen=True, slots=True)
class FileTexts:
    """The texts of files within one transaction."""

    connection: sa.Connection

    def next(self) -> tuple[int, File] | None:
        """Return the newest file whose text has not been read, with its key; None without one."""
        found = self.connection.execute(_NEXT).first()
        return found and (found.id, File(found.name, found.content_type, found.content))

    def keep(self, key: int, text: str) -> None:
        """Keep the text of a file, and find its message by it; "" where there is none.

        Nothing is kept of a file that has been erased meanwhile, or that another window has read.
        """
        waited = sa.delete(file_to_read).where(file_to_read.c.file == key)
        if self.connection.execute(waited).rowcount and text.strip():
            kept = {"file": key, "content": text[:LONGEST]}
            self.connection.execute(sa.insert(file_text), kept)
            of_file = sa.select(file.c.message).where(file.c.id == key)
            index_anew(self.connection, self.connection.execute(of_file).scalar_one())

    def of_message(self, row: int) -> Mapping[int, str]:
        """Return what is known of a message's files, by their keys."""
        return {one.file: one.content for one in self.connection.execute(_TEXTS, {"row": row})}


def index_anew(connection: sa.Connection, row: int) -> None:
    """Make a message findable by all that is known of it by now."""
    known = connection.execute(_KNOWN, {"row": row}).one()
    noted = (*search.diary_words(known.diary_number), known.document_type)
    search.remove_from_index(connection, row)
    if known.unreadable:
        search.index_unreadable(connection, row, known.message_id, known.service_id, *noted)
    else:
        texts = FileTexts(connection).of_message(row).values()
        said = reading.without_content(connection, row)
        search.index_message(connection, row, said, *noted, *texts)
