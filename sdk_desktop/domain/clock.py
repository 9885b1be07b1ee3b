"""The time, as something that is passed in."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the present moment, aware and in UTC."""


def system_clock() -> datetime:
    """Return the computer's present moment."""
    return datetime.now(UTC)


def uptime() -> float:
    """Return how many seconds the computer has been up, also asleep; nobody can set it back."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)  # on Linux the ordinary one stands still in sleep
    return time.monotonic() if boot is None else time.clock_gettime(boot)
