"""What colleagues wrote about messages, for each other; it never leaves the organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.domain.errand import ColleagueNote
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.compiled import Compiled, insert_row
from sdk_desktop.store.schema.columns import moment_of
from sdk_desktop.store.schema.tables import colleague, note

_OF = Compiled(
    sa.select(note.c.who, note.c.time, note.c.text)
    .where(note.c.message == sa.bindparam("row"))
    .order_by(note.c.time, note.c.id)
)


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """A note as everybody who shares a mailbox knows it: by whom, an id, and when."""

    who: str
    time: datetime
    text: str


@dataclass(frozen=True, slots=True)
class StoredNotes:
    """The notes of the store, within one transaction."""

    connection: sa.Connection
    written: WrittenFamilies

    def write(self, row: int, one: WrittenNote) -> None:
        """Keep what a person wrote about a message, unless it is kept already."""
        if one in self.of(row):
            return
        self.written.note(TableFamily.MESSAGES)
        values = {"message": row, "who": one.who, "time": one.time, "text": one.text}
        insert_row(self.connection, note, values)

    def of(self, row: int) -> tuple[WrittenNote, ...]:
        """Return what people wrote about a message, by their ids, oldest first."""
        found = _OF.run(self.connection, {"row": row}).fetchall()
        return tuple(WrittenNote(who, moment_of(time), text) for who, time, text in found)

    def shown(self, row: int) -> tuple[ColleagueNote, ...]:
        """Return what people wrote about a message, by their names, oldest first."""
        called = sa.select(colleague.c.name).where(colleague.c.id == note.c.who)
        wanted = sa.select(called.scalar_subquery(), note.c.time, note.c.text)
        found = self.connection.execute(
            wanted.where(note.c.message == row).order_by(note.c.time, note.c.id)
        )
        return tuple(ColleagueNote(*one) for one in found)
