"""What a message service does for us, whichever way it is reached."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from sdk_desktop.domain.delivery import StatusReport
from sdk_desktop.domain.incoming import Incoming, Waiting
from sdk_desktop.domain.message import Message


class MessageService(Protocol):
    """A line to the network of message services.

    All calls raise Unavailable when it may go better later, Refused when it will not, and
    Untrusted when the other side cannot prove who it is.
    """

    def submit(self, message: Message) -> None:
        """Hand over a message; handing it over twice is harmless."""
        ...

    def find(self, message: Message) -> StatusReport | None:
        """Ask whether the service already has a message, as after a time-out."""
        ...

    def statuses(self, mailbox: str, since: datetime) -> tuple[StatusReport, ...]:
        """Ask how the messages fare that a mailbox sent since a moment."""
        ...

    def waiting(self, mailbox: str) -> tuple[Waiting, ...]:
        """Ask what waits for a mailbox."""
        ...

    def fetch(self, waiting: Waiting) -> Incoming:
        """Take one message in whole; one that cannot be read is no error."""
        ...

    def confirm(self, waiting: Waiting) -> None:
        """Let the service delete a message that the store has, durably."""
        ...

    def close(self) -> None:
        """Forget what gives access."""
        ...
