"""When what is done at times is to be done again."""

from __future__ import annotations

from datetime import datetime, timedelta

CHECK_EVERY, WHOLE_EVERY = timedelta(days=1), timedelta(days=7)
"""How often something is looked at, and how often the whole of it."""


def has_passed(since: datetime | None, time: timedelta, now: datetime) -> bool:
    """Return whether a time has passed since a moment; also when that is yet to come, or never."""
    return since is None or not timedelta() <= now - since < time
