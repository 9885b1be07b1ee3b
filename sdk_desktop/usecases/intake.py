"""Stores what was fetched, with its acknowledgement and audit event in the same transaction.

The message service opens and validates a message; `recognising` decides what needs the store.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sdk_desktop.domain.address import AddressHit
from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.errors import InvalidMessage, Refused, Unavailable, Untrusted
from sdk_desktop.domain.identity import MessageIdentity
from sdk_desktop.domain.incoming import (
    Acknowledged,
    Came,
    Incoming,
    LeftWaiting,
    NotOurs,
    OutgoingAcknowledgement,
    Received,
    Repeated,
    Stray,
    Undecided,
    Unreadable,
    Waiting,
)
from sdk_desktop.domain.message import Message, Party
from sdk_desktop.store.fetches import LEFT
from sdk_desktop.store.store import Store, Transaction
from sdk_desktop.usecases.acknowledging import Acknowledging
from sdk_desktop.usecases.actor import Actor
from sdk_desktop.usecases.keeping import (
    Standing,
    Surroundings,
    keep_message,
    keep_unreadable,
    note,
)
from sdk_desktop.usecases.recognising import due_of, identity_of, recognised

if TYPE_CHECKING:
    from sdk_desktop.usecases.shared.deliveries import SharedDeliveries
    from sdk_desktop.usecases.shared.intake import SharedIntake

LEFT_FOR = timedelta(days=1)
"""So long an acknowledgement waits for another computer that may have sent the message."""

Find = Callable[[str], AddressHit | None]
"""Finds a function in the address book by its address."""

_FOREIGN = "The acknowledgement answers no message that we sent there."


@dataclass(frozen=True, slots=True)
class Intake:
    """Stores what was fetched, unless another window on the same store has done so meanwhile."""

    store: Store
    actor: Actor
    acknowledging: Acknowledging
    shared: SharedIntake | None = None
    deliveries: SharedDeliveries | None = None
    answer_days: Mapping[str, int] = field(default_factory=dict)

    def keep(self, incoming: Incoming) -> Incoming | None:
        """Store what came, and queue its acknowledgement; return what it was stored as.

        `Undecided`, `NotOurs` and `LeftWaiting` are returned and not stored. Return None, and store
        nothing, when another window has meanwhile stored what changes the decision: it is fetched
        and decided anew in the next round.
        """
        if isinstance(incoming, Undecided | NotOurs):
            return incoming
        identity = identity_of(incoming) if isinstance(incoming, Received) else None
        with self.store.read() as stored:
            standing = self.standing(stored, [incoming.waiting])[incoming.waiting]
            if standing is not Standing.NEW:
                return None if standing is Standing.WAITS else incoming
            judged = recognised(stored, incoming, identity)
        if isinstance(judged, LeftWaiting):
            return self._leave(judged)
        return self._keep(judged, incoming, identity)

    def may_wait(self, incoming: Received) -> bool:
        """Return whether a message may be stored together with others.

        Not where it is acknowledged from here, or a ledger is to have it first.
        """
        return incoming.due is None and self.shared is None

    def without_bytes(self, incoming: Received) -> Received:
        """Return a message without its bytes as they came, which are kept of one in conflict only.

        Where its id is known it keeps them.
        """
        with self.store.read() as stored:
            known = stored.history.identities(incoming.message.message_id)
        return incoming if known else replace(incoming, raw=b"")

    def keep_together(self, fetched: Sequence[Received]) -> tuple[Incoming | None, ...]:
        """Store messages that may wait in one transaction; return of each what `keep` does."""
        identified = [(one, identity_of(one)) for one in fetched]
        with self.store.begin() as stored:
            there = stored.history.known([one.waiting.service_id for one in fetched])
            around = Surroundings(stored, [one.message for one in fetched])
            return tuple(
                one
                if one.waiting.service_id in there
                else self._keep_new(stored, one, identity, around)
                for one, identity in identified
            )

    def standing(self, stored: Transaction, waiting: Sequence[Waiting]) -> dict[Waiting, Standing]:
        """Return how far it is with what waits at the message service."""
        known = stored.history.known([one.service_id for one in waiting])
        standing = {
            one: Standing.KEPT if one.service_id in known else Standing.NEW for one in waiting
        }
        if self.shared is not None:
            for one in waiting:
                standing[one] = self.shared.standing(stored, one.service_id) or standing[one]
        return standing

    def _keep(
        self, judged: Incoming, incoming: Incoming, identity: MessageIdentity | None
    ) -> Incoming | None:
        try:
            answer = self._answer(judged)
        except (Unavailable, Refused, Untrusted, InvalidMessage) as error:
            return Undecided(incoming.waiting, error)
        if isinstance(judged, Acknowledged) and self._is_of_shared(judged):
            return self._take_shared(judged)
        if self._shares(judged):
            digest = identity.digest if identity else ""
            return self._keep_shared(judged, answer, digest)
        with self.store.begin() as stored:
            if stored.history.known([incoming.waiting.service_id]):
                return incoming
            if recognised(stored, incoming, identity) != judged:
                return None
            messages = [judged.message] if isinstance(judged, Received) else []
            row = self._store(stored, judged, identity, Surroundings(stored, messages))
            if answer is not None:
                stored.answers.queue(answer, row)
        return judged

    def _keep_new(
        self,
        stored: Transaction,
        fetched: Received,
        identity: MessageIdentity,
        around: Surroundings,
    ) -> Incoming | None:
        may_differ = around.knows(fetched.message)
        judged = recognised(stored, fetched, identity) if may_differ else fetched
        if isinstance(judged, Unreadable) and not judged.raw:
            return None
        self._store(stored, judged, identity, around)
        return judged

    def _leave(self, left: LeftWaiting) -> Incoming:
        """Leave something to another computer, for a day; an acknowledgement is then let go."""
        name, now = f"{LEFT}{left.waiting.service_id}", self.actor.clock()
        with self.store.begin() as stored:
            since = stored.fetches.last(name)
            if since is None or now < since:
                stored.fetches.done(name, now)
            if since is None and not left.function:
                detail = f"{_FOREIGN}\n{left.sender}"
                note(stored, self.actor, AuditKind.STRAY, left.waiting, detail)
            if since is None or now - since < LEFT_FOR:
                return left
            if left.function:
                return replace(left, trouble=_nobody_takes(stored, left.function))
        stray = Stray(left.waiting, _FOREIGN)
        if self.shared is None or not self._shares(stray):
            return stray
        return self.shared.let_go(stray, left.acknowledges) or left

    def _answer(self, judged: Incoming) -> OutgoingAcknowledgement | None:
        if isinstance(judged, Repeated):
            return judged.answer
        due = due_of(judged)
        return self.acknowledging.seal(due) if due else None

    def _store(
        self,
        stored: Transaction,
        judged: Incoming,
        identity: MessageIdentity | None,
        around: Surroundings,
    ) -> int | None:
        """Store what came; return the row of a message, also of one that cannot be read."""
        match judged:
            case Acknowledged():
                self._keep_acknowledgement(stored, judged)
            case Stray(waiting, reason):
                note(stored, self.actor, AuditKind.STRAY, waiting, reason)
            case Received(waiting, message):
                digest = identity.digest if identity else ""
                came = Came(waiting.mailbox, self.actor.clock(), waiting.service_id, digest)
                named = with_names(message, around.function)
                inherited = around.inherited(named, waiting.mailbox)
                days = self.answer_days.get(came.mailbox, 0)
                return keep_message(stored, self.actor, named, came, inherited, days)
            case Unreadable():
                came = Came(judged.waiting.mailbox, self.actor.clock())
                return keep_unreadable(stored, self.actor, judged, came)
        return None

    def _keep_acknowledgement(self, stored: Transaction, incoming: Acknowledged) -> None:
        if not self.acknowledging.take(stored, incoming):
            detail = f"{_FOREIGN}\n{incoming.sender}"
            note(stored, self.actor, AuditKind.STRAY, incoming.waiting, detail)

    def _shares(self, judged: Incoming) -> bool:
        if self.shared is None or isinstance(judged, Acknowledged):
            return False
        with self.store.read() as stored:
            return self.shared.shares(stored, judged.waiting.mailbox)

    def _is_of_shared(self, incoming: Acknowledged) -> bool:
        message_id = incoming.report.message_id
        return self.deliveries is not None and self.deliveries.address_of(message_id) is not None

    def _take_shared(self, incoming: Acknowledged) -> Incoming | None:
        """Let the ledger have an acknowledgement before it is marked at the service (rule R10)."""
        if self.shared is None or self.deliveries is None:
            return None
        with self.store.read() as stored:
            moved = self.acknowledging.moved(stored, incoming)
        if moved is None:
            stray = Stray(incoming.waiting, f"{_FOREIGN}\n{incoming.sender}")
            return self.shared.keep(stray, None, "")
        before, after = moved
        if self.deliveries.moved(before, after, arrived=incoming.waiting):
            with self.store.begin() as stored:
                self.acknowledging.keep(stored, incoming, before, after)
            return incoming
        self.shared.ledgers.leave()
        return None

    def _keep_shared(
        self, judged: Incoming, answer: OutgoingAcknowledgement | None, digest: str
    ) -> Incoming | None:
        if self.shared is None:
            return None
        if isinstance(judged, Received):
            with self.store.read() as stored:
                named = with_names(judged.message, stored.addresses.function)
            judged = replace(judged, message=named)
        return self.shared.keep(judged, answer, digest)


def with_names(message: Message, find: Find) -> Message:
    """Fill in names from the address book: the REST API does not carry them all."""
    return replace(
        message, sender=_named(message.sender, find), recipient=_named(message.recipient, find)
    )


def _nobody_takes(stored: Transaction, function: str) -> Refused:
    hit = stored.addresses.function(function)
    return Refused(
        "A message for {function} has waited at the access point for a day, and no mailbox here"
        " takes it in. Start the computer that serves that function, or add it in the settings.",
        function=hit.function.name if hit else function,
    )


def _named(party: Party, find: Find) -> Party:
    hit = find(party.function) if party.function else None
    if hit is None or hit.function.organisation.participant != party.organisation:
        return party
    attention = party.attention
    if attention and not attention.function_label:
        attention = replace(attention, function_label=hit.function.name)
    return replace(party, label=party.label or hit.function.organisation.name, attention=attention)
