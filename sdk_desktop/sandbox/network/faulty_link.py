"""The link between access points; on order it loses, delays, doubles, reorders or changes messages.

An order is for the next AS4 messages that it matches, so that a run can be repeated.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum, StrEnum, auto
from functools import partial

from sdk_desktop.domain.access_point import As4Message, action_of
from sdk_desktop.domain.envelope import DocumentType
from sdk_desktop.domain.message import new_id
from sdk_desktop.sandbox.timeline import Timeline

MINUTE = timedelta(minutes=1)
_SIGNATURE = b"SignatureValue>"

Arrive = Callable[[As4Message], None]
"""What the receiving access point does with an AS4 message."""


class LinkFault(StrEnum):
    """What can happen to an AS4 message."""

    LOSE = "lose"
    """The receiving access point gives its receipt and drops the AS4 message."""
    UNREACHABLE = "unreachable"
    """The receiving access point does not answer; the sending one tries again."""
    DELAY = "delay"
    DUPLICATE = "duplicate"
    """The same bytes arrive once more, as a message of its own for the access points."""
    REORDER = "reorder"
    """It arrives after the next one, at the latest when its time is over."""
    CORRUPT = "corrupt"
    """A character of its signature arrives changed."""


@dataclass(frozen=True, slots=True)
class FaultOrder:
    """A fault for the next AS4 messages of a kind, a sender, a recipient, where those are given.

    `time` is how long an AS4 message is late, or waits for the next one.
    """

    fault: LinkFault
    times: int = 1
    time: timedelta = MINUTE
    kind: DocumentType | None = None
    sender: str = ""
    recipient: str = ""

    def concerns(self, as4_message: As4Message) -> bool:
        """Return whether the order matches an AS4 message."""
        header = as4_message.header
        return (
            (self.kind is None or header.action == action_of(self.kind))
            and self.sender in {"", header.original_sender}
            and self.recipient in {"", header.final_recipient}
        )


class LinkResult(Enum):
    """What happened to an AS4 message on the link."""

    ARRIVED = auto()
    UNDER_WAY = auto()
    LOST = auto()
    UNREACHABLE = auto()


class FaultyLink:
    """Carries AS4 messages; `alter` changes the bytes of every one, nothing unless replaced."""

    def __init__(self, timeline: Timeline) -> None:
        self.orders: list[FaultOrder] = []
        self.alter: Callable[[bytes], bytes] = bytes
        self._timeline = timeline
        self._held: list[Callable[[], None]] = []

    def order(self, order: FaultOrder) -> None:
        """Add an order after those that there are."""
        self.orders.append(order)

    def clear(self) -> None:
        """Remove all orders; what is held back is carried on."""
        self.orders.clear()
        self._release()

    def carry(self, as4_message: As4Message, arrive: Arrive) -> LinkResult:
        """Carry an AS4 message; return what happened to it."""
        order = self._next(as4_message)
        as4_message = replace(as4_message, payload=self.alter(as4_message.payload))
        if order is not None and order.fault is LinkFault.REORDER:
            self._hold(partial(arrive, as4_message), order.time)
            return LinkResult.UNDER_WAY
        result = self._carry(as4_message, order, arrive)
        self._release()
        return result

    def _carry(
        self, as4_message: As4Message, order: FaultOrder | None, arrive: Arrive
    ) -> LinkResult:
        match order:
            case FaultOrder(fault=LinkFault.UNREACHABLE):
                return LinkResult.UNREACHABLE
            case FaultOrder(fault=LinkFault.LOSE):
                return LinkResult.LOST
            case FaultOrder(fault=LinkFault.DELAY, time=time):
                self._timeline.after(time, partial(arrive, as4_message))
                return LinkResult.UNDER_WAY
            case FaultOrder(fault=LinkFault.CORRUPT):
                arrive(replace(as4_message, payload=corrupted(as4_message.payload)))
            case FaultOrder(fault=LinkFault.DUPLICATE):
                arrive(as4_message)
                again = f"{new_id()}@{as4_message.header.from_party}"
                arrive(replace(as4_message, header=replace(as4_message.header, message_id=again)))
            case _:
                arrive(as4_message)
        return LinkResult.ARRIVED

    def _next(self, as4_message: As4Message) -> FaultOrder | None:
        for place, order in enumerate(self.orders):
            if order.concerns(as4_message):
                left = replace(order, times=order.times - 1)
                self.orders[place : place + 1] = [left] if left.times > 0 else []
                return order
        return None

    def _hold(self, transfer: Callable[[], None], longest: timedelta) -> None:
        self._held.append(transfer)
        self._timeline.after(longest, partial(self._release, transfer))

    def _release(self, only: Callable[[], None] | None = None) -> None:
        going = [one for one in self._held if only in {None, one}]
        self._held = [one for one in self._held if one not in going]
        for transfer in going:
            transfer()


def corrupted(payload: bytes) -> bytes:
    """Change one character of an envelope's signature; of anything else, the byte in its middle."""
    at = payload.find(_SIGNATURE) + len(_SIGNATURE)
    if at < len(_SIGNATURE) or at >= len(payload):
        at = len(payload) // 2
    changed = b"B" if payload[at : at + 1] == b"A" else b"A"
    return payload[:at] + changed + payload[at + 1 :]
