"""What an organisation needs that is its own message service, and what it goes by."""

from __future__ import annotations

from collections.abc import Callable, Container
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta

from sdk_desktop.domain.certificate import Term
from sdk_desktop.domain.envelope import FEDERATION
from sdk_desktop.domain.incoming import Answer
from sdk_desktop.exchange.certificates import CertificateCheck
from sdk_desktop.exchange.keys import KeyRing
from sdk_desktop.service.access_point import AccessPoint
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
