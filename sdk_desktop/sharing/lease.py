"""The lease: which device exchanges messages with the message service for a mailbox now.

It only saves work: correctness depends on record ids and versions. PostgreSQL's clock decides
who holds it. A holder measures its own time from before it asked, so that it stops in time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from sdk_desktop.domain.clock import uptime
from sdk_desktop.sharing.ledger import Ledger

SECONDS = 30
"""How long a lease lasts; it is renewed when a third of it has gone."""


@dataclass(frozen=True, slots=True)
class HeldLease:
    """A lease that this device was given: its fencing token, and when it began and ends here."""

    term: int
    began: float
    ends: float


class Lease:
    """Takes, renews and gives back the lease of one mailbox for this device."""

    def __init__(
        self,
        ledger: Ledger,
        mailbox: UUID,
        steady: Callable[[], float] | None = None,
        seconds: int = SECONDS,
    ) -> None:
        """Hold nothing yet; `steady` is a clock that only goes on, also while asleep."""
        self._ledger = ledger
        self._mailbox = mailbox
        self._steady = steady or uptime
        self._seconds = seconds
        self._held: HeldLease | None = None

    @property
    def term(self) -> int | None:
        """The fencing token while this device leads, None when it does not or no longer."""
        if self._held is None or self._steady() >= self._held.ends:
            return None
        return self._held.term

    def hold(self) -> int | None:
        """Take or renew the lease when that is due, and return the term, None when another leads.

        Raises `Unavailable` when the ledger does not answer; what is held lasts until its end.
        """
        now = self._steady()
        held = self._held
        if held is not None and now < held.began + (held.ends - held.began) / 3:
            return held.term
        row = self._ledger.ask(
            "SELECT term FROM ledger.hold(%s, %s)", (self._mailbox, self._seconds)
        )
        self._held = None if row is None else HeldLease(row[0], now, now + self._seconds)
        return self.term

    def give_back(self) -> None:
        """Let another device lead without waiting for the end."""
        held, self._held = self._held, None
        if held is not None:
            self._ledger.ask("SELECT ledger.give_back(%s, %s)", (self._mailbox, held.term))
