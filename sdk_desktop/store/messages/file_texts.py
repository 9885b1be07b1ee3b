"""The texts of attached files, by which their messages are found; read one file at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from sdk_desktop.domain.message import File
from sdk_desktop.store.compiled import Compiled
from sdk_desktop.store.messages import reading, search
from sdk_desktop.store.schema.tables import file, file_text, file_to_read, message

LONGEST = 100_000
"""Characters of a file that the search knows."""
LONGEST_IN_ALL = 500_000
"""Characters of all files of a message: it is indexed anew with each, while nobody else writes."""

_NEXT = sa.select(file.c.id, file.c.name, file.c.content_type, file.c.content).where(
    file.c.id == sa.select(sa.func.max(file_to_read.c.file)).scalar_subquery()
)
_TEXTS = Compiled(
    sa.select(file_text.c.file, file_text.c.content)
    .join_from(file_text, file, file.c.id == file_text.c.file)
    .where(file.c.message == sa.bindparam("row"))
)
_LENGTH = sa.select(sa.func.coalesce(sa.func.sum(sa.func.length(file_text.c.content)), 0)).where(
    file_text.c.file.in_(sa.select(file.c.id).where(file.c.message == sa.bindparam("row")))
)
_KNOWN = Compiled(
    sa.select(
        *(message.c.message_id, message.c.service_id, message.c.unreadable),
        *(message.c.diary_number, message.c.document_type),
    ).where(message.c.id == sa.bindparam("row"))
)


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
        if not self.connection.execute(waited).rowcount or not text.strip():
            return
        of_file = sa.select(file.c.message).where(file.c.id == key)
        row = self.connection.execute(of_file).scalar_one()
        known = self.connection.execute(_LENGTH, {"row": row}).scalar_one()
        if taken := text[: min(LONGEST, LONGEST_IN_ALL - known)]:
            kept = {"file": key, "content": taken}
            self.connection.execute(sa.insert(file_text), kept)
            index_anew(self.connection, row)

    def of_message(self, row: int) -> Mapping[int, str]:
        """Return what is known of a message's files, by their keys."""
        return dict(_TEXTS.run(self.connection, {"row": row}))


def index_anew(connection: sa.Connection, row: int) -> None:
    """Make a message findable by all that is known of it by now."""
    known = _KNOWN.run(connection, {"row": row}).fetchone()
    message_id, service_id, unreadable, diary_number, document_type = known
    noted = (*search.diary_words(diary_number), document_type)
    search.remove_from_index(connection, row)
    if unreadable:
        search.index_unreadable(connection, row, message_id, service_id, *noted)
    else:
        texts = FileTexts(connection).of_message(row).values()
        said = reading.without_content(connection, row)
        search.index_message(connection, row, said, *noted, *texts)
