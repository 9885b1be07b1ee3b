"""The way between access points, where parcels can be lost, late, doubled, out of order, changed.

Only on order, and the same each time: a fault befalls the next parcels that it concerns.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum, StrEnum, auto
from functools import partial

from sdk_desktop.domain.access_point import Parcel, action_of
from sdk_desktop.domain.envelope import DocumentType
from sdk_desktop.domain.message import new_id
from sdk_desktop.sandbox.timeline import Timeline

MINUTE = timedelta(minutes=1)
_SIGNATURE = b"SignatureValue>"

Arrive = Callable[[Parcel], None]
"""What the receiving access point does with a parcel."""


class LinkFault(StrEnum):
    """What can befall a parcel."""

    LOSE = "lose"
    """The receiving access point gives its receipt, and nobody ever sees the parcel again."""
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
class Order:
    """Let a fault befall the next parcels: of a kind, a sender, a recipient, where those are said.

    `time` is how long a parcel is late, or waits for the next one.
    """

    fault: LinkFault
    times: int = 1
    time: timedelta = MINUTE
    kind: DocumentType | None = None
    sender: str = ""
    recipient: str = ""

    def concerns(self, parcel: Parcel) -> bool:
        """Return whether the fault may befall a parcel."""
        header = parcel.header
        return (
            (self.kind is None or header.action == action_of(self.kind))
            and self.sender in {"", header.original_sender}
            and self.recipient in {"", header.final_recipient}
        )


class Passage(Enum):
    """What became of a parcel on its way."""

    ARRIVED = auto()
    UNDER_WAY = auto()
    LOST = auto()
    UNREACHABLE = auto()


class FaultyLink:
    """Carries parcels; `alter` is what befalls the bytes of every one, nothing unless replaced."""

    def __init__(self, timeline: Timeline) -> None:
        self.orders: list[Order] = []
        self.alter: Callable[[bytes], bytes] = bytes
        self._timeline = timeline
        self._held: list[Callable[[], None]] = []

    def order(self, order: Order) -> None:
        """Let a fault happen, after those that were ordered before."""
        self.orders.append(order)

    def mend(self) -> None:
        """Let nothing more happen; what is held back goes on."""
        self.orders.clear()
        self._let_go()

    def carry(self, parcel: Parcel, arrive: Arrive) -> Passage:
        """Carry a parcel, and say what became of it."""
        order = self._next(parcel)
        parcel = replace(parcel, payload=self.alter(parcel.payload))
        if order is not None and order.fault is LinkFault.REORDER:
            self._hold(partial(arrive, parcel), order.time)
            return Passage.UNDER_WAY
        passage = self._carry(parcel, order, arrive)
        self._let_go()
        return passage

    def _carry(self, parcel: Parcel, order: Order | None, arrive: Arrive) -> Passage:
        match order:
            case Order(fault=LinkFault.UNREACHABLE):
                return Passage.UNREACHABLE
            case Order(fault=LinkFault.LOSE):
                return Passage.LOST
            case Order(fault=LinkFault.DELAY, time=time):
                self._timeline.after(time, partial(arrive, parcel))
                return Passage.UNDER_WAY
            case Order(fault=LinkFault.CORRUPT):
                arrive(replace(parcel, payload=corrupted(parcel.payload)))
            case Order(fault=LinkFault.DUPLICATE):
                arrive(parcel)
                again = f"{new_id()}@{parcel.header.from_party}"
                arrive(replace(parcel, header=replace(parcel.header, message_id=again)))
            case _:
                arrive(parcel)
        return Passage.ARRIVED

    def _next(self, parcel: Parcel) -> Order | None:
        for place, order in enumerate(self.orders):
            if order.concerns(parcel):
                left = replace(order, times=order.times - 1)
                self.orders[place : place + 1] = [left] if left.times > 0 else []
                return order
        return None

    def _hold(self, go_on: Callable[[], None], longest: timedelta) -> None:
        self._held.append(go_on)
        self._timeline.after(longest, partial(self._let_go, go_on))

    def _let_go(self, only: Callable[[], None] | None = None) -> None:
        going = [one for one in self._held if only in {None, one}]
        self._held = [one for one in self._held if one not in going]
        for go_on in going:
            go_on()


def corrupted(payload: bytes) -> bytes:
    """Change one character of an envelope's signature; of anything else, the byte in its middle."""
    at = payload.find(_SIGNATURE) + len(_SIGNATURE)
    if at < len(_SIGNATURE) or at >= len(payload):
        at = len(payload) // 2
    changed = b"B" if payload[at : at + 1] == b"A" else b"A"
    return payload[:at] + changed + payload[at + 1 :]
