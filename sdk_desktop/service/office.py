"""What an organisation needs that is its own message service, and what it goes by."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta

from sdk_desktop.domain.certificate import Term
from sdk_desktop.domain.envelope import FEDERATION
from sdk_desktop.domain.errors import InvalidMessage, Locked, Refused, Unavailable, Untrusted
from sdk_desktop.domain.incoming import Answer
from sdk_desktop.exchange.certificates import CertificateCheck
from sdk_desktop.exchange.keys import KeyRing
from sdk_desktop.service.access_point import AccessPoint
from sdk_desktop.service.access_point_errors import is_of_fault
from sdk_desktop.service.certificates import PublishedCertificates
from sdk_desktop.service.malware import Scanner


@dataclass(frozen=True, slots=True)
class History:
    """What the store knows of messages that came and went.

    `seen` holds the ids of those we have received, `refused` of those of ours that failed;
    `answer_to` gives what an envelope with a digest was answered before.
    """

    seen: Container[str]
    refused: Container[str]
    answer_to: Callable[[str], Answer | None]


@dataclass(frozen=True, slots=True)
class Office:
    """What an organisation that is its own message service has: keys, and a way to others'.

    `opened` is closed when the office is. Without a `scanner` nothing is scanned; with one that is
    down messages wait if they `must_scan`. `terms` tell until when its certificates are valid.
    """

    access_point: AccessPoint
    keys: KeyRing
    certificates: PublishedCertificates
    check: CertificateCheck
    opened: ExitStack
    scanner: Scanner | None = None
    must_scan: bool = True
    terms: tuple[Term, ...] = ()


class Doorkeeper:
    """Opens the office when it is first needed, and anew after something went wrong.

    A card, a file or a password may be back by then. That it cannot be opened is no message's
    fault: it may go better later.
    """

    def __init__(self, open_office: Callable[[], Office]) -> None:
        """Open nothing yet."""
        self._open = open_office
        self._opened: Office | None = None
        self._closed = False

    @contextmanager
    def office(self) -> Iterator[Office]:
        """Give the office; raises `Unavailable`, and `Locked` after `close`."""
        if self._closed:
            raise Locked("The client is locked.")
        try:
            office = self._opened
            if office is None:
                office = self._opened = _opened(self._open)
            yield office
        except (Unavailable, Untrusted) as error:
            if not is_of_fault(error):
                self._let_go()
            raise

    def close(self) -> None:
        """Close the office for good."""
        self._closed = True
        self._let_go()

    def _let_go(self) -> None:
        opened, self._opened = self._opened, None
        if opened is not None:
            opened.opened.close()


@dataclass(frozen=True, slots=True)
class Charter:
    """For whom an organisation's own message service works, and what it goes by.

    `mailboxes` are the function addresses it takes messages for; what waits is listed under the
    first of them until it is opened. An acknowledgement is overdue after `patience`.
    """

    participant: str
    mailboxes: tuple[str, ...]
    history: History
    patience: timedelta
    federation: str = FEDERATION


def _opened(open_office: Callable[[], Office]) -> Office:
    try:
        return open_office()
    except (Refused, Untrusted, InvalidMessage) as error:
        raise Unavailable(error.text, **error.values) from error
