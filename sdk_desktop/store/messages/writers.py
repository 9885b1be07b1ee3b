"""Who writes an answer to which message, here and at the other computers of a shared mailbox."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.domain.errand import AnswerWriter
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.schema.tables import INCOMING, READABLE, colleague, message, writing

_ELSEWHERE = sa.exists().where(colleague.c.id == writing.c.who, colleague.c.elsewhere)


@dataclass(frozen=True, slots=True)
class AnswerWriters:
    """Who writes answers, within one transaction."""

    connection: sa.Connection
    written: WrittenFamilies

    def here(self, mailbox: str, since: datetime) -> tuple[AnswerWriter, ...]:
        """Return who has touched an answer at this computer since a moment."""
        of_message = sa.and_(message.c.id == writing.c.message, message.c.mailbox == mailbox)
        wanted = (
            sa.select(message.c.message_id, writing.c.who, colleague.c.name, writing.c.since)
            .join_from(writing, message, of_message)
            .join(colleague, colleague.c.id == writing.c.who)
            .where(writing.c.seen > since, INCOMING, READABLE, sa.not_(colleague.c.elsewhere))
        )
        return tuple(AnswerWriter(*row) for row in self.connection.execute(wanted))

    def put_elsewhere(
        self, mailbox: str, writers: Sequence[AnswerWriter], now: datetime, fresh: datetime
    ) -> None:
        """Note who writes at other computers now, and nobody else; who writes here goes first.

        Whoever has not touched an answer since `fresh` no longer writes here.
        """
        before = self._elsewhere(mailbox)
        mine = sa.select(message.c.id).where(message.c.mailbox == mailbox)
        gone = sa.delete(writing).where(writing.c.message.in_(mine), _ELSEWHERE)
        self.connection.execute(gone)
        for one in writers:
            self._put(mailbox, one, now, fresh)
        if self._elsewhere(mailbox) != before:
            self.written.note(TableFamily.MESSAGES)

    def _put(self, mailbox: str, writer: AnswerWriter, now: datetime, fresh: datetime) -> None:
        c = message.c
        of_mailbox = sa.and_(c.mailbox == mailbox, c.message_id == writer.message_id)
        found = sa.select(c.id).where(of_mailbox, INCOMING, READABLE)
        row = self.connection.execute(found).scalar_one_or_none()
        if row is None:
            return
        same = writing.c.message == row
        self.connection.execute(sa.delete(writing).where(same, writing.c.seen <= fresh))
        if self.connection.execute(sa.select(writing.c.who).where(same)).first() is None:
            said = {"message": row, "who": writer.who_id, "since": writer.since, "seen": now}
            self.connection.execute(sa.insert(writing), said)

    def _elsewhere(self, mailbox: str) -> list[tuple[object, ...]]:
        of_message = sa.and_(message.c.id == writing.c.message, message.c.mailbox == mailbox)
        wanted = sa.select(writing.c.message, writing.c.who, writing.c.since)
        rows = wanted.join_from(writing, message, of_message).where(_ELSEWHERE)
        return [tuple(row) for row in self.connection.execute(rows.order_by(writing.c.message))]
