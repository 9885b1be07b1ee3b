"""Keeping what has come: each in one transaction, with what must go back and what is recorded."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace

from sdk_desktop.domain.audit import AuditKind, person_references
from sdk_desktop.domain.incoming import (
    Acknowledged,
    Incoming,
    OutgoingAcknowledgement,
    Received,
    Repeated,
    Stray,
    Undecided,
    Unreadable,
    Waiting,
)
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.message import Message, Party
from sdk_desktop.store.store import Store, Transaction
from sdk_desktop.usecases.acknowledging import Acknowledging
from sdk_desktop.usecases.actor import Actor

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Intake:
    """Stores what a service gave, unless another window on the same store was faster."""

    store: Store
    actor: Actor
    acknowledging: Acknowledging

    def keep(self, incoming: Incoming) -> bool:
        """Store what came, and queue what must go back; return whether that is done.

        What nobody can judge now, or must be judged anew, is left where it is.
        """
        if isinstance(incoming, Undecided):
            _log.info("%s waits: %s", incoming.waiting.service_id, incoming.reason.text)
            return False
        with self.store.begin() as stored:
            match incoming:
                case Acknowledged():
                    self._keep_acknowledgement(stored, incoming)
                case Stray(waiting, reason, answer):
                    self._note(stored, AuditKind.STRAY, waiting, reason)
                    _queue(stored, answer)
                case Repeated(_, answer):
                    _queue(stored, answer)
                case Received() | Unreadable():
                    return self._keep_new(stored, incoming)
        return True

    def _keep_acknowledgement(self, stored: Transaction, incoming: Acknowledged) -> None:
        if not self.acknowledging.take(stored, incoming):
            reason = "The acknowledgement answers no message that we sent there."
            detail = f"{reason}\n{incoming.sender}"
            self._note(stored, AuditKind.STRAY, incoming.waiting, detail)

    def _keep_new(self, stored: Transaction, incoming: Received | Unreadable) -> bool:
        if stored.messages.known("", incoming.waiting.service_id):
            return True
        if isinstance(incoming, Unreadable):
            self._keep_unreadable(stored, incoming)
        elif not stored.messages.known(incoming.message.message_id):
            self._keep_message(stored, incoming)
        elif incoming.answer is not None:
            return False  # it was accepted before another of its name was kept
        _queue(stored, incoming.answer)
        return True

    def _keep_unreadable(self, stored: Transaction, incoming: Unreadable) -> None:
        stored.messages.add_unreadable(incoming, self.actor.clock())
        kinds = (AuditKind.UNREADABLE, AuditKind.INCIDENT)[: 2 if incoming.incident else 1]
        for kind in kinds:
            self._note(stored, kind, incoming.waiting, incoming.reason)

    def _keep_message(self, stored: Transaction, incoming: Received) -> None:
        message, waiting = incoming.message, incoming.waiting
        stored.messages.add(
            with_names(message, stored),
            Direction.IN,
            waiting.mailbox,
            self.actor.clock(),
            waiting.service_id,
        )
        stored.audit.add(
            self.actor.system_event(
                AuditKind.RECEIVED,
                mailbox=waiting.mailbox,
                message_id=message.message_id,
                person=person_references(message),
            )
        )

    def _note(self, stored: Transaction, kind: AuditKind, waiting: Waiting, detail: str) -> None:
        """Record something; what has no name of its own that can be read has the service's."""
        name = waiting.message_id or waiting.service_id
        event = self.actor.system_event(
            kind, mailbox=waiting.mailbox, message_id=name, detail=detail
        )
        stored.audit.add(event)


def with_names(message: Message, stored: Transaction) -> Message:
    """Fill in names from the address book: the REST API does not carry them all."""
    return replace(
        message,
        sender=_named(message.sender, stored),
        recipient=_named(message.recipient, stored),
    )


def _queue(stored: Transaction, answer: OutgoingAcknowledgement | None) -> None:
    if answer is not None:
        stored.answers.queue(answer)


def _named(party: Party, stored: Transaction) -> Party:
    hit = stored.addresses.function(party.function) if party.function else None
    if hit is None or hit.function.organisation.participant != party.organisation:
        return party
    attention = party.attention
    if attention and not attention.function_label:
        attention = replace(attention, function_label=hit.function.name)
    return replace(party, label=party.label or hit.function.organisation.name, attention=attention)
