"""What is known of an outgoing message's way to its recipient.

Source: message-service-api.md §Statuses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum, StrEnum, auto

from sdk_desktop.domain.message import Message

REST = timedelta(minutes=5)
"""How long a proxy or a service may sit on a request before it takes it."""
TAKE_BACK = timedelta(seconds=20)
"""How long what a person sends can be taken back before it leaves."""
FIRST_DELAY = timedelta(seconds=30)
LONGEST_DELAY = timedelta(hours=1)
CLAIM_TIME = timedelta(minutes=10)
"""A claim older than this belonged to a process that died."""
LONGEST_CLAIM = timedelta(hours=1)
"""So far ahead a claim may be set, for a request that takes longer than `CLAIM_TIME`."""


class Status(StrEnum):
    """`messageStatus`, with our own first state before it."""

    QUEUED = "QUEUED"
    SCHEDULED = "SCHEDULED"
    SUBMITTED = "SUBMITTED"
    SCHEDULED_FOR_RESEND = "SCHEDULED_FOR_RESEND"
    ACKNOWLEDGE = "ACKNOWLEDGE"
    WAITING_FOR_RECEIPT = "WAITING_FOR_RECEIPT"
    ACCEPTED = "ACCEPTED"
    REJECTED = "REJECTED"
    MESSAGE_EXCHANGE_ERROR = "MESSAGE_EXCHANGE_ERROR"
    ERROR = "ERROR"
    TAKEN_BACK = "TAKEN_BACK"
    """Our word for what its sender took back before it left; other computers forget it then."""
    UNACKNOWLEDGED = "UNACKNOWLEDGED"
    """Our word for a failure after which nobody knows whether the message arrived; see `shown`."""
    UNKNOWN = "UNKNOWN"
    """The service said something that no specification names; the events have its word."""

    @property
    def final(self) -> bool:
        """Return whether nothing more will come."""
        return self in _FINAL

    @property
    def failed(self) -> bool:
        """Return whether somebody has to act."""
        return self in _FAILED

    @classmethod
    def read(cls, code: str) -> Status:
        """Return the status of a code, `UNKNOWN` for one that we do not know."""
        return cls(code) if code in cls.__members__ else cls.UNKNOWN


_FINAL = frozenset(
    {Status.ACCEPTED, Status.REJECTED, Status.MESSAGE_EXCHANGE_ERROR, Status.TAKEN_BACK}
)
_FAILED = frozenset(
    {Status.REJECTED, Status.MESSAGE_EXCHANGE_ERROR, Status.ERROR, Status.UNACKNOWLEDGED}
)
_REACHED = frozenset({Status.ACKNOWLEDGE, Status.WAITING_FOR_RECEIPT})
_SIGNS_OF_A_TIME_OUT = ("time-out", "timeout", "timed out", "time out", "not acknowledged")


class Arrival(Enum):
    """Whether a sent message has arrived, as far as we know; what needs somebody comes first."""

    REJECTED = auto()
    UNDELIVERED = auto()
    UNKNOWN = auto()
    WAITING = auto()
    ACCEPTED = auto()

    @classmethod
    def of(cls, shown: Status | None, *, rejected: bool) -> Arrival:
        """Return it of a status as users are shown it, None for one that is not known yet."""
        match shown:
            case Status.REJECTED:
                return cls.REJECTED
            case Status.UNACKNOWLEDGED:
                return cls.UNKNOWN
            case Status.ACCEPTED:
                return cls.ACCEPTED
            case Status() if shown.failed:
                return cls.REJECTED if rejected else cls.UNDELIVERED
            case _:
                return cls.WAITING


@dataclass(frozen=True, slots=True)
class ListState:
    """How many recipients of a distribution list are how far; those most in need come first."""

    counts: tuple[tuple[Arrival, int], ...]

    @classmethod
    def of(cls, arrivals: Iterable[Arrival]) -> ListState:
        """Return it of the arrivals, one for each recipient."""
        counted = Counter(arrivals)
        return cls(tuple((one, counted[one]) for one in Arrival if counted[one]))

    @property
    def recipients(self) -> int:
        """How many there are in all."""
        return sum(count for _, count in self.counts)


LATE = "LATE"
"""Our code of an event: an acknowledgement came when nobody waited for it any longer.

Its title is the status that it would have given; its detail the cause and its code, if any.
"""

ALREADY = "ALREADY"
"""Our code of an event: the receiver rejected a second copy only, so it has the first."""

HINDERED = "HINDERED"
"""Our code of an event: it could not be handed over; its title says why (`errors.to_line`)."""


RESTORED = "RESTORED"
"""Our code of an event: the store was replaced by an older copy; what came since is not known."""

REWRITTEN = "REWRITTEN"
"""Our code of an event: another computer had written last what nobody can read; what it knew of
the delivery is not known."""

_OVERTAKEN = frozenset({RESTORED, REWRITTEN})
_SENT_AGAIN = frozenset({Status.SCHEDULED_FOR_RESEND, *_OVERTAKEN})


class RejectionCause(StrEnum):
    """Why an acknowledgement rejects (transport.md §4.2)."""

    SCHEMA = "SV"
    RULE = "BV"
    SIGNATURE = "SIG"


@dataclass(frozen=True, slots=True)
class DeliveryEvent:
    """One thing that happened to a delivery.

    `code` is a status, a cause (`SV`, `BV`, `SIG`) or whatever word the service used;
    for a cause `title` is the detail code and `where` an XPath.
    """

    code: str
    time: datetime | None
    title: str = ""
    detail: str = ""
    where: str = ""

    @property
    def is_cause(self) -> bool:
        """Return whether this says why the receiver refused."""
        return self.code in _CAUSES


_CAUSES = frozenset(RejectionCause)


@dataclass(frozen=True, slots=True)
class Delivery:
    """The way of one outgoing message; `events` are oldest first."""

    message_id: str
    status: Status
    events: tuple[DeliveryEvent, ...] = ()
    attempts: int = 0
    due: datetime | None = None
    claimed: datetime | None = None

    @property
    def rejected(self) -> bool:
        """Return whether the receiver refused it (a service reports that as an exchange error)."""
        return self.status is Status.REJECTED or bool(self.causes)

    @property
    def causes(self) -> tuple[DeliveryEvent, ...]:
        """The causes of a rejection."""
        return tuple(event for event in self.events if event.is_cause)

    @property
    def shown(self) -> Status:
        """The status as users are shown it.

        A service calls it an error, too, when no acknowledgement came; then the message may well
        have arrived.
        """
        if not self.status.failed or self.rejected:
            return self.status
        ends = (event for event in reversed(self.events) if event.code == self.status)
        last = next(ends, self.events[-1] if self.events else DeliveryEvent(self.status, None))
        said = f"{last.code} {last.title} {last.detail}".lower()
        reached = any(event.code in _REACHED for event in self.events)
        unknown = reached or any(sign in said for sign in _SIGNS_OF_A_TIME_OUT)
        return Status.UNACKNOWLEDGED if unknown else self.status

    @property
    def hindrance(self) -> str:
        """Why it could not be handed over when that was last tried; empty when it could."""
        return next((event.title for event in self.events if event.code == HINDERED), "")

    @property
    def can_be_taken_back(self) -> bool:
        """Return whether nothing has been handed over, nor begun to be."""
        return self.status is Status.QUEUED and not self.attempts and self.claimed is None

    @property
    def is_to_be_handed_over(self) -> bool:
        """Return whether we are to hand it over, now or later; some services resend themselves."""
        again = self.status is Status.SCHEDULED_FOR_RESEND and self.due is not None
        return self.status is Status.QUEUED or again

    def begun(self, now: datetime) -> Delivery:
        """Return it as being handed over; from now on the service may have it."""
        return replace(self, attempts=self.attempts + 1, claimed=now)

    def handed_over(self, now: datetime) -> Delivery:
        """Return it as handed over to the message service."""
        return self._moved(DeliveryEvent(Status.SCHEDULED, now))

    def postponed(self, now: datetime, hindrance: str = "", *, rest: bool = False) -> Delivery:
        """Return it as not handed over, due again in 30 s, doubling to an hour.

        With `rest` a request that got no answer may still arrive: not before that is unlikely.
        """
        event = (DeliveryEvent(HINDERED, now, hindrance),) if hindrance else ()
        due = now + max(delay_after(self.attempts), REST if rest else FIRST_DELAY)
        return replace(self, events=(*self._happened, *event), due=due, claimed=None)

    def resent_later(self, now: datetime, codes: str = "") -> Delivery:
        """Return it as due again, because the receiver's access point was not reached.

        `codes` are what our access point calls its errors.
        """
        event = DeliveryEvent(Status.SCHEDULED_FOR_RESEND, now, detail=codes)
        return self._moved(event).postponed(now)

    def refused(self, now: datetime, title: str) -> Delivery:
        """Return it as refused by the message service."""
        return self._moved(DeliveryEvent(Status.MESSAGE_EXCHANGE_ERROR, now, title))

    @property
    def was_resent(self) -> bool:
        """Return whether more than one copy may have reached the receiver."""
        return any(event.code in _SENT_AGAIN for event in self.events)

    def restored(self, now: datetime, code: str = RESTORED) -> Delivery:
        """Return it as it stands in an older copy of the store: the service is asked first.

        It may have been handed over, and acknowledged, after the copy was made. The `code` says
        why it is the older state that is known.
        """
        events = (*self.events, DeliveryEvent(code, now))
        return replace(self, events=events, attempts=max(self.attempts, 1), claimed=None)

    @property
    def overtaken(self) -> str:
        """The code of the last event after which an older state was gone on from; "" for none."""
        codes = (event.code for event in reversed(self.events))
        return next((code for code in codes if code in _OVERTAKEN), "")

    @property
    def was_restored(self) -> bool:
        """Return whether it may have been acknowledged without our knowing.

        What was handed over after the store was replaced is acknowledged after that, too.
        """
        return bool(self.overtaken) and all(
            event.code != Status.SCHEDULED for event in self.since_restoring
        )

    @property
    def since_restoring(self) -> tuple[DeliveryEvent, ...]:
        """What has come of it since the store was last replaced; everything if it never was."""
        places = [place for place, event in enumerate(self.events) if event.code in _OVERTAKEN]
        return self.events[places[-1] + 1 if places else 0 :]

    def already_there(self, now: datetime) -> Delivery:
        """Return it as received before; that copy's acknowledgement may still come."""
        known = any(event.code == ALREADY for event in self.events)
        return self if known else replace(self, events=(*self.events, DeliveryEvent(ALREADY, now)))

    def reported(self, report: StatusReport) -> Delivery:
        """Return it with what the message service reports, keeping what only we know."""
        reported = {event.code for event in report.events}
        ours = tuple(event for event in self._happened if event.code not in reported)
        merged = sorted((*ours, *report.events), key=_when)
        return replace(self, status=report.status, events=tuple(merged), due=None, claimed=None)

    @property
    def _happened(self) -> tuple[DeliveryEvent, ...]:
        """What has come of it, without what hindered it meanwhile."""
        return tuple(event for event in self.events if event.code != HINDERED)

    def _moved(self, event: DeliveryEvent) -> Delivery:
        """Return it with the status that an event is about."""
        events = (*self._happened, event)
        return replace(self, status=Status(event.code), events=events, due=None, claimed=None)


def queued(message_id: str, now: datetime, hold: timedelta = timedelta()) -> Delivery:
    """Return the delivery of a message that was just sent; it does not leave while it is held."""
    event = DeliveryEvent(Status.QUEUED, now)
    return Delivery(message_id, Status.QUEUED, (event,), due=now + hold if hold else None)


@dataclass(frozen=True, slots=True)
class HeldSending:
    """What can be taken back: the key of its draft, to whom it goes, and the time that is left."""

    key: str
    to: tuple[str, ...]
    left: timedelta


@dataclass(frozen=True, slots=True)
class StatusReport:
    """What a message service says of one outgoing message; `events` are oldest first.

    `again` says that exactly the same is to be handed over once more, later.
    """

    message_id: str
    status: Status
    events: tuple[DeliveryEvent, ...] = ()
    again: bool = False

    @property
    def of_second_copy(self) -> bool:
        """Return whether a rejection says no more than that such a message came before."""
        causes = [event.title.strip().lower() for event in self.events if event.is_cause]
        return bool(causes) and _SECOND_COPY.issuperset(causes)


_SECOND_COPY = frozenset({"duplicate", "multiple-matches"})


def delay_after(attempts: int) -> timedelta:
    """Return how long to wait after so many tries: 30 s, doubling to an hour."""
    doublings = min(max(attempts - 1, 0), 12)
    return min(FIRST_DELAY * (1 << doublings), LONGEST_DELAY)


def _when(event: DeliveryEvent) -> float:
    return event.time.timestamp() if event.time else 0.0


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A message as it is handed over; the first `attempt` is 1, others may have gone before it.

    `sealed` are the very bytes that leave, where we seal ourselves; empty where the message
    service does.
    """

    message: Message
    sealed: bytes = field(repr=False, default=b"")
    attempt: int = 1


@dataclass(frozen=True, slots=True)
class Sent:
    """A message on its way: when it was queued, and when it was first handed over.

    While it is `resending`, it waits for us to hand it over once more. One that was `restored` from
    an older copy of the store may have been acknowledged without our knowing.
    """

    message_id: str
    queued: datetime
    handed_over: datetime
    resending: bool = False
    restored: bool = False
