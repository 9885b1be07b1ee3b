"""Moments and days where the user is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time


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
