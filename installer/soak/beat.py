"""How long a thread stood still: what it waited for a processor that others had is not counted."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

_SCHEDULE = Path("/proc/thread-self/schedstat")
"""Nanoseconds that the thread has run, and that it was ready and another had the processor."""


def _waited() -> float:
    """Return the seconds that this thread has waited for a processor."""
    try:
        return int(_SCHEDULE.read_text(encoding="ascii").split()[1]) / 1e9
    except OSError:
        return 0


class Beat:
    """Looks at the clock again and again, and says by how much a look came too late.

    What counts is the time that the thread worked itself or waited for something: for the lock of
    Python's that another of its threads held, for the disk. Where the system does not tell how long
    it waited for a processor all of the time counts.
    """

    def __init__(
        self,
        milliseconds: int,
        clock: Callable[[], float] = time.perf_counter,
        waited: Callable[[], float] = _waited,
    ) -> None:
        """Look so often; for the thread that calls."""
        self._wanted, self._clock, self._told = milliseconds, clock, waited
        self.begin()

    def begin(self) -> None:
        """Begin anew: what was before does not count."""
        self._last, self._waited = self._clock(), self._told()

    def look(self) -> tuple[float, float]:
        """Return by how many milliseconds this look is late: as it counts, and by the clock."""
        last, waited = self._last, self._waited
        self.begin()
        late = (self._last - last) * 1000 - self._wanted
        return max(late - (self._waited - waited) * 1000, 0), max(late, 0)
