"""Keeping what has come: each in one transaction, with what must go back and what is recorded."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sdk_desktop.domain.audit import AuditKind, person_references
from sdk_desktop.domain.errors import InvalidMessage, Refused, Unavailable, Untrusted
from sdk_desktop.domain.identity import MessageIdentity
from sdk_desktop.domain.incoming import (
    Acknowledged,
    Incoming,
    NotOurs,
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
from sdk_desktop.usecases.recognition import due_of, identity_of, recognised


@dataclass(frozen=True, slots=True)
class Intake:
    """Stores what a service gave, unless another window on the same store was faster."""

    store: Store
    actor: Actor
    acknowledging: Acknowledging

    def keep(self, incoming: Incoming) -> Incoming | None:
        """Store what came, and queue what must go back; return what became of it.

        What is `Undecided` or `NotOurs` is left where it is. None: so is this, to be judged anew,
        as another window was faster with something like it.
        """
        if isinstance(incoming, Undecided | NotOurs):
            return incoming
        identity = identity_of(incoming) if isinstance(incoming, Received) else None
        service_id = incoming.waiting.service_id
        with self.store.read() as stored:
            if stored.messages.known("", service_id):
                return incoming
            judged = recognised(stored, incoming, identity)
        try:
            answer = self._answer(judged)
        except (Unavailable, Refused, Untrusted, InvalidMessage) as error:
            return Undecided(incoming.waiting, error)
        with self.store.begin() as stored:
            if stored.messages.known("", service_id):
                return incoming
            if recognised(stored, incoming, identity) != judged:
                return None
            self._store(stored, judged, identity)
            if answer is not None:
                stored.answers.queue(answer)
        return judged

    def _answer(self, judged: Incoming) -> OutgoingAcknowledgement | None:
        if isinstance(judged, Repeated):
            return judged.answer
        due = due_of(judged)
        return self.acknowledging.seal(due) if due else None

    def _store(
        self, stored: Transaction, judged: Incoming, identity: MessageIdentity | None
    ) -> None:
        match judged:
            case Acknowledged():
                self._keep_acknowledgement(stored, judged)
            case Stray(waiting, reason):
                self._note(stored, AuditKind.STRAY, waiting, reason)
            case Received():
                self._keep_message(stored, judged, identity.digest if identity else "")
            case Unreadable():
                self._keep_unreadable(stored, judged)

    def _keep_acknowledgement(self, stored: Transaction, incoming: Acknowledged) -> None:
        if not self.acknowledging.take(stored, incoming):
            reason = "The acknowledgement answers no message that we sent there."
            detail = f"{reason}\n{incoming.sender}"
            self._note(stored, AuditKind.STRAY, incoming.waiting, detail)

    def _keep_unreadable(self, stored: Transaction, incoming: Unreadable) -> None:
        stored.messages.add_unreadable(incoming, self.actor.clock())
        kinds = (AuditKind.UNREADABLE, AuditKind.INCIDENT)[: 2 if incoming.incident else 1]
        for kind in kinds:
            self._note(stored, kind, incoming.waiting, incoming.reason)

    def _keep_message(self, stored: Transaction, incoming: Received, digest: str) -> None:
        message, waiting = incoming.message, incoming.waiting
        stored.messages.add(
            with_names(message, stored),
            Direction.IN,
            waiting.mailbox,
            self.actor.clock(),
            waiting.service_id,
            digest,
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


def _named(party: Party, stored: Transaction) -> Party:
    hit = stored.addresses.function(party.function) if party.function else None
    if hit is None or hit.function.organisation.participant != party.organisation:
        return party
    attention = party.attention
    if attention and not attention.function_label:
        attention = replace(attention, function_label=hit.function.name)
    return replace(party, label=party.label or hit.function.organisation.name, attention=attention)
