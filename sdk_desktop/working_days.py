"""The working days of Sweden: by when a document is to be registered."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache

from sdk_desktop.domain.clock import local, midnight

_DAY = timedelta(days=1)
_SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Return whether offices work on a day: neither weekend, holiday nor the eves kept as such."""
    return day.weekday() < _SATURDAY and day not in _holidays(day.year)


def registration_due(received: datetime) -> datetime:
    """Return by when what came is to be registered: the end of the next working day."""
    return end_of_working_day(received, 1)


def end_of_working_day(moment: datetime, days: int) -> datetime:
    """Return the end of the working day that is so many after the day of a moment."""
    day = local(moment).date()
    for _ in range(days):
        day += _DAY
        while not is_working_day(day):
            day += _DAY
    return midnight(day + _DAY)


def to_be_registered_before(now: datetime) -> datetime:
    """Return the moment before which everything had come that is to be registered today at last."""
    day = local(now).date()
    while not is_working_day(day):
        day -= _DAY
    return midnight(day)


@cache
def _holidays(year: int) -> frozenset[date]:
    """Return the holidays of the law (1989:253), and the three eves, that are not on a Sunday."""
    easter = _easter(year)
    midsummer = _saturday_from(date(year, 6, 20))
    moving = (easter - 2 * _DAY, easter + _DAY, easter + 39 * _DAY, midsummer - _DAY, midsummer)
    fixed = ((1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31))
    return frozenset((*moving, *(date(year, month, day) for month, day in fixed)))


def _saturday_from(day: date) -> date:
    return day + (_SATURDAY - day.weekday()) % 7 * _DAY


def _easter(year: int) -> date:
    """Return Easter Sunday, by the rule that the Gregorian calendar came with (Butcher's)."""
    century, rest = divmod(year, 100)
    leap = (8 * century + 13) // 25
    moon = (19 * (year % 19) + century - century // 4 - leap + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
