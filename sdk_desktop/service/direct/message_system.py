"""The message system of an organisation at an access point: keys, certificates, connections."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta

from sdk_desktop.domain.certificate import CertificateValidity
from sdk_desktop.domain.envelope import FEDERATION
from sdk_desktop.domain.errors import InvalidMessage, Locked, Refused, Unavailable, Untrusted
from sdk_desktop.exchange.certificates import CertificateCheck
from sdk_desktop.exchange.keys import KeyRing
from sdk_desktop.service.direct.access_point import AccessPoint
from sdk_desktop.service.direct.access_point_errors import RequestFault
from sdk_desktop.service.direct.certificates import PublishedCertificates
from sdk_desktop.service.malware import Scanner


@dataclass(frozen=True, slots=True)
class MessageSystem:
    """The access point, the organisation's keys, and the certificates of others.

    `opened` is closed with it. Without a `scanner` nothing is scanned; with one that is
    down messages wait if they `must_scan`. `terms` are the validity periods of its certificates.
    """

    access_point: AccessPoint
    keys: KeyRing
    certificates: PublishedCertificates
    check: CertificateCheck
    opened: ExitStack
    scanner: Scanner | None = None
    must_scan: bool = True
    terms: tuple[CertificateValidity, ...] = ()


class LazyMessageSystem:
    """Opens the message system when it is first needed, and anew after a failure.

    So a card, a file or a password that was missing is used as soon as it is there. Until then
    `Unavailable` is raised, and messages wait.
    """

    def __init__(self, open_message_system: Callable[[], MessageSystem]) -> None:
        """Open nothing yet."""
        self._open = open_message_system
        self._opened: MessageSystem | None = None
        self._closed = False

    @contextmanager
    def message_system(self) -> Iterator[MessageSystem]:
        """Yield the opened message system; raise `Unavailable`, and `Locked` after `close`."""
        if self._closed:
            raise Locked("The program is locked.")
        try:
            message_system = self._opened
            if message_system is None:
                message_system = self._opened = _opened(self._open)
            yield message_system
        except (Unavailable, Untrusted) as error:
            if not isinstance(error, RequestFault):
                self._let_go()
            raise

    def close(self) -> None:
        """Close the message system for good."""
        self._closed = True
        self._let_go()

    def _let_go(self) -> None:
        opened, self._opened = self._opened, None
        if opened is not None:
            opened.opened.close()


@dataclass(frozen=True, slots=True)
class Participant:
    """The organisation that messages are sealed and received for.

    `mailboxes` are the function addresses it takes messages for; what waits is listed under the
    first of them until it is opened. An acknowledgement is overdue after `patience`.
    """

    participant: str
    mailboxes: tuple[str, ...]
    patience: timedelta
    federation: str = FEDERATION


def _opened(open_message_system: Callable[[], MessageSystem]) -> MessageSystem:
    try:
        return open_message_system()
    except (Refused, Untrusted, InvalidMessage) as error:
        raise Unavailable(error.text, **error.values) from error
