"""The context of a case: an unlocked client, the counterpart, and a clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sdk_desktop.conformance.counterpart import Observations, SandboxClient
from sdk_desktop.domain.audit import AuditEvent, AuditKind
from sdk_desktop.domain.conformance import Fact
from sdk_desktop.domain.delivery import LATE, Delivery, Status
from sdk_desktop.domain.draft import Draft, DraftRecipient
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.store.store import Store, Transaction
from sdk_desktop.usecases.workspace import Workspace

ROUND_TRIP = 5
"""Seconds in which an envelope goes there and its acknowledgement comes back."""

_MOST_TRIES = 3
_KINDS = {
    AuditKind.UNREADABLE: Fact.KEPT,
    AuditKind.INCIDENT: Fact.INCIDENT,
    AuditKind.STRAY: Fact.SET_ASIDE,
}


@dataclass(slots=True)
class SteppedClock:
    """A clock that passes only where it is advanced."""

    now: datetime

    def __call__(self) -> datetime:
        """Return the time."""
        return self.now

    def skip(self, seconds: float) -> None:
        """Advance the clock."""
        self.now += timedelta(seconds=seconds)


@dataclass(slots=True)
class CaseContext:
    """An unlocked client and its counterpart.

    `recipients` is whom the address book names, by function address; `partner` is the one to whom
    an ordinary message is sent. `wait` takes seconds; `patience` is how many of them an
    acknowledgement may take. Without a `controlled` counterpart only what we do ourselves can be
    run.
    """

    workspace: Workspace
    store: Store
    mailboxes: tuple[Mailbox, ...]
    wait: Callable[[float], None]
    patience: float = ROUND_TRIP
    recipients: Mapping[str, DraftRecipient] = field(default_factory=dict)
    partner: str = ""
    controlled: SandboxClient | None = None
    _seen: int = 0

    @property
    def sandbox(self) -> SandboxClient:
        """The counterpart that can be controlled; raise `Refused` where there is none."""
        if self.controlled is None:
            raise Refused("This counterpart cannot be steered.")
        return self.controlled

    def draft(self, function: str, **changes: object) -> Draft:
        """Return a draft to a function of the address book."""
        if function not in self.recipients:
            raise Refused("The address book does not list {address}.", address=function)
        return self._draft(self.recipients[function], changes)

    def own_draft(self, **changes: object) -> Draft:
        """Return a draft to our own mailbox."""
        own = self.mailboxes[0]
        to = DraftRecipient(own.organisation, own.organisation_name, own.address, own.name)
        return self._draft(to, changes)

    def send(self, draft: Draft) -> str:
        """Send a draft and submit it; return the message id."""
        (message_id,) = self.workspace.outbox.send(draft)
        self.synchronise()
        for _ in range(_MOST_TRIES):  # an earlier message that failed may be handed over before it
            if self.delivery(message_id).status is not Status.QUEUED:
                break
            self.synchronise()
        return message_id

    def exchange(self, seconds: float = ROUND_TRIP) -> None:
        """Receive and acknowledge what has come; then wait until that has arrived."""
        self.synchronise()
        self.wait(seconds)

    def synchronise(self) -> None:
        """Synchronise; a service that cannot be reached is seen by what is missing then."""
        try:
            self.workspace.synchronise()
        except Unavailable:
            return

    def delivery(self, message_id: str) -> Delivery:
        """Return the delivery of a message that was sent."""
        with self.store.read() as stored:
            return stored.deliveries.get(message_id)

    def clear(self) -> None:
        """Remove what is left of the case before."""
        if self.controlled is not None:
            self.controlled.clear()
        self.ignore_earlier_events()

    def ignore_earlier_events(self) -> None:
        """Ignore the events of the audit trail so far."""
        with self.store.read() as stored:
            self._seen = _newest(stored)

    def happened(self) -> list[AuditEvent]:
        """Return the events of this case in the audit trail, oldest first."""
        with self.store.read() as stored:
            rows = stored.audit.page(limit=_newest(stored) - self._seen)
        return [row.event for row in reversed(rows)]

    def _draft(self, to: DraftRecipient, changes: Mapping[str, object]) -> Draft:
        draft = replace(
            self.workspace.drafts.new(self.mailboxes[0].address),
            recipients=(to,),
            label="Conformance test",
            confidential=False,
            text="Conformance test",
        )
        return replace(draft, **changes)  # type: ignore[arg-type] # fields of Draft

    def received_facts(self, observations: Observations, function: str = "") -> Iterator[str]:
        """Return how what came was acknowledged and stored; `function` is its recipient."""
        yield from acknowledgement_facts(observations) or (Fact.SILENCE,)
        yield from self.incoming_facts(observations, function)

    def incoming_facts(self, observations: Observations, function: str = "") -> Iterator[str]:
        """Return how what came was stored."""
        events = self.happened()
        for event in events:
            if event.kind is AuditKind.RECEIVED:
                yield Fact.MISPLACED if function not in {"", event.mailbox} else Fact.TAKEN_IN
        for event in events:
            if event.kind in _KINDS:
                yield _KINDS[event.kind]
        if observations.waiting:
            yield Fact.WAITS


def _newest(stored: Transaction) -> int:
    """Return the number of the newest event of the audit trail, 0 where there is none."""
    return max((row.number for row in stored.audit.page(limit=1)), default=0)


def acknowledgement_facts(observations: Observations) -> tuple[str, ...]:
    """Return our acknowledgements as facts and codes."""
    return tuple(fact for answer in observations.acknowledgements for fact in _answer(answer))


def delivery_outcome(delivery: Delivery) -> str:
    """Return the outcome of a message of ours as a fact or a code."""
    if LATE in {event.code for event in delivery.events}:
        return Fact.LATE
    if delivery.rejected:
        return _rejected(f"{cause.code} {cause.title}".strip() for cause in delivery.causes)
    if delivery.status is Status.MESSAGE_EXCHANGE_ERROR:
        left = any(event.code == Status.SCHEDULED for event in delivery.events)
        return Fact.OVERDUE if left else Fact.UNSENDABLE
    return delivery.status.value


def _answer(answer: Mapping[str, object]) -> Iterator[str]:
    if not answer["sound"]:
        yield Fact.UNREADABLE_ANSWER
        return
    causes = answer["causes"]
    yield _rejected(map(str, causes)) if isinstance(causes, list) and causes else "ACCEPTED"
    if answer["repeats"]:
        yield Fact.REPEATED


def _rejected(causes: Iterable[str]) -> str:
    """A fault may be named at several places; each of its codes counts once."""
    return f"REJECTED {' + '.join(dict.fromkeys(causes))}"
