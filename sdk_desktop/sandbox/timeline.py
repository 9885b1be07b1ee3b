"""The sandbox's own clock, and the actions that are scheduled by it."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

from sdk_desktop.domain.clock import Clock


class StoppableClock:
    """A clock that can be stopped, so that nothing depends on how fast a computer is."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._stopped_at: datetime | None = None

    def __call__(self) -> datetime:
        """Return the time, or the moment at which it was stopped."""
        return self._stopped_at or self._clock()

    def stop(self) -> None:
        """Let time stand still from now on."""
        self._stopped_at = self()


class Timeline:
    """A clock that runs `speed` times as fast as the given one, with actions due at moments."""

    def __init__(self, clock: Clock, speed: float) -> None:
        self.speed = speed
        self._clock = clock
        self._start = clock()
        self._skipped = timedelta()
        self._due: list[tuple[datetime, int, Callable[[], None]]] = []
        self._number = count()
        self._acting: datetime | None = None

    def now(self) -> datetime:
        """Return the sandbox's time; while an action runs, the moment at which it was due."""
        return self._acting or self._reached()

    def stamp(self) -> datetime:
        """Return the time for time stamps: it runs at normal speed, so none is in the future."""
        return self._start + (self.now() - self._start) / self.speed

    def after(self, delay: timedelta, action: Callable[[], None]) -> None:
        """Schedule an action."""
        heapq.heappush(self._due, (self.now() + delay, next(self._number), action))

    def advance(self, time: timedelta) -> None:
        """Skip time; what falls due happens at the next `tick`."""
        self._skipped += time

    def tick(self) -> None:
        """Do all that is due, in order."""
        reached = self._reached()
        while self._due and self._due[0][0] <= reached:
            self._acting, _, action = heapq.heappop(self._due)
            try:
                action()
            finally:
                self._acting = None

    def _reached(self) -> datetime:
        return self._start + (self._clock() - self._start) * self.speed + self._skipped
