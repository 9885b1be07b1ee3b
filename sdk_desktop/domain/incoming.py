"""What was fetched, by what became of it, and the acknowledgement that is due for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sdk_desktop.domain.delivery import StatusReport
from sdk_desktop.domain.envelope import Envelope
from sdk_desktop.domain.errors import Finding, SdkError
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.message import Message


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that waits at the service; `service_id` is the service's own name for it."""

    service_id: str
    message_id: str
    mailbox: str
    created: datetime | None = None


@dataclass(frozen=True, slots=True)
class Came:
    """When a message came to a mailbox or was sent from it, and how it is known again.

    `service_id` is the service's own name for it; `digest` tells it from another of the same id.
    """

    mailbox: str
    at: datetime
    service_id: str = ""
    digest: str = ""
    direction: Direction = Direction.IN


@dataclass(frozen=True, slots=True)
class OutgoingAcknowledgement:
    """A sealed acknowledgement that must go back to `recipient`, where we acknowledge ourselves.

    `identifier` is its own, `message_id` that of the message which it answers, and `digest` the
    SHA-256 of the envelope in which that came: the very same one again gets the same answer, as
    its next `copy`, counted from 1.
    """

    identifier: str
    message_id: str
    recipient: str
    accepted: bool
    digest: str
    sealed: bytes = field(repr=False)
    attempts: int = 0
    copy: int = 1


@dataclass(frozen=True, slots=True)
class DueAcknowledgement:
    """The acknowledgement that is due where this client acknowledges, before it is sealed.

    `digest` is the SHA-256 (hex) of the envelope; without `causes` the message is accepted.
    """

    envelope: Envelope
    digest: str
    causes: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Received:
    """A message that could be read, and its bytes as they came."""

    waiting: Waiting
    message: Message
    raw: bytes = field(repr=False, compare=False)
    due: DueAcknowledgement | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A message that could not be read, or is rejected: its bytes as they came, and why.

    `reason` is an English sentence; further lines, if any, are more sentences, or name broken rules
    and their places. An `incident` concerns the organisation's security, as malware does. The
    `sender` is the organisation that it comes from, as far as that is known. `raw` is empty where
    the bytes could not be fetched whole: then it stays at the service, too. `function` is the
    recipient that its envelope names, where that is none of this client's mailboxes.
    """

    waiting: Waiting
    reason: str
    raw: bytes
    due: DueAcknowledgement | None = None
    incident: bool = False
    sender: str = ""
    function: str = ""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """An acknowledgement by `sender`; whether we sent what it is for is known from the store.

    `sealed` is its envelope as it came.
    """

    waiting: Waiting
    sender: str
    report: StatusReport
    sealed: bytes = field(default=b"", repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Repeated:
    """A message that is stored already: it is confirmed, and acknowledged again as before."""

    waiting: Waiting
    answer: OutgoingAcknowledgement | None = None


@dataclass(frozen=True, slots=True)
class Stray:
    """What is recorded and not stored, such as an acknowledgement that is not valid.

    `due` is the acknowledgement of a second copy, which is rejected.
    """

    waiting: Waiting
    reason: str
    due: DueAcknowledgement | None = None


@dataclass(frozen=True, slots=True)
class NotOurs:
    """What is for another organisation: it is neither stored nor confirmed."""

    waiting: Waiting


@dataclass(frozen=True, slots=True)
class LeftWaiting:
    """What may be for another computer of the organisation: neither stored nor confirmed.

    `function` is the recipient of a message, "" for an acknowledgement, which is from `sender` and
    `acknowledges` a message. `trouble` says that no computer fetches it.
    """

    waiting: Waiting
    function: str = ""
    sender: str = ""
    acknowledges: str = ""
    trouble: SdkError | None = None


@dataclass(frozen=True, slots=True)
class Undecided:
    """What cannot be decided now, for a reason outside it: neither stored nor confirmed."""

    waiting: Waiting
    reason: SdkError


Incoming = (
    Received | Unreadable | Acknowledged | Repeated | Stray | NotOurs | LeftWaiting | Undecided
)
