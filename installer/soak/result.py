"""What is counted while the window works, and what must hold of it."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

LONGEST = 100
"""Milliseconds that the window may stand still."""
FLAT = 1.2
"""How much more memory the last quarter may take than the second."""
_LEAST = 8
"""Measurements of memory without which nothing is said of its growth."""


@dataclass
class SoakResult:
    """What was put in, what is there, and how the window did meanwhile.

    `put` are the ids of the messages that were put into the mailbox, `sent` of those that the
    window's user sent; `received` and `kept` are the ids that the store has of each at the end, and
    `failed` counts what could not be delivered. `pauses` counts the window's by their whole
    milliseconds, `longest` is in milliseconds by the clock, `memory` in MB.
    """

    put: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    received: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    failed: int = 0
    requests: int = 0
    disturbed: int = 0
    rounds: int = 0
    pauses: Counter[int] = field(default_factory=Counter)
    longest: float = 0
    memory: list[float] = field(default_factory=list)

    def note_pause(self, counted: float, by_the_clock: float) -> None:
        """Note one, in milliseconds."""
        self.pauses[int(counted)] += 1
        self.longest = max(self.longest, by_the_clock)

    @property
    def growth(self) -> float | None:
        """How much more memory the last quarter took than the second; None for too few."""
        if len(self.memory) < _LEAST:
            return None
        quarter = len(self.memory) // 4
        before = statistics.median(self.memory[quarter : 2 * quarter])
        return statistics.median(self.memory[-quarter:]) / before

    def faults(self) -> Iterator[str]:
        """Return what is wrong."""
        for what, wanted, there in (
            ("received", self.put, self.received),
            ("sent", self.sent, self.kept),
        ):
            lost, twice = set(wanted) - set(there), _twice(there)
            if lost:
                yield f"{len(lost)} {what} messages are lost."
            if twice:
                yield f"{twice} {what} messages are there more than once."
        if self.failed:
            yield f"{self.failed} sent messages failed."
        if many := sum(count for pause, count in self.pauses.items() if pause >= LONGEST):
            yield f"The window stood still for {LONGEST} ms or longer {many} times."
        if self.growth is not None and self.growth > FLAT:
            yield f"It takes {self.growth:.2f} times as much memory as before."

    def summary(self) -> Iterator[str]:
        """Return what was counted."""
        yield f"{len(self.put)} messages put in, {len(self.received)} received"
        yield f"{len(self.sent)} messages sent, {len(self.kept)} kept"
        yield f"{self.rounds} rounds, {self.requests} requests, {self.disturbed} of them disturbed"
        if self.pauses:
            most = sorted(self.pauses.elements())[int(self.pauses.total() * 0.99)]
            yield (
                f"longest pause {max(self.pauses)} ms ({self.longest:.0f} ms by the clock, while "
                f"others had the processor), of 99 in 100 {most} ms"
            )
        if self.memory:
            grown = "" if self.growth is None else f", {self.growth:.2f} times as before"
            yield f"memory {self.memory[0]:.0f} to {max(self.memory):.0f} MB{grown}"


def _twice(there: Iterable[str]) -> int:
    return sum(count > 1 for count in Counter(there).values())
