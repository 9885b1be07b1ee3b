"""What we hand over, and what of it is on its way."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sdk_desktop.domain.message import Message


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

    While it is `resending`, it waits for us to hand it over once more.
    """

    message_id: str
    queued: datetime
    handed_over: datetime
    resending: bool = False
