"""One access point: whose it is, what it has sent, and what waits in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from sdk_desktop.domain.access_point import AccessPointRole, Parcel, TransportError, TransportStatus


@dataclass(slots=True)
class SentParcel:
    """A parcel that an access point was given to send, and how far it is.

    Its receiver's access point can be `reached` from a moment on.
    """

    parcel: Parcel
    reached: datetime
    status: TransportStatus = TransportStatus.SEND_ENQUEUED
    errors: list[TransportError] = field(default_factory=list)
    attempts: int = 0


@dataclass(slots=True)
class ReceivedParcel:
    """A parcel that came in; it has no bytes any more once somebody has it in safe hands."""

    parcel: Parcel | None
    status: TransportStatus = TransportStatus.RECEIVED


@dataclass(slots=True)
class SandboxAccessPoint:
    """The access point of one organisation, with the one user of its interface.

    While `direct`, what comes in waits for a client; else the organisation's message service
    takes it at once. With `packed`, envelopes are given out as MTOM has it.
    """

    participant: str
    party: str
    user: str
    password: str = field(repr=False)
    direct: bool = False
    packed: bool = False
    sent: dict[str, SentParcel] = field(default_factory=dict)
    received: dict[str, ReceivedParcel] = field(default_factory=dict)

    def pending(self) -> Iterator[Parcel]:
        """Return what waits, in the order in which it came."""
        for kept in self.received.values():
            if kept.parcel is not None:
                yield kept.parcel

    def waiting(self, message_id: str) -> Parcel | None:
        """Return one that waits."""
        kept = self.received.get(message_id)
        return kept.parcel if kept else None

    def let_go(self, message_id: str) -> None:
        """Forget the bytes of one that waited."""
        self.received[message_id] = ReceivedParcel(None, TransportStatus.DOWNLOADED)

    def sides(
        self, message_id: str, role: AccessPointRole | None
    ) -> tuple[SentParcel | ReceivedParcel, ...]:
        """Return what is known under a name, on one side or on either."""
        sides = {
            AccessPointRole.SENDING: self.sent.get(message_id),
            AccessPointRole.RECEIVING: self.received.get(message_id),
        }
        return tuple(one for side, one in sides.items() if one and role in {None, side})
