"""The time, as something that is passed in."""

from __future__ import annotations

import sys
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
    if sys.platform != "linux":
        return time.monotonic()
    return time.clock_gettime(time.CLOCK_BOOTTIME)  # the ordinary one stands still in sleep
