"""How far the history of a store goes: its audit events, and the messages that came with them."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.identity import MessageIdentity
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.history_mark import HistoryMark, history_seal
from sdk_desktop.store.messages import erased_messages
from sdk_desktop.store.messages.message_columns import loads, party_in
from sdk_desktop.store.schema.tables import (
    INCOMING,
    OUTGOING,
    READABLE,
    UNREADABLE,
    audit,
    audit_end,
    audit_start,
    message,
    raw,
)

_CAME = (AuditKind.RECEIVED.value, AuditKind.UNREADABLE.value)
_DIGEST = sa.select(audit.c.digest).where(audit.c.number == sa.bindparam("number"))
_END = sa.select(audit_end.c.number, audit_end.c.digest)
_IDENTITIES = sa.select(message.c.mailbox, message.c.counterpart, message.c.digest).where(
    message.c.message_id == sa.bindparam("message_id"), INCOMING, READABLE
)
_NAMES = sa.select(message.c.message_id, message.c.service_id).where(
    message.c.id == sa.bindparam("row")
)
_THERE = sa.select(message.c.service_id).where(
    INCOMING, message.c.service_id.in_(sa.bindparam("asked", expanding=True))
)
_Erased = Callable[[sa.Connection, Sequence[str]], set[str]]
_UNDER_ID = sa.select(message.c.message_id).where(
    INCOMING, READABLE, message.c.message_id.in_(sa.bindparam("asked", expanding=True))
)
_BEGUN = (
    sa.select(message.c.conversation_id)
    .where(message.c.conversation_id.in_(sa.bindparam("asked", expanding=True)))
    .distinct()
)
_ASKED = 500
"""Names in one statement."""
_CAME_WHOLE = (
    sa.select(message.c.id)
    .where(message.c.service_id == sa.bindparam("service_id"), INCOMING, READABLE)
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class History:
    """The history of the store, within one transaction."""

    connection: sa.Connection
    written: WrittenFamilies

    def store(self) -> str:
        """Return the salt of this store's file in hex, which identifies it."""
        return str(self.connection.exec_driver_sql("PRAGMA cipher_salt").scalar_one())

    def goes_through(self, mark: HistoryMark, key: bytes) -> bool:
        """Return whether a mark's events are those of this store, and not of a later copy of it."""
        if not mark.seal:
            return False
        digest = self.connection.execute(_DIGEST, {"number": mark.events}).scalar_one_or_none()
        seal = history_seal(key, mark.events, digest or "")
        return hmac.compare_digest(mark.seal.encode(), seal.encode())

    def reached(self, key: bytes) -> HistoryMark:
        """Return the mark of the newest audit event."""
        end = self.connection.execute(_END).first()
        number, digest = end or (0, "")
        return HistoryMark(self.store(), number, history_seal(key, number, digest))

    def mark(self, number: int, key: bytes) -> HistoryMark:
        """Return the mark of an audit event; one without an event proves none."""
        digest = self.connection.execute(_DIGEST, {"number": number}).scalar_one_or_none()
        return HistoryMark(
            self.store(), number, history_seal(key, number, digest) if digest else ""
        )

    def lacks(self, mark: HistoryMark, key: bytes) -> bool:
        """Return whether events up to a mark with a seal are missing or are other ones.

        Those that have been trimmed away do not count.
        """
        trimmed = self.connection.execute(sa.select(audit_start.c.number)).scalar() or 0
        return bool(mark.seal) and mark.events > trimmed and not self.goes_through(mark, key)

    def arrived_after(self, mark: HistoryMark) -> frozenset[str]:
        """Return the ids of what came after a mark: each message's own, and the service's.

        What has no id of its own that could be read was recorded under the service's.
        """
        named = sa.select(audit.c.message_id).where(
            audit.c.number > mark.events, audit.c.kind.in_(_CAME), audit.c.message_id != ""
        )
        both = sa.select(message.c.message_id, message.c.service_id).where(INCOMING)
        came = sa.union_all(
            both.where(message.c.message_id.in_(named), READABLE),
            both.where(message.c.message_id.in_(named), UNREADABLE),
        )
        names = {name for row in self.connection.execute(came) for name in row if name}
        return frozenset(names.union(self.connection.execute(named).scalars()))

    def received_since(self, time: datetime, service_ids: Collection[str]) -> frozenset[str]:
        """Return those of a service's names whose messages came since a time, erased or not."""
        named = message.c.service_id.in_(service_ids)
        there = sa.select(message.c.service_id).where(named, message.c.received > time, INCOMING)
        names = set(self.connection.execute(there).scalars())
        return frozenset(names | erased_messages.received_since(self.connection, time, service_ids))

    def identities(self, message_id: str) -> tuple[MessageIdentity, ...]:
        """Return what is known of the messages that came under an id, also of those erased."""
        found = self.connection.execute(_IDENTITIES, {"message_id": message_id})
        there = (
            MessageIdentity(message_id, mailbox, party_in(loads(sender)).organisation, digest)
            for mailbox, sender, digest in found
        )
        return (*there, *erased_messages.identities(self.connection, message_id))

    def known(self, service_ids: Sequence[str]) -> frozenset[str]:
        """Return those of a service's names whose messages came before, erased since or not."""
        return self._known(_THERE, erased_messages.known, service_ids)

    def known_ids(self, message_ids: Sequence[str]) -> frozenset[str]:
        """Return those of the ids that messages had which came before, erased since or not."""
        return self._known(_UNDER_ID, erased_messages.known_ids, message_ids)

    def begun(self, conversation_ids: Sequence[str]) -> frozenset[str]:
        """Return those of conversations, of any mailbox, in which there is something."""
        found = self.connection.execute(_BEGUN, {"asked": list(conversation_ids)})
        return frozenset(found.scalars())

    def came_whole(self, service_id: str) -> bool:
        """Return whether a message with this id at a service was readable, erased since or not."""
        there = self.connection.execute(_CAME_WHOLE, {"service_id": service_id}).first()
        return there is not None or erased_messages.came_whole(self.connection, service_id)

    def is_ours(self, message_id: str) -> bool:
        """Return whether we have sent a message of this id."""
        sent = sa.select(message.c.id).where(message.c.message_id == message_id, OUTGOING, READABLE)
        return self.connection.execute(sent).first() is not None

    def name_of(self, row: int) -> str:
        """Return how events name a message: by its id, or the service's where that is not known."""
        message_id, service_id = self.connection.execute(_NAMES, {"row": row}).one()
        return str(message_id or service_id)

    def has_only_name(self, service_id: str) -> bool:
        """Return whether of a message with this id at a service only the id could be stored."""
        nothing = sa.func.length(raw.c.content) == 0
        rows = sa.select(message.c.id).join_from(message, raw, raw.c.message == message.c.id)
        found = rows.where(message.c.service_id == service_id, INCOMING, nothing).limit(1)
        return self.connection.execute(found).first() is not None

    def _known(
        self, there: sa.Select[str], erased: _Erased, names: Sequence[str]
    ) -> frozenset[str]:
        found: set[str] = set()
        for begin in range(0, len(names), _ASKED):
            asked = names[begin : begin + _ASKED]
            found.update(self.connection.execute(there, {"asked": list(asked)}).scalars())
            found |= erased(self.connection, asked)
        return frozenset(found)
