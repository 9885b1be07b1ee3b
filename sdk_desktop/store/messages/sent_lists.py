"""Distribution lists: which sent messages are one, and each recipient's line on its board."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.domain.delivery import Arrival
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.mailbox import BoardLine, Headline, ListQuery
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.messages.deliveries import find_delivery
from sdk_desktop.store.messages.lists import listing
from sdk_desktop.store.schema.draft_tables import listed_message
from sdk_desktop.store.schema.tables import INCOMING, OUTGOING, READABLE, Duty, message

_c, _listed = message.c, listed_message.c
_OWN = sa.select(_listed.list, _listed.replaces).where(_listed.message == sa.bindparam("row"))
_MEMBERS = sa.select(_listed.message).where(_listed.list == sa.bindparam("list"))
_IS_MEMBER = _c.id.in_(_MEMBERS)
_MEMBER = sa.select(_c.message_id, _c.conversation_id, _listed.replaces).join_from(
    message, listed_message, _listed.message == _c.id
)
_MAILBOXES = sa.select(_c.mailbox).where(_IS_MEMBER)
_IS_ANSWER = sa.and_(
    INCOMING,
    _c.conversation_id.in_(sa.select(_c.conversation_id).where(_IS_MEMBER)),
    _c.mailbox.concat("").in_(_MAILBOXES),
)
_REFERS = sa.select(_c.id, _c.conversation_id, _c.ref_to_message_id).where(_IS_ANSWER)


@dataclass(frozen=True, slots=True)
class SentLists:
    """The distribution lists of the store, within one transaction."""

    connection: sa.Connection
    written: WrittenFamilies

    def join(self, row: int, name: str, replaces: str = "") -> None:
        """Make a sent message one of a list, instead of another of its messages, if of one.

        That one failed, and asks for nobody any longer.
        """
        if name:
            self.written.note(TableFamily.MESSAGES)
            values = {"message": row, "list": name, "replaces": replaces}
            self.connection.execute(sa.insert(listed_message), values)
        if name and replaces:
            failed = sa.and_(_c.message_id == replaces, OUTGOING, READABLE, _c.duty == Duty.NOW)
            self.connection.execute(sa.update(message).where(failed).values(duty=Duty.NONE))

    def of(self, row: int) -> tuple[str, str]:
        """Return a message's list and what it replaces there, "" where it has none."""
        found = self.connection.execute(_OWN, {"row": row}).one_or_none()
        return (found.list, found.replaces) if found else ("", "")

    def board(self, row: int, query: ListQuery) -> tuple[BoardLine, ...]:
        """Return a line for each recipient of a message's list, in the order of sending.

        Raise `Refused` for a message that is of no list.
        """
        name, _ = self.of(row)
        if not name:
            raise Refused("This message was not sent to several recipients.")
        here = {"list": name}
        sent = listing.headlines(self.connection, _IS_MEMBER, query, here)
        lines = _Lines()
        for one in self.connection.execute(_MEMBER.where(_listed.list == name).order_by(_c.id)):
            lines.add(one.message_id, one.conversation_id, one.replaces)
        refers = {one.id: one for one in self.connection.execute(_REFERS, here)}
        answers: dict[str, Headline] = {}
        for answer in listing.headlines(self.connection, _IS_ANSWER, query, here):
            to = refers[answer.row]
            answers.setdefault(lines.of(to.ref_to_message_id, to.conversation_id), answer)
        return tuple(
            BoardLine(one, delivery, _arrival(one), answers.get(one.message_id))
            for one in reversed(sent)
            if lines.is_last(one.message_id)
            and (delivery := find_delivery(self.connection, one.message_id)) is not None
        )


def _arrival(headline: Headline) -> Arrival:
    return Arrival.of(headline.status, rejected=headline.rejected)


class _Lines:
    """Which message stands for each recipient: the last of those that were sent in turn."""

    def __init__(self) -> None:
        self._again: dict[str, str] = {}
        self._talks: dict[str, set[str]] = {}

    def add(self, message_id: str, conversation_id: str, replaces: str) -> None:
        """Add a message of the list, oldest first."""
        self._talks.setdefault(conversation_id, set()).add(message_id)
        if replaces:
            self._again[replaces] = message_id

    def is_last(self, message_id: str) -> bool:
        """Return whether a message was not sent again."""
        return message_id not in self._again

    def of(self, refers: str | None, conversation_id: str) -> str:
        """Return the message of the line that an answer belongs to, "" where nobody can tell."""
        talk = self._talks.get(conversation_id, set())
        found = {self._last(refers)} if refers in talk else {self._last(one) for one in talk}
        return found.pop() if len(found) == 1 else ""

    def _last(self, message_id: str) -> str:
        while message_id in self._again:
            message_id = self._again[message_id]
        return message_id
