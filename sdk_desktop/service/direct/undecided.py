"""What waits at the access point and cannot be judged yet, and when that is worth another try."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.delivery import LONGEST_DELAY, delay_after


@dataclass(frozen=True, slots=True)
class _Undecided:
    tries: int
    until: datetime
    acknowledges: bool


class UndecidedMessages:
    """Remembers for as long as the client is open; what nobody can judge is tried hourly at least.

    So what can never be judged holds nothing up, and fills no log.
    """

    def __init__(self, clock: Clock) -> None:
        """Begin without any."""
        self._clock = clock
        self._known: dict[str, _Undecided] = {}

    def worth_a_try(self, waiting: Iterable[str]) -> tuple[str, ...]:
        """Return those that are due, the least tried first; forget those that wait no more."""
        listed = tuple(waiting)
        self._known = {name: self._known[name] for name in listed if name in self._known}
        return tuple(sorted(filter(self._is_due, listed), key=self._tries))

    def note(self, name: str, *, acknowledges: bool) -> None:
        """Note that one could not be judged, and whether it may be an acknowledgement."""
        tries = self._tries(name) + 1
        self._known[name] = _Undecided(tries, self._clock() + delay_after(tries), acknowledges)

    def settle(self, name: str) -> None:
        """Forget one that was judged."""
        self._known.pop(name, None)

    @property
    def of_acknowledgements(self) -> bool:
        """Return whether any may be an acknowledgement that somebody waits for."""
        return any(doubt.acknowledges for doubt in self._known.values())

    def _is_due(self, name: str) -> bool:
        """A time further ahead than any delay was written by a clock that went wrong."""
        doubt, now = self._known.get(name), self._clock()
        return doubt is None or not now < doubt.until <= now + LONGEST_DELAY

    def _tries(self, name: str) -> int:
        doubt = self._known.get(name)
        return doubt.tries if doubt else 0
