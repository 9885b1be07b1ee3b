"""How long to wait after a wrong proof."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import datetime

LONGEST = 300
"""Seconds."""


@dataclass(frozen=True, slots=True)
class TryRecord:
    """What is remembered of a person's tries; `last_step` is the newest one-time code used."""

    failures: int = 0
    last_failure: datetime | None = None
    last_step: int = 0

    def seen(self, now: datetime) -> TryRecord:
        """Return these tries, their wait begun anew where the clock was set back behind them."""
        if self.last_failure is None or now >= self.last_failure:
            return self
        return replace(self, last_failure=now)

    def wait(self, now: datetime) -> int:
        """Return the seconds left to wait: 1 after the first failure, doubling to five minutes.

        A clock that was set back does not shorten the wait, nor make it longer than the delay.
        """
        if self.last_failure is None or not self.failures:
            return 0
        delay = min(1 << (min(self.failures, 10) - 1), LONGEST)
        passed = max((now - self.last_failure).total_seconds(), 0.0)
        return max(math.ceil(delay - passed), 0)

    def failed(self, now: datetime) -> TryRecord:
        """Count one more wrong proof."""
        return replace(self, failures=self.failures + 1, last_failure=now)
