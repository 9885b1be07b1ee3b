"""A message service that receives nothing but acknowledgements of what a run has sent.

Everything else at the organisation's access point is the ordinary client's, and stays there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sdk_desktop.domain.delivery import Dispatch, Sent, StatusReport
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.incoming import Acknowledged, Incoming, Undecided, Waiting
from sdk_desktop.domain.message import Message
from sdk_desktop.service.message_service import MessageService
from sdk_desktop.usecases.workspace import Connections


class GuardedMessageService:
    """Wraps another message service; gives out only what belongs to the run."""

    def __init__(self, service: MessageService) -> None:
        """Wrap a message service."""
        self.gives_all = service.gives_all
        self.takes_late_copies = service.takes_late_copies
        self._service = service
        self._sent: set[str] = set()
        self._others: set[str] = set()

    def seal(self, message: Message) -> bytes:
        """Seal a message of the run."""
        self._sent.add(message.message_id)
        return self._service.seal(message)

    def submit(self, dispatch: Dispatch) -> None:
        """Submit a message."""
        self._service.submit(dispatch)

    def find(self, dispatch: Dispatch) -> StatusReport | None:
        """Ask whether the service has an attempt."""
        return self._service.find(dispatch)

    def statuses(self, mailbox: str, sent: Sequence[Sent]) -> tuple[StatusReport, ...]:
        """Return the statuses of messages of the run."""
        return self._service.statuses(mailbox, sent)

    def waiting(self, mailbox: str) -> tuple[Waiting, ...]:
        """Ask what waits, except for what was looked at and is not the run's."""
        waiting = self._service.waiting(mailbox)
        return tuple(one for one in waiting if one.service_id not in self._others)

    def fetch(self, waiting: Waiting) -> Incoming:
        """Return an acknowledgement of a message of the run; raise `Refused` for all else."""
        incoming = self._service.fetch(waiting)
        if isinstance(incoming, Acknowledged) and incoming.report.message_id in self._sent:
            return incoming
        if not isinstance(incoming, Undecided):  # that may be ours, and is tried again
            self._others.add(waiting.service_id)
        raise Refused("This waits for the organisation's own client.")

    def confirm(self, waiting: Waiting) -> None:
        """Confirm an acknowledgement that was stored."""
        self._service.confirm(waiting)

    def close(self) -> None:
        """Close the message service."""
        self._service.close()


def guarded(connections: Connections) -> Connections:
    """Return connections limited to what belongs to a run; nothing is acknowledged."""
    return replace(connections, service=GuardedMessageService(connections.service), direct=None)
