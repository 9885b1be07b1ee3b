"""What a receiving message system answers (meddelandekvittens, transport.md §4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sdk_desktop.domain.errors import Finding


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """ACCEPTED or, with at least one cause, REJECTED; accepted means delivered, never read.

    `message_id` is the identifier of the envelope that the message came in.
    """

    message_id: str
    causes: tuple[Finding, ...] = ()

    @property
    def accepted(self) -> bool:
        """Return whether the receiver's message system took the message."""
        return not self.causes


@dataclass(frozen=True, slots=True)
class AcknowledgementDocument:
    """An acknowledgement as it travels: a document with its own identifier.

    `sender` acknowledges, `recipient` once sent the message; both are participant identifiers.
    """

    identifier: str
    issued: datetime
    sender: str
    recipient: str
    acknowledgement: Acknowledgement
