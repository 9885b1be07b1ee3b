"""What a case works with: an unlocked client, the counterpart, and time that passes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sdk_desktop.conformance.counterpart import Heard, Sandbox
from sdk_desktop.domain.audit import AuditEvent, AuditKind
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.conformance import Fact
from sdk_desktop.domain.delivery import LATE, Delivery, Status
from sdk_desktop.domain.draft import Draft, DraftRecipient
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.store.store import Store
from sdk_desktop.usecases.workspace import Workspace

MOMENT = 5
"""Seconds in which an envelope goes there and its acknowledgement comes back."""

_MOST_TRIES = 3
_KINDS = {
    AuditKind.UNREADABLE: Fact.KEPT,
    AuditKind.INCIDENT: Fact.INCIDENT,
    AuditKind.STRAY: Fact.ASIDE,
}


@dataclass(slots=True)
class Skipping:
    """A clock from which time can be skipped."""

    clock: Clock
    skipped: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        """Return the time."""
        return self.clock() + self.skipped

    def skip(self, seconds: float) -> None:
        """Let time pass at once."""
        self.skipped += timedelta(seconds=seconds)


@dataclass(slots=True)
class CaseContext:
    """An unlocked client and its counterpart.

    `recipients` is whom the address book names, by function address; `partner` is the one to whom
    an ordinary message is sent. `wait` lets seconds pass; `patience` is how many of them an
    acknowledgement may take. Without a `steered` counterpart only what we do ourselves can be run.
    """

    workspace: Workspace
    store: Store
    mailboxes: tuple[Mailbox, ...]
    wait: Callable[[float], None]
    patience: float = MOMENT
    recipients: Mapping[str, DraftRecipient] = field(default_factory=dict)
    partner: str = ""
    steered: Sandbox | None = None
    _seen: int = 0

    @property
    def sandbox(self) -> Sandbox:
        """The counterpart that can be steered."""
        if self.steered is None:
            raise Refused("This counterpart cannot be steered.")
        return self.steered

    def draft(self, function: str, **changes: object) -> Draft:
        """Write a message to a function of the address book."""
        if function not in self.recipients:
            raise Refused("The address book does not list {address}.", address=function)
        return self._draft(self.recipients[function], changes)

    def own_draft(self, **changes: object) -> Draft:
        """Write a message to our own mailbox."""
        own = self.mailboxes[0]
        to = DraftRecipient(own.organisation, own.organisation_name, own.address, own.name)
        return self._draft(to, changes)

    def send(self, draft: Draft) -> str:
        """Send a draft, and hand it over; gives the message id."""
        (message_id,) = self.workspace.outbox.send(draft)
        self.synchronise()
        for _ in range(_MOST_TRIES):  # what failed before may go first, and stand in the way
            if self.delivery(message_id).status is not Status.QUEUED:
                break
            self.synchronise()
        return message_id

    def exchange(self, seconds: float = MOMENT) -> None:
        """Take in what has come and answer it; then let that arrive."""
        self.synchronise()
        self.wait(seconds)

    def synchronise(self) -> None:
        """Talk to the access point; that somebody is silent is seen by what is left undone."""
        try:
            self.workspace.synchronise()
        except Unavailable:
            return

    def delivery(self, message_id: str) -> Delivery:
        """Return what is known of a message that was sent."""
        with self.store.read() as stored:
            return stored.deliveries.get(message_id)

    def tidy(self) -> None:
        """Let the next case begin with nothing left of this one."""
        if self.steered is not None:
            self.steered.tidy()
        self.skim()

    def skim(self) -> None:
        """Look only at what happens from now on."""
        with self.store.read() as stored:
            self._seen = max((row.number for row in stored.audit.page(limit=1)), default=0)

    def happened(self) -> list[AuditEvent]:
        """Return what the audit trail says of this case, oldest first."""
        with self.store.read() as stored:
            rows = stored.audit.page(limit=500)
        return [row.event for row in reversed(rows) if row.number > self._seen]

    def _draft(self, to: DraftRecipient, changes: Mapping[str, object]) -> Draft:
        draft = replace(
            self.workspace.drafts.new(self.mailboxes[0].address),
            recipients=(to,),
            label="Conformance test",
            confidential=False,
            text="Conformance test",
        )
        return replace(draft, **changes)  # type: ignore[arg-type] # fields of Draft

    def received(self, heard: Heard, function: str = "") -> Iterator[str]:
        """Say what was answered, and what became of what came; `function` is whom it was for."""
        yield from answers(heard) or (Fact.SILENCE,)
        yield from self.kept(heard, function)

    def kept(self, heard: Heard, function: str = "") -> Iterator[str]:
        """Say what became of what came."""
        for event in self.happened():
            if event.kind is AuditKind.RECEIVED:
                yield Fact.MISPLACED if function not in {"", event.mailbox} else Fact.TAKEN
        for event in self.happened():
            if event.kind in _KINDS:
                yield _KINDS[event.kind]
        if heard.waiting:
            yield Fact.WAITS


def answers(heard: Heard) -> tuple[str, ...]:
    """Say what was answered, in codes."""
    return tuple(fact for answer in heard.answers for fact in _answer(answer))


def told(delivery: Delivery) -> str:
    """Say how a message of ours fared, in codes where they say it all."""
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
