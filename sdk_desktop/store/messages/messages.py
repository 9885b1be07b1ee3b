"""Messages that came and messages that went."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.domain.clearance import Clearance
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.incoming import Unreadable
from sdk_desktop.domain.mailbox import (
    A_PAGE,
    Counts,
    Direction,
    Headline,
    ListQuery,
    Page,
    Reading,
)
from sdk_desktop.domain.message import CodeSystem, File, Message, Party
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.compiled import Compiled, insert_row
from sdk_desktop.store.messages import errands, reading, search
from sdk_desktop.store.messages.file_texts import index_anew
from sdk_desktop.store.messages.lists import listing
from sdk_desktop.store.messages.message_columns import (
    documents_out,
    dumps,
    identifier_out,
    party_out,
)
from sdk_desktop.store.messages.row_numbers import row_number
from sdk_desktop.store.messages.stored_files import add_files
from sdk_desktop.store.schema import tables
from sdk_desktop.store.schema.draft_tables import listed_message
from sdk_desktop.store.schema.tables import READABLE, Duty

_c = tables.message.c
_KNOWN = sa.select(_c.id).where(READABLE, _c.message_id == sa.bindparam("message_id")).limit(1)
_KNOWN_SO = Compiled(_KNOWN.where(_c.direction == sa.bindparam("way")))
_BODY = Compiled(sa.insert(tables.body), ("message", "content"))
_SENT_FIRST = _KNOWN.order_by(_c.direction.desc())
_Text = str | sa.BindParameter[str]
_Number = int | sa.BindParameter[int]
_STATE = sa.select(_c.direction, _c.unread, _c.unreadable).where(_c.id == sa.bindparam("row"))
_ONE = sa.update(tables.message).where(_c.id == sa.bindparam("row"))


@dataclass(frozen=True, slots=True)
class Messages:
    """The messages of the store, within one transaction."""

    connection: sa.Connection
    written: WrittenFamilies

    def add(
        self,
        message: Message,
        direction: Direction,
        mailbox: str,
        received: datetime,
        service_id: str = "",
        digest: str = "",
    ) -> int:
        """Store a message with its files; `received` is when it came to us or was sent by us.

        `digest` tells what came from another message of the same id.
        """
        same = {"message_id": message.message_id, "way": direction}
        if _KNOWN_SO.run(self.connection, same).fetchone():
            raise Refused("This message is already in the store.")
        place = {"mailbox": mailbox, "received": received, "service_id": service_id}
        place["digest"] = digest
        row = self._insert(_header(message, direction) | place, received)
        content = {"message": row, "content": dumps(_content(message))}
        _BODY.run(self.connection, content)
        add_files(self.connection, row, message)
        search.index_message(self.connection, row, message)
        if direction is Direction.IN:
            errands.make_unread(self.connection, row, mailbox)
        if direction is Direction.OUT:
            _settle_failures(self.connection, message.conversation_id, mailbox, row)
        return row

    def add_unreadable(self, unreadable: Unreadable, received: datetime) -> int:
        """Store what could not be read as it came, with the reason."""
        waiting = unreadable.waiting
        known = {
            "mailbox": waiting.mailbox,
            "message_id": waiting.message_id,
            "service_id": waiting.service_id,
            "created": waiting.created or received,
            "received": received,
            "unreadable": unreadable.reason,
            "counterpart": dumps(party_out(Party(unreadable.sender))),
            "duty": Duty.NOW,
        }
        row = self._insert(_NOTHING | known, received)
        self.connection.execute(sa.insert(tables.raw), {"message": row, "content": unreadable.raw})
        errands.make_unread(self.connection, row, waiting.mailbox)
        search.index_unreadable(self.connection, row, waiting.message_id, waiting.service_id)
        return row

    def page(self, query: ListQuery, first: int = 0, limit: int = A_PAGE) -> Page:
        """Return headlines from a place on; a search counts a thousand hits at most."""
        return listing.page(self.connection, query, first, limit)

    def place(self, query: ListQuery, row: int) -> int | None:
        """Return how many rows of a folder come before a message, None where that is not known."""
        return listing.place(self.connection, query, row)

    def counts(self, query: ListQuery) -> tuple[Counts, ...]:
        """Count every folder of every mailbox."""
        return listing.counts(self.connection, query)

    def headline(self, row: int, query: ListQuery | None = None) -> Headline:
        """Return one row of a list, as whoever asks sees it; or as it is, where nobody asks."""
        return listing.headline(self.connection, row, query)

    def reading(self, row: int, clearance: Clearance | None) -> Reading:
        """Return a message to read; a confidential one only against a clearance."""
        return reading.read(self.connection, row, clearance)

    def conversation(self, row: int, query: ListQuery) -> tuple[Headline, ...]:
        """Return the headlines of a message's conversation within its mailbox, oldest first."""
        return listing.conversation(self.connection, row, query)

    def sent_to(self, function: str, query: ListQuery) -> tuple[Headline, ...]:
        """Return the last few messages that were sent to a function address, newest first."""
        return listing.sent_to(self.connection, function, query)

    def file(self, row: int, key: int, clearance: Clearance | None) -> File:
        """Return an attachment of a message; of a confidential one only against a clearance."""
        return reading.attached(self.connection, row, key, clearance)

    def whole(self, message_id: str) -> Message:
        """Return a message with its files, for the message service."""
        row = self.row_of(message_id)
        if row is None:
            raise listing.missing()
        return reading.whole(self.connection, row)

    def row_of(self, message_id: str) -> int | None:
        """Return the row of a message; of the one we sent, if we sent it to ourselves."""
        wanted = {"message_id": message_id}
        return self.connection.execute(_SENT_FIRST, wanted).scalar_one_or_none()

    def raw(self, row: int) -> bytes:
        """Return the bytes of a message that could not be read."""
        return reading.raw_bytes(self.connection, row)

    def mark_read(self, row: int) -> None:
        """Note that somebody has read a message."""
        if _state(self.connection, row).unread:
            self._update(row, unread=False)

    def assign(self, row: int, handler: str) -> None:
        """Set a message's handler, a colleague by their id; an empty one is nobody."""
        known = _state(self.connection, row)
        may = known.direction == Direction.IN and not known.unreadable
        self._update(row, handler=handler, unassigned=may and not handler)

    def register(self, row: int, diary_number: str, document_type: str = "") -> None:
        """Note a message's diary number and type, and find it by them from now on."""
        self._update(row, diary_number=diary_number, document_type=document_type)
        errands.settle_duty(self.connection, row)
        index_anew(self.connection, row)

    def hold(self, row: int, reason: str) -> None:
        """Keep a message from being erased, for a reason; with an empty one no longer."""
        self._update(row, hold=reason)

    def message(self, row: int, *, whole: bool = False) -> Message | None:
        """Return a message, its files empty unless it is to be `whole`; None if unreadable."""
        if self.headline(row).unreadable:
            return None
        read = reading.whole if whole else reading.without_content
        return read(self.connection, row)

    def _insert(self, values: dict[str, object], received: datetime) -> int:
        self.written.note(TableFamily.MESSAGES)
        number = row_number(self.connection, received)
        known = values if number is None else {"id": number, **values}
        return insert_row(self.connection, tables.message, known)

    def _update(self, row: int, **values: object) -> None:
        self.written.note(TableFamily.MESSAGES)
        if not self.connection.execute(_ONE, {"row": row, **values}).rowcount:
            raise listing.missing()


def _state(connection: sa.Connection, row: int) -> tables.TableRow:
    found = connection.execute(_STATE, {"row": row}).one_or_none()
    if found is None:
        raise listing.missing()
    return found


_NOTHING = {
    "direction": Direction.IN,
    "conversation_id": "",
    "ref_to_message_id": None,
    "label": None,
    "counterpart": dumps(party_out(Party(""))),
    "case_references": "[]",
    "confidential": False,
    "unread": True,
    "attachments": 0,
    "handler": "",
    "unassigned": False,
    "diary_number": "",
    "status": "",
    "rejected": False,
    "unreadable": "",
    "digest": "",
}


def _header(message: Message, direction: Direction) -> dict[str, object]:
    incoming = direction is Direction.IN
    counterpart = message.sender if incoming else message.recipient
    cases = [
        reference.identifier.extension
        for party in (message.recipient, message.sender)
        for reference in party.references
        if reference.identifier.root == CodeSystem.DIARY_NUMBER
    ]
    return _NOTHING | {
        "direction": direction,
        "message_id": message.message_id,
        "conversation_id": message.conversation_id,
        "ref_to_message_id": message.ref_to_message_id,
        "label": message.label,
        "counterpart": dumps(party_out(_address_of(counterpart))),
        "case_references": dumps(list(dict.fromkeys(cases))),
        "confidential": message.confidential,
        "created": message.created,
        "unread": incoming,
        "unassigned": incoming,
        "attachments": len(message.files),
        "duty": Duty.REGISTER if incoming else Duty.ANSWER,
    }


def _address_of(party: Party) -> Party:
    """Leave out persons and references: a list shows who wrote, not whom it is about."""
    if party.attention is None:
        return party
    return replace(party, attention=replace(party.attention, persons=(), references=()))


def _content(message: Message) -> list[object]:
    return [
        party_out(message.recipient),
        party_out(message.sender),
        documents_out(message.documents),
        identifier_out(message.generating_system),
    ]


def _settle_failures(
    connection: sa.Connection, conversation_id: str, mailbox: str, row: int
) -> None:
    """Clear the duty of what failed earlier in a conversation: somebody has just sent again.

    A conversation is small. As a bare column, the mailbox would make the engine walk through
    everything that was ever sent from it.
    """
    _SETTLED.run(connection, {"conversation": conversation_id, "box": mailbox, "row": row})


def sent_before(
    conversation_id: _Text, mailbox: _Text, row: _Number
) -> tuple[sa.ColumnElement[bool], ...]:
    """Return the conditions for what was sent earlier in a conversation of a mailbox.

    Not what went to a distribution list: each of its recipients is another matter.
    """
    return (
        _c.conversation_id == conversation_id,
        _c.mailbox.concat("") == mailbox,
        _c.direction == Direction.OUT,
        _c.id < row,
        sa.not_(sa.exists().where(listed_message.c.message == _c.id)),
    )


_SETTLED = Compiled(
    sa.update(tables.message)
    .where(
        *sent_before(sa.bindparam("conversation"), sa.bindparam("box"), sa.bindparam("row")),
        _c.duty == Duty.NOW,
    )
    .values(duty=Duty.NONE)
)
