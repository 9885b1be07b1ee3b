"""Taking in what waits at the message service."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.errors import Refused, Unavailable, Untrusted
from sdk_desktop.domain.incoming import (
    Acknowledged,
    Incoming,
    Received,
    Repeated,
    Stray,
    Unreadable,
    Waiting,
)
from sdk_desktop.domain.mailbox import Direction, Mailbox
from sdk_desktop.domain.message import Message, Party
from sdk_desktop.domain.persons import persons_of
from sdk_desktop.service.message_service import MessageService
from sdk_desktop.store.store import Store, Transaction
from sdk_desktop.usecases.acknowledging import Acknowledging
from sdk_desktop.usecases.actor import Actor
from sdk_desktop.usecases.safekeeping import Release, Safekeeping

PATIENCE = 3
"""So many fetches in a row without any answer mean that the service is away."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Intake:
    """How many messages came in readable, and how many did not."""

    received: int
    unreadable: int


class Receiving:
    """Fetches, stores, and only then tells the service that it may delete.

    Where the plan says so, what came stays at the service until a backup holds it.
    """

    def __init__(
        self,
        store: Store,
        service: MessageService,
        actor: Actor,
        acknowledging: Acknowledging,
        safekeeping: Safekeeping,
    ) -> None:
        """Fetch from a service into a store."""
        self._store = store
        self._service = service
        self._actor = actor
        self._acknowledging = acknowledging
        self._safekeeping = safekeeping
        self._unanswered = 0

    def receive(self, mailboxes: tuple[Mailbox, ...]) -> Intake:
        """Take in what waits for these mailboxes; one bad message never stops the next.

        Nor does a mailbox that the service refuses: that is raised when the others are done.
        """
        received = unreadable = self._unanswered = 0
        refusals: list[Refused] = []
        release = self._safekeeping.release()
        for mailbox in mailboxes:
            waiting = self._waiting(mailbox, refusals)
            kept = self._kept(waiting, release)
            for one in waiting:
                incoming = self._take_in(one, kept, release)
                received += isinstance(incoming, Received)
                unreadable += isinstance(incoming, Unreadable)
        if refusals:
            raise refusals[0]
        with self._store.begin() as stored:
            stored.fetches.done("messages", self._actor.clock())
        return Intake(received, unreadable)

    def _waiting(self, mailbox: Mailbox, refusals: list[Refused]) -> tuple[Waiting, ...]:
        try:
            return self._service.waiting(mailbox.address)
        except Refused as error:
            _log.info("a mailbox is refused: %s", error.text)
            refusals.append(error)
            return ()

    def _kept(self, waiting: tuple[Waiting, ...], release: Release) -> dict[Waiting, bool]:
        """Give those that the store has, and whether the service may delete them."""
        with self._store.read() as stored:
            kept = [one for one in waiting if stored.messages.known(one.message_id, one.service_id)]
            settled = [
                one
                for one in kept
                if self._service.gives_all or stored.messages.known(one.message_id)
            ]
            released = release.of(stored, settled)
        return {one: one in released for one in kept}

    def _take_in(
        self, waiting: Waiting, kept: Mapping[Waiting, bool], release: Release
    ) -> Incoming | None:
        """Give what was new; None when it was there already or cannot be had just now.

        What cannot be read stays at the service, too, unless we have all of it. A store that takes
        nothing more, as on a full disk, is raised: fetching the next message would not help.
        """
        if waiting in kept:
            if kept[waiting]:
                self._confirm(waiting)
            return None
        incoming = self._fetched(waiting)
        if incoming is None:
            return None
        self._keep(incoming)
        if self._may_go(incoming, release):
            self._confirm(waiting)
        return incoming

    def _fetched(self, waiting: Waiting) -> Incoming | None:
        """Fetch; a service that is silent again and again must not hold up what is to be sent."""
        try:
            incoming = self._service.fetch(waiting)
        except (Unavailable, Refused, Untrusted) as error:
            _log.info("message %s cannot be had: %s", waiting.message_id, error.text)
            answered = isinstance(error, Refused) or "status" in error.values
            self._unanswered = 0 if answered else self._unanswered + 1
            if self._unanswered >= PATIENCE:
                raise
            return None
        self._unanswered = 0
        return incoming

    def _may_go(self, incoming: Incoming, release: Release) -> bool:
        """Tell whether the service may delete what has just been kept."""
        match incoming:
            case Received():
                return release.at_once
            case Unreadable():
                return self._service.gives_all and release.at_once
            case _:
                return True

    def _confirm(self, waiting: Waiting) -> None:
        try:
            self._service.confirm(waiting)
        except (Unavailable, Refused) as error:
            _log.info("message %s stays at the service: %s", waiting.message_id, error.text)

    def _keep(self, incoming: Incoming) -> None:
        """Store what came, and queue what must go back, in one transaction."""
        with self._store.begin() as stored:
            match incoming:
                case Acknowledged():
                    if not self._acknowledging.take(stored, incoming):
                        reason = "The acknowledgement answers no message that we sent there."
                        self._note_stray(stored, incoming.waiting, reason)
                case Stray():
                    self._note_stray(stored, incoming.waiting, incoming.reason)
                    if incoming.answer is not None:
                        stored.answers.queue(incoming.answer)
                case Repeated():
                    stored.answers.queue(incoming.answer)
                case Received() | Unreadable():
                    self._keep_new(stored, incoming)

    def _keep_new(self, stored: Transaction, incoming: Received | Unreadable) -> None:
        """Keep what came, unless another window on the same store was faster."""
        if stored.messages.known("", incoming.waiting.service_id):
            return
        if isinstance(incoming, Received):
            self._keep_message(stored, incoming)
        else:
            self._keep_unreadable(stored, incoming)
        if incoming.answer is not None:
            stored.answers.queue(incoming.answer)

    def _keep_unreadable(self, stored: Transaction, incoming: Unreadable) -> None:
        stored.messages.add_unreadable(incoming, self._actor.clock())
        kinds = (AuditKind.UNREADABLE, AuditKind.INCIDENT)[: 2 if incoming.incident else 1]
        for kind in kinds:
            self._note(stored, kind, incoming.waiting, incoming.reason)

    def _note_stray(self, stored: Transaction, waiting: Waiting, reason: str) -> None:
        _log.info("%s is for nobody here: %s", waiting.service_id, reason)
        self._note(stored, AuditKind.STRAY, waiting, reason)

    def _note(self, stored: Transaction, kind: AuditKind, waiting: Waiting, detail: str) -> None:
        event = self._actor.system_event(
            kind, mailbox=waiting.mailbox, message_id=waiting.message_id, detail=detail
        )
        stored.audit.add(event)

    def _keep_message(self, stored: Transaction, incoming: Received) -> None:
        message, waiting = incoming.message, incoming.waiting
        if stored.messages.known(message.message_id, ""):
            return
        stored.messages.add(
            with_names(message, stored),
            Direction.IN,
            waiting.mailbox,
            self._actor.clock(),
            waiting.service_id,
        )
        stored.audit.add(
            self._actor.system_event(
                AuditKind.RECEIVED,
                mailbox=waiting.mailbox,
                message_id=message.message_id,
                person=persons_of(message),
            )
        )


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
