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
        """Note who writes at other computers now, and nobody else.

        Of two who write one answer the message's handler goes first, then who writes here: whoever
        was taken over from writes no longer, nor whose message a colleague has answered since, nor
        who has not touched the answer since `fresh`.
        """
        before = self._writing(mailbox)
        mine = sa.select(message.c.id).where(message.c.mailbox == mailbox)
        gone = sa.delete(writing).where(writing.c.message.in_(mine), _ELSEWHERE)
        self.connection.execute(gone)
        for one in writers:
            self._put(mailbox, one, now, fresh)
        self.connection.execute(sa.delete(writing).where(writing.c.message.in_(_answered(mailbox))))
        if self._writing(mailbox) != before:
            self.written.note(TableFamily.MESSAGES)

    def _put(self, mailbox: str, writer: AnswerWriter, now: datetime, fresh: datetime) -> None:
        c = message.c
        of_mailbox = sa.and_(c.mailbox == mailbox, c.message_id == writer.message_id)
        found = sa.select(c.id, c.handler).where(of_mailbox, INCOMING, READABLE)
        about = self.connection.execute(found).one_or_none()
        if about is None:
            return
        same = writing.c.message == about.id
        past = sa.or_(writing.c.seen <= fresh, sa.literal(about.handler == writer.who_id))
        self.connection.execute(sa.delete(writing).where(same, past))
        if self.connection.execute(sa.select(writing.c.who).where(same)).first() is None:
            said = {"message": about.id, "who": writer.who_id, "since": writer.since, "seen": now}
            self.connection.execute(sa.insert(writing), said)

    def _writing(self, mailbox: str) -> list[tuple[object, ...]]:
        of_message = sa.and_(message.c.id == writing.c.message, message.c.mailbox == mailbox)
        wanted = sa.select(writing.c.message, writing.c.who, writing.c.since)
        rows = wanted.join_from(writing, message, of_message).order_by(writing.c.message)
        return [tuple(row) for row in self.connection.execute(rows)]


def _answered(mailbox: str) -> sa.Select[tuple[int]]:
    """Select the messages that somebody else has answered since an answer to them was begun."""
    of_message = sa.and_(message.c.id == writing.c.message, message.c.mailbox == mailbox)
    theirs = message.c.answerer.not_in(("", writing.c.who))
    written = sa.select(message.c.id).join_from(writing, message, of_message)
    return written.where(theirs, message.c.answered >= writing.c.since)
