"""What has come for us, and what must go back for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sdk_desktop.domain.delivery import StatusReport
from sdk_desktop.domain.envelope import Envelope
from sdk_desktop.domain.errors import Finding, SdkError
from sdk_desktop.domain.message import Message


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that waits at the service; `service_id` is the service's own name for it."""

    service_id: str
    message_id: str
    mailbox: str
    created: datetime | None = None


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
    """What a message must be answered where we acknowledge ourselves, before it is sealed.

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
    """A message that could not be read, or was not taken: its bytes as they came, and why.

    `reason` is an English sentence; further lines, if any, are more sentences, or name broken rules
    and their places. An `incident` is for those who watch over the organisation's security. The
    `sender` is the organisation that it comes from, as far as that is known. Nothing in `raw` means
    that it could not be taken in whole, so that it stays where it is. `function` is whom its
    envelope names where that is none of this client's mailboxes.
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
    """What `sender` answered to a message; whether it is one of ours is for the store to say."""

    waiting: Waiting
    sender: str
    report: StatusReport


@dataclass(frozen=True, slots=True)
class Repeated:
    """A message that came before: it is let go, and gets the same answer again if it had one."""

    waiting: Waiting
    answer: OutgoingAcknowledgement | None = None


@dataclass(frozen=True, slots=True)
class Stray:
    """What is not to be kept, such as an acknowledgement that cannot be believed, or a second copy.

    What was rejected is answered all the same.
    """

    waiting: Waiting
    reason: str
    due: DueAcknowledgement | None = None


@dataclass(frozen=True, slots=True)
class NotOurs:
    """What another organisation must get: it is neither kept nor let go."""

    waiting: Waiting


@dataclass(frozen=True, slots=True)
class LeftWaiting:
    """What another computer of the organisation may wait for: neither kept nor let go.

    `function` is whom a message is for, "" for an acknowledgement, which is from `sender`. The
    `trouble` is that nobody takes it in.
    """

    waiting: Waiting
    function: str = ""
    sender: str = ""
    trouble: SdkError | None = None


@dataclass(frozen=True, slots=True)
class Undecided:
    """What nobody can judge just now, for a reason that is not its own: it stays where it is."""

    waiting: Waiting
    reason: SdkError


Incoming = (
    Received | Unreadable | Acknowledged | Repeated | Stray | NotOurs | LeftWaiting | Undecided
)
