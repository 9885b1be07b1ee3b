"""What was sent and can still be taken back: its draft is kept out of sight until it leaves."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.domain.delivery import HeldSending, Status
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.messages import erased_messages, errands, message_columns
from sdk_desktop.store.messages.messages import sent_before
from sdk_desktop.store.schema.draft_tables import draft, held_message, listed_message
from sdk_desktop.store.schema.tables import OUTGOING, READABLE, delivery, message

_c = message.c
_REPLACED = sa.select(_c.id).where(
    *(OUTGOING, READABLE),
    _c.message_id.in_(
        sa.select(listed_message.c.replaces).where(listed_message.c.message == sa.bindparam("row"))
    ),
)
_UNTOUCHED = (delivery.c.status == Status.QUEUED.value, delivery.c.attempts == 0)


@dataclass(frozen=True, slots=True)
class HeldMessages:
    """What can be taken back, within one transaction."""

    connection: sa.Connection
    written: WrittenFamilies

    def hold(self, key: str, message_ids: Collection[str]) -> None:
        """Keep a draft out of sight while all the messages that it became can be taken back.

        Where they cannot, it is forgotten.
        """
        self.written.note(TableFamily.DRAFTS)
        untouched = sa.select(sa.func.count()).where(
            delivery.c.message_id.in_(message_ids), delivery.c.due.is_not(None), *_UNTOUCHED
        )
        mine = draft.c.key == key
        row = self.connection.execute(sa.select(draft.c.id).where(mine)).scalar_one_or_none()
        if row is None or self.connection.execute(untouched).scalar_one() < len(message_ids):
            self.connection.execute(sa.delete(draft).where(mine))
            return
        rows = [{"message_id": one, "draft": row} for one in message_ids]
        self.connection.execute(sa.insert(held_message), rows)

    def of(self, owner: str, now: datetime) -> tuple[HeldSending, ...]:
        """Return what a person has sent that does not leave yet, what leaves last first."""
        due = sa.func.min(delivery.c.due).label("leaves")
        joined = (
            sa.select(draft.c.key, draft.c.content, due)
            .join_from(draft, held_message, held_message.c.draft == draft.c.id)
            .join(delivery, delivery.c.message_id == held_message.c.message_id)
        )
        held = delivery.c.message_id.in_(sa.select(held_message.c.message_id))  # few of very many
        mine = joined.where(draft.c.owner.in_(("", owner)), held, delivery.c.due > now)
        found = self.connection.execute(mine.group_by(draft.c.id).order_by(sa.desc("leaves")))
        return tuple(HeldSending(row.key, _names(row.content), row.leaves - now) for row in found)

    def messages_of(self, key: str) -> tuple[str, ...]:
        """Return the messages that a draft became; none when one of them has begun to leave."""
        held = sa.select(held_message.c.message_id).join_from(
            held_message, draft, draft.c.id == held_message.c.draft
        )
        return tuple(self.connection.execute(held.where(draft.c.key == key)).scalars())

    def is_here(self, message_id: str) -> bool:
        """Return whether a message was sent, and can be taken back, at this computer."""
        mine = sa.select(held_message.c.draft).where(held_message.c.message_id == message_id)
        return self.connection.execute(mine).first() is not None

    def take_out(self, row: int, message_id: str) -> None:
        """Remove a message as if it had not been sent; its draft, if it is here, is seen again."""
        self.written.note(TableFamily.MESSAGES)
        self.written.note(TableFamily.DRAFTS)
        known = sa.select(_c.conversation_id, _c.mailbox).where(_c.id == row)
        conversation_id, mailbox = self.connection.execute(known).one()
        replaced = self.connection.execute(_REPLACED, {"row": row}).scalar_one_or_none()
        erased_messages.erase(self.connection, (row,))
        self._unsettle(row, conversation_id, mailbox)
        if replaced is not None:
            errands.settle_duty(self.connection, replaced)
        mine = held_message.c.message_id == message_id
        self.connection.execute(sa.delete(held_message).where(mine))

    def unanswer(self, row: int) -> None:
        """Note that an answer to a received message was taken out; another may be left."""
        self.written.note(TableFamily.MESSAGES)
        asked = self.connection.execute(sa.select(_c.message_id, _c.mailbox).where(_c.id == row))
        message_id, mailbox = asked.one()
        left = sa.select(_c.received, _c.handler).where(
            _c.ref_to_message_id == message_id, _c.mailbox == mailbox, OUTGOING
        )
        newest = self.connection.execute(left.order_by(_c.id.desc()).limit(1)).one_or_none()
        when, answerer = newest or (None, "")
        changed = sa.update(message).where(_c.id == row)
        self.connection.execute(changed.values(answered=when, answerer=answerer))
        errands.settle_duty(self.connection, row)

    def _unsettle(self, row: int, conversation_id: str, mailbox: str) -> None:
        """Let what was sent last before a message in its conversation ask for somebody again."""
        sent = sa.select(sa.func.max(_c.id)).where(*sent_before(conversation_id, mailbox, row))
        if (last := self.connection.execute(sent).scalar_one()) is not None:
            errands.settle_duty(self.connection, last)


def _names(content: str) -> tuple[str, ...]:
    recipients = message_columns.loads(content)["recipients"]
    return tuple(one.function_label for one in message_columns.recipients_in(recipients))
