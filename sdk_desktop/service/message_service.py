"""What a message service does, whether over its REST API or at an access point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sdk_desktop.domain.delivery import Dispatch, Sent, StatusReport
from sdk_desktop.domain.incoming import Incoming, Waiting
from sdk_desktop.domain.message import Message


class MessageService(Protocol):
    """A connection to the network of message services.

    All calls raise Unavailable when it may go better later, Refused when it will not, and
    Untrusted when the other side cannot prove who it is.
    """

    gives_all: bool
    """Whether what is fetched is all there is, also of what cannot be read, so that it may be
    confirmed; otherwise that stays at the service, too."""

    lists_in_part: bool
    """Whether `waiting` may leave out what comes after, until what came first is confirmed."""

    takes_late_copies: bool
    """Whether a request whose answer was lost may arrive late and be taken beside its repetition;
    then a message rests a while before it is handed over again (an access point refuses an id
    that it has had)."""

    def seal(self, message: Message) -> bytes:
        """Return the bytes to keep, so that exactly the same can be handed over again.

        Nothing where the service seals.
        """
        ...

    def submit(self, dispatch: Dispatch) -> None:
        """Hand over a message; handing over the same attempt twice is harmless."""
        ...

    def find(self, dispatch: Dispatch) -> StatusReport | None:
        """Ask whether the service already has a dispatch, as after a time-out."""
        ...

    def statuses(self, mailbox: str, sent: Sequence[Sent]) -> tuple[StatusReport, ...]:
        """Return the statuses of messages that a mailbox sent, as far as they are known."""
        ...

    def waiting(self, mailbox: str) -> tuple[Waiting, ...]:
        """Return what waits for a mailbox."""
        ...

    def fetch(self, waiting: Waiting) -> Incoming:
        """Fetch one message; one that cannot be read is returned as `Unreadable`."""
        ...

    def confirm(self, waiting: Waiting) -> None:
        """Delete a message at the service; the store has it durably."""
        ...

    def close(self) -> None:
        """Close keys and forget tokens."""
        ...
