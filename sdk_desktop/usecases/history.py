"""What the store knows of messages that came and went, for whoever judges the next one."""

from __future__ import annotations

from dataclasses import dataclass

from sdk_desktop.domain.incoming import OutgoingAcknowledgement
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.store.store import Store


@dataclass(frozen=True, slots=True)
class ReceivedIds:
    """The ids of the messages that we have received."""

    store: Store

    def __contains__(self, message_id: object) -> bool:
        """Return whether a message came before."""
        with self.store.read() as stored:
            return stored.messages.known(str(message_id))


@dataclass(frozen=True, slots=True)
class FailedIds:
    """The ids of our own messages that were rejected, or that nobody acknowledged in time."""

    store: Store

    def __contains__(self, message_id: object) -> bool:
        """Return whether a message of ours failed."""
        with self.store.read() as stored:
            row = stored.messages.row_of(str(message_id))
            if row is None or stored.messages.headline(row).direction is not Direction.OUT:
                return False
            return stored.deliveries.get(str(message_id)).status.failed


@dataclass(frozen=True, slots=True)
class AcknowledgedEnvelopes:
    """What envelopes were answered, by the digest of their bytes."""

    store: Store

    def __call__(self, digest: str) -> OutgoingAcknowledgement | None:
        """Return what an envelope was answered, None if it did not come before."""
        with self.store.read() as stored:
            return stored.answers.to(digest)
