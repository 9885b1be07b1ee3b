"""Requests to the ledger and its responses as values; all content in them is sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from uuid import UUID

from sdk_desktop.domain.roles import Role

FORMAT = 3
"""The format of records and of the ledger that this program knows."""


class RecordKind(IntEnum):
    """What a record is about; the server knows only `MEMBER`, which a manager writes."""

    MEMBER = 1
    CONTENT = 2
    CARE = 3
    DELIVERY = 4
    ANSWER = 5
    SEALED = 6
    NOTE = 7
    DRAFT = 8
    PURGE = 9
    ARRIVAL = 10
    """What came under a name of the message service, and what it was judged to be."""
    ERASURE = 11
    """That nothing is left at a computer of what a decision erased."""
    TICKET = 12
    """That whoever has a secret is let in once; a manager signs it."""
    PEOPLE = 13
    """Who works with the mailbox at a computer, and what they may do there."""


class Outcome(StrEnum):
    """What became of a change."""

    OK = "ok"
    AGAIN = "again"
    """It had been done already, by this very change."""
    WITHDRAWN = "withdrawn"
    """It had been withdrawn before it came."""
    BEHIND = "behind"
    """A record or the key is no longer what the caller has seen."""
    DEPOSED = "deposed"
    """Another device leads."""
    FORKED = "forked"
    """The ledger has lost or changed what the caller has seen."""
    HEALING = "healing"
    """The ledger has lost something, and not all devices have offered what they have."""
    DONE = "done"
    """What was to be withdrawn is done."""
    OLD_CLIENT = "old client"
    REFUSED = "refused"
    """The device's role does not allow it."""


@dataclass(frozen=True, slots=True)
class ChainPoint:
    """A place in a mailbox's audit chain: the number of an event and the digest there."""

    number: int = 0
    digest: bytes = b""


@dataclass(frozen=True, slots=True)
class Place:
    """How far a copy has read a mailbox: position, place in the audit chain, and epoch there."""

    position: int = 0
    end: ChainPoint = field(default_factory=ChainPoint)
    epoch: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """The newest that a mailbox has: position of a record, end of the chain, epoch of the key."""

    position: int
    end: ChainPoint
    epoch: int


@dataclass(frozen=True, slots=True)
class MailboxHistory:
    """Which history a mailbox has: another one whenever its ledger has lost something.

    `is_healing` until all devices have offered what they have of the history before.
    """

    incarnation: UUID
    is_healing: bool


@dataclass(frozen=True, slots=True)
class SealedRecord:
    """A version of a record; `sealed` is None where it has been purged.

    `kind` is a number, for a newer client may write kinds that this one does not know.
    """

    id: UUID
    kind: int
    version: int
    epoch: int
    sealed: bytes | None
    compartment: UUID | None = None


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record, its place in the order, the number of the change that wrote it, and when."""

    record: SealedRecord
    position: int
    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class SealedEvent:
    """What a device says of its change, sealed under the key of an epoch, and its signature."""

    epoch: int
    sealed: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event in its place in the chain, and the position of the last record until then.

    `device` and `at` are the server's word.
    """

    event: SealedEvent
    change: UUID
    end: ChainPoint
    position: int
    device: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class PublicDevice:
    """A device's public keys; its id is a digest of them."""

    id: UUID
    signing: bytes
    opening: bytes


@dataclass(frozen=True, slots=True)
class Membership:
    """The roles and wrapped keys that a manager's change sets.

    Roles are set whole: a device without any is out. `wraps` are by device or recovery paper.
    """

    roles: Mapping[UUID, frozenset[Role]] = field(default_factory=dict)
    wraps: Mapping[UUID, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one mailbox, done whole or not at all.

    `known` is the newest place in the chain that this device has met. `term` is given by whoever
    acts as the leader; `withdraws` is another change that must not be done any longer; `erased`
    are files whose pieces are deleted. `incarnation` is that of the history that it is made for;
    while that is healed the ledger only takes what `offers` something that it had.
    """

    mailbox: UUID
    id: UUID
    known: ChainPoint
    event: SealedEvent
    records: tuple[SealedRecord, ...] = ()
    term: int | None = None
    withdraws: UUID | None = None
    erased: tuple[UUID, ...] = ()
    membership: Membership = field(default_factory=Membership)
    incarnation: UUID | None = None
    offers: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a change, where the mailbox is now, and when that was, by the server."""

    outcome: Outcome
    head: Head | None
    at: datetime


@dataclass(frozen=True, slots=True)
class News:
    """Whole changes that follow a place in a mailbox; `head` is where the ledger was then."""

    head: Head
    history: MailboxHistory
    records: tuple[StoredRecord, ...]
    events: tuple[StoredEvent, ...]


@dataclass(frozen=True, slots=True)
class LedgerFacts:
    """What a ledger is: its format, the oldest client that may write, which one, and its time."""

    format: int
    least_client: int
    incarnation: UUID
    time: datetime
    standby: str
    """How commits wait for a standby server: "" where they do not."""
