"""How what came is kept: the message or what could not be read of it, and the audit event."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import cache

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.errand import Inherited
from sdk_desktop.domain.identity_numbers import person_references
from sdk_desktop.domain.incoming import Came, Unreadable, Waiting
from sdk_desktop.domain.message import Message
from sdk_desktop.store.store import Transaction
from sdk_desktop.usecases.actor import Actor
from sdk_desktop.working_days import end_of_working_day

KEPT_APART = "Another message with the same number has come before. This one is kept apart."


class Standing(Enum):
    """How far it is with what waits at the message service."""

    NEW = "new"
    WAITS = "waits"
    """It is here, and the ledger does not have it yet."""
    KEPT = "kept"
    """It is here, and in the ledger where the mailbox is shared."""
    SETTLED = "settled"
    """All that there is to do has been done."""


class Surroundings:
    """What a store knows that concerns messages which are stored together, asked for once."""

    def __init__(self, stored: Transaction, messages: Sequence[Message]) -> None:
        """Ask about messages that came and are not stored yet."""
        self._errands = stored.errands
        self._ids = set(stored.history.known_ids([one.message_id for one in messages]))
        self._begun = set(stored.history.begun([one.conversation_id for one in messages]))
        self.function = cache(stored.addresses.function)

    def knows(self, message: Message) -> bool:
        """Return whether a message of the same id came before."""
        return message.message_id in self._ids

    def inherited(self, message: Message, mailbox: str) -> Inherited:
        """Return what a message inherits from its conversation, for which it counts from now on."""
        begun = message.conversation_id in self._begun
        self._begun.add(message.conversation_id)
        self._ids.add(message.message_id)
        if not begun:
            return Inherited()
        return self._errands.inheritable(message.conversation_id, mailbox)


def keep_message(
    stored: Transaction,
    actor: Actor,
    message: Message,
    came: Came,
    inherited: Inherited,
    answer_days: int = 0,
) -> int:
    """Store a message that came, with what it inherits, and record that; return its row.

    It is to be answered within so many working days, unless it answers one of ours; 0 for no time.
    """
    row = stored.messages.add(
        message, came.direction, came.mailbox, came.at, came.service_id, came.digest
    )
    if inherited != Inherited():
        stored.errands.inherit(row, inherited)
    if answer_days and not stored.history.is_ours(message.ref_to_message_id or ""):
        stored.errands.answer_by(row, end_of_working_day(came.at, answer_days))
    event = actor.system_event(
        AuditKind.RECEIVED,
        mailbox=came.mailbox,
        message_id=message.message_id,
        person=person_references(message),
    )
    stored.audit.add(event)
    return row


def keep_unreadable(stored: Transaction, actor: Actor, unreadable: Unreadable, came: Came) -> int:
    """Store what could not be read, and record that; return its row."""
    row = stored.messages.add_unreadable(unreadable, came.at)
    note(stored, actor, AuditKind.UNREADABLE, unreadable.waiting, unreadable.reason)
    if unreadable.incident:
        note(stored, actor, AuditKind.INCIDENT, unreadable.waiting, unreadable.reason)
    return row


def note(stored: Transaction, actor: Actor, kind: AuditKind, waiting: Waiting, detail: str) -> None:
    """Record an event; the service's identifier stands for one that cannot be read."""
    name = waiting.message_id or waiting.service_id
    event = actor.system_event(kind, mailbox=waiting.mailbox, message_id=name, detail=detail)
    stored.audit.add(event)
