"""The records of one organisation's message service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from sdk_desktop.domain.address import Organisation
from sdk_desktop.domain.delivery import DeliveryEvent, Status
from sdk_desktop.domain.message import Message
from sdk_desktop.exchange.validation import Receiver


@dataclass(slots=True)
class OutgoingRecord:
    """A message that was submitted, its status and its events, oldest first."""

    service_id: str
    message: Message
    status: Status = Status.SCHEDULED
    events: list[DeliveryEvent] = field(default_factory=list)

    @property
    def function(self) -> str:
        """The mailbox it was sent from."""
        return self.message.sender.function

    @property
    def final(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.status.final

    def move(self, status: Status, time: datetime, title: str = "", detail: str = "") -> None:
        """Change its status and record when."""
        self.status = status
        self.events.append(DeliveryEvent(status, time, title, detail))


@dataclass(frozen=True, slots=True)
class IncomingRecord:
    """A message that has waited in a mailbox since `created`.

    One that breaks a rule has no `message`, only what its XML said as `attributes`; one that is
    not even XML has neither.
    """

    service_id: str
    function: str
    created: datetime
    message: Message | None = None
    attributes: Mapping[str, object] = field(default_factory=dict)

    @property
    def readable(self) -> bool:
        """Whether a client can be given anything of it."""
        return self.message is not None or bool(self.attributes)

    @property
    def final(self) -> bool:
        """Whether it may be deleted: it has been acknowledged."""
        return True


Record = OutgoingRecord | IncomingRecord


@dataclass(slots=True)
class SandboxMember:
    """One organisation's message service; `seen` outlives what was deleted."""

    organisation: Organisation
    functions: frozenset[str]
    file_types: frozenset[str] | None = None
    outgoing: dict[str, OutgoingRecord] = field(default_factory=dict)
    incoming: dict[str, IncomingRecord] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)

    @property
    def participant(self) -> str:
        """The organisation's participant identifier."""
        return self.organisation.participant

    @property
    def receiver(self) -> Receiver:
        """What this organisation validates messages against."""
        return Receiver(self.functions, self.seen, self.refused, self.file_types)

    def put_in_mailbox(self, message: Message) -> None:
        """Put an accepted message in its mailbox."""
        service_id = str(uuid5(NAMESPACE_URL, f"{message.recipient.function}/{message.message_id}"))
        self.seen.add(message.message_id)
        self.incoming[service_id] = IncomingRecord(
            service_id, message.recipient.function, message.created, message
        )

    def records(self) -> Iterator[Record]:
        """Return all records, in order of arrival."""
        yield from self.incoming.values()
        yield from self.outgoing.values()

    def find(self, identifier: str) -> Record | None:
        """Find by the service's own id or by that of the message, outgoing first."""
        for known in (self.outgoing.get(identifier), self.incoming.get(identifier)):
            if known is not None:
                return known
        matching = (r for r in self.records() if r.message and r.message.message_id == identifier)
        return next(matching, None)

    def delete(self, record: Record) -> None:
        """Delete a record."""
        self.outgoing.pop(record.service_id, None)
        self.incoming.pop(record.service_id, None)
