"""One access point of the sandbox: what it was given to send, what waits in it, and its ways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from sdk_desktop.domain.access_point import (
    AccessPointRole,
    As4Message,
    TransportError,
    TransportStatus,
)

KEEPS = timedelta(days=10)
"""For so long Digg's access point keeps what nobody fetches (transport.md §5.4)."""

MOST_TRIES = 5
LOCKED_FOR = timedelta(hours=1)
"""How Domibus locks a user: after so many wrong passwords, for so long."""


class AccessPointFault(StrEnum):
    """How real access points differ from the simplest one."""

    PACKED = "packed"
    """Envelopes are given out as MTOM has it."""
    MULTIPART = "multipart"
    """So is every other answer, with a line break before the first part."""
    SEES_ALL = "sees-all"
    """The user is an administrator's, who is shown what waits for any organisation."""
    KEEPS_MARKED = "keeps-marked"
    """What was marked is not listed, but still given."""
    LETS_ANYONE_IN = "lets-anyone-in"
    """Whoever asks is let in, with any password or none."""
    LOCKS_ACCOUNT = "locks-account"
    """Five wrong passwords lock the user for an hour."""
    UNKNOWN_WAITS = "unknown-recipient-waits"
    """A recipient that is not registered is a trouble that may pass."""
    STRICT_PROFILE = "strict-profile"
    """Nothing is taken with a property that the P-Mode does not name."""
    ERASES_UNREAD = "erases-unread"
    """What nobody fetched for ten days is erased; it is listed all the same."""
    TIME_OF_RETRIEVAL = "time-of-retrieval"
    """The time in a header is the moment at which it is given out."""
    SHORT_LISTS = "short-lists"
    """No more than three names are listed at a time."""


@dataclass(slots=True)
class SentAs4Message:
    """An AS4 message that an access point was given to send, and how far it is.

    Its receiver's access point can be `reached` from a moment on.
    """

    as4_message: As4Message
    reached: datetime
    status: TransportStatus = TransportStatus.SEND_ENQUEUED
    errors: list[TransportError] = field(default_factory=list)
    attempts: int = 0


@dataclass(slots=True)
class ReceivedAs4Message:
    """An AS4 message that was received; it has no bytes any more once it was erased."""

    as4_message: As4Message | None
    time: datetime
    status: TransportStatus = TransportStatus.RECEIVED


@dataclass(slots=True)
class SandboxAccessPoint:
    """The access point of one organisation, with the one user of its interface.

    While `direct`, what comes in waits for a client; else the organisation's message service
    takes it at once.
    """

    participant: str
    party: str
    user: str
    password: str = field(repr=False)
    direct: bool = False
    faults: frozenset[AccessPointFault] = frozenset()
    sent: dict[str, SentAs4Message] = field(default_factory=dict)
    received: dict[str, ReceivedAs4Message] = field(default_factory=dict)
    _wrong: int = 0
    _locked_until: datetime | None = None

    def lets_in(self, now: datetime, *, known: bool, right: bool = False) -> bool:
        """Return whether a caller is let in, by whether its user is known and the password right.

        Only wrong passwords of the user that is known are counted.
        """
        if AccessPointFault.LETS_ANYONE_IN in self.faults:
            return True
        if not known or (self._locked_until is not None and now < self._locked_until):
            return False
        if AccessPointFault.LOCKS_ACCOUNT in self.faults:
            self._wrong = 0 if right else self._wrong + 1
            if self._wrong >= MOST_TRIES:
                self._wrong, self._locked_until = 0, now + LOCKED_FOR
        return right

    def pending(
        self, since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[As4Message]:
        """Return what waits and came between two times, oldest first, also what was erased unread.

        What came at these very moments is not meant.
        """
        for kept in self.received.values():
            between = (since is None or since < kept.time) and (until is None or kept.time < until)
            if between and kept.as4_message and kept.status is not TransportStatus.DOWNLOADED:
                yield kept.as4_message

    def given(self, message_id: str) -> As4Message | None:
        """Return one that waits, or that was marked and is not erased yet."""
        kept = self.received.get(message_id)
        return kept.as4_message if kept else None

    def mark_downloaded(self, message_id: str) -> None:
        """Take one from the list, and erase it unless that is for later."""
        received = self.received[message_id]
        kept = received.as4_message if AccessPointFault.KEEPS_MARKED in self.faults else None
        self.received[message_id] = replace(
            received, as4_message=kept, status=TransportStatus.DOWNLOADED
        )

    def erase_waiting(self, before: datetime | None = None) -> None:
        """Erase what waits, all or what came before a time; it is listed all the same."""
        for name, kept in self.received.items():
            old = before is None or kept.time < before
            if old and kept.as4_message and kept.status is TransportStatus.RECEIVED:
                erased = replace(kept.as4_message, payload=b"")
                self.received[name] = replace(
                    kept, as4_message=erased, status=TransportStatus.DELETED
                )

    def erase_marked(self) -> None:
        """Erase what was marked, as an access point does after a while."""
        for name, kept in self.received.items():
            if kept.as4_message is not None and kept.status is TransportStatus.DOWNLOADED:
                self.received[name] = replace(
                    kept, as4_message=None, status=TransportStatus.DELETED
                )

    def sides(
        self, message_id: str, role: AccessPointRole | None
    ) -> tuple[SentAs4Message | ReceivedAs4Message, ...]:
        """Return what is known of a message id, on one side or on both."""
        sides = {
            AccessPointRole.SENDING: self.sent.get(message_id),
            AccessPointRole.RECEIVING: self.received.get(message_id),
        }
        return tuple(one for side, one in sides.items() if one and role in {None, side})
