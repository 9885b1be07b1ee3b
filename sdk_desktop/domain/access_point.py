"""What an access point knows of the envelopes that it carries (AS4, transport.md §5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sdk_desktop.domain.envelope import DocumentType

PROCESS = "bdx:noprocess"
PROCESS_SCHEME = "urn:fdc:digg.se:edelivery:process"
DOCUMENT_SCHEME = "busdox-docid-qns"
"""With `::` and the document identifier after it, this is the action of an AS4 message."""


class TransportStatus(StrEnum):
    """How far an access point has come with an envelope; the values are those of Domibus."""

    READY_TO_SEND = "READY_TO_SEND"
    READY_TO_PULL = "READY_TO_PULL"
    BEING_PULLED = "BEING_PULLED"
    SEND_ENQUEUED = "SEND_ENQUEUED"
    SEND_IN_PROGRESS = "SEND_IN_PROGRESS"
    WAITING_FOR_RECEIPT = "WAITING_FOR_RECEIPT"
    ACKNOWLEDGED = "ACKNOWLEDGED"
    ACKNOWLEDGED_WITH_WARNING = "ACKNOWLEDGED_WITH_WARNING"
    SEND_ATTEMPT_FAILED = "SEND_ATTEMPT_FAILED"
    SEND_FAILURE = "SEND_FAILURE"
    NOT_FOUND = "NOT_FOUND"
    WAITING_FOR_RETRY = "WAITING_FOR_RETRY"
    RECEIVED = "RECEIVED"
    RECEIVED_WITH_WARNINGS = "RECEIVED_WITH_WARNINGS"
    DELETED = "DELETED"
    DOWNLOADED = "DOWNLOADED"
    UNKNOWN = "UNKNOWN"
    """The access point said a word that the interface does not name."""

    @property
    def arrived(self) -> bool:
        """Return whether the receiving access point has given its receipt."""
        return self in _ARRIVED

    @property
    def failed(self) -> bool:
        """Return whether the access point has given up."""
        return self is TransportStatus.SEND_FAILURE

    @classmethod
    def read(cls, code: str) -> TransportStatus:
        """Return the status of a code, `UNKNOWN` for one that we do not know."""
        return cls(code) if code in cls.__members__ else cls.UNKNOWN


_ARRIVED = frozenset({TransportStatus.ACKNOWLEDGED, TransportStatus.ACKNOWLEDGED_WITH_WARNING})


class AccessPointRole(StrEnum):
    """Which side of an exchange an access point is on; a message to oneself has both."""

    SENDING = "SENDING"
    RECEIVING = "RECEIVING"


@dataclass(frozen=True, slots=True)
class UserMessage:
    """The metadata that access points carry with an envelope (eb:UserMessage).

    `original_sender` and `final_recipient` are participants such as `0203:habo.se`, the parties
    access points such as `AP0040-SDK-PROD`. Where `to_party` is empty the access point looks its
    counterpart up itself, and where `message_id` is empty it makes one.
    """

    original_sender: str
    final_recipient: str
    action: str
    from_party: str
    to_party: str = ""
    service: str = PROCESS
    service_type: str = PROCESS_SCHEME
    message_id: str = ""
    conversation_id: str = ""
    ref_to_message_id: str = ""
    timestamp: datetime | None = None


@dataclass(frozen=True, slots=True)
class As4Message:
    """What access points carry: metadata, and the bytes of an envelope (XHE) as its payload."""

    header: UserMessage
    payload: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class TransportError:
    """What an access point noted to have gone wrong with an envelope.

    `code` is an ebMS error such as `EBMS_0004`; `detail` may repeat what anybody on the way said,
    so it is for the technical view only.
    """

    code: str
    detail: str = ""
    message_id: str = ""
    role: str = ""
    time: datetime | None = None


def action_of(document_type: DocumentType) -> str:
    """Return the AS4 action of a document type (transport.md §5.2)."""
    return f"{DOCUMENT_SCHEME}::{document_type}"
