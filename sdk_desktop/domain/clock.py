"""The time, as something that is passed in; moments and days where the user is."""

from __future__ import annotations

import sys
import time as system_time
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

Clock = Callable[[], datetime]
"""Gives the present moment, aware and in UTC."""
MOST_SKEW = timedelta(seconds=60)
"""The largest allowed error: one-time codes, tokens and certificates depend on the clock."""


def system_clock() -> datetime:
    """Return the computer's present moment."""
    return datetime.now(UTC)


def uptime() -> float:
    """Return how many seconds the computer has been up, also asleep; nobody can set it back."""
    if sys.platform != "linux":
        return system_time.monotonic()
    return system_time.clock_gettime(
        system_time.CLOCK_BOOTTIME
    )  # the ordinary one stands still in sleep


def local(moment: datetime) -> datetime:
    """Return a moment in the user's time zone, or as it is where the system cannot reckon it.

    A message may be from the last hours of the year 9999, which is over further east; Windows
    knows no local time before 1970 or after 3000.
    """
    try:
        return moment.astimezone()
    except (OverflowError, ValueError, OSError):
        return moment


def midnight(day: date) -> datetime:
    """Return the moment with which a day begins for the user, in UTC where that is not known."""
    try:
        return datetime.combine(day, time()).astimezone()
    except (OverflowError, ValueError, OSError):
        return datetime.combine(day, time(), UTC)
