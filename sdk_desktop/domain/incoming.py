"""What a message service has for us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sdk_desktop.domain.message import Message


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that waits at the service; `service_id` is the service's own name for it."""

    service_id: str
    message_id: str
    mailbox: str
    created: datetime | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """A message that could be read."""

    waiting: Waiting
    message: Message


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A message that could not be read: its bytes as they came, and why.

    `reason` is an English sentence; further lines, if any, name broken rules and their places.
    It is not to be confirmed: `raw` need not be the whole message.
    """

    waiting: Waiting
    reason: str
    raw: bytes


Incoming = Received | Unreadable
