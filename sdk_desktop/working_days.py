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
    day = local(received).date() + _DAY
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
    from holidays.countries.sweden import Sweden  # noqa: PLC0415 - starting must not wait for it

    return frozenset(Sweden(years=year, include_sundays=False, categories=("public", "de_facto")))
