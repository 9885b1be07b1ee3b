"""By when documents are to be registered, with the holidays of Sweden."""

from datetime import date, datetime

import pytest
from holidays.countries.sweden import Sweden

from sdk_desktop.working_days import is_working_day, registration_due, to_be_registered_before

pytestmark = pytest.mark.usefixtures("in_sweden")


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-03-02", True),
        ("2026-03-07", False),  # Saturday
        ("2026-03-08", False),
        ("2026-01-06", False),  # Epiphany
        ("2026-04-02", True),  # Maundy Thursday
        ("2026-04-03", False),  # Good Friday
        ("2026-04-06", False),  # Easter Monday
        ("2026-05-14", False),  # Ascension Day
        ("2026-06-19", False),  # Midsummer Eve
        ("2026-12-24", False),
        ("2026-12-28", True),
        ("2026-12-31", False),
    ],
)
def test_offices_work_on_weekdays_that_are_no_holidays(day: str, *, works: bool) -> None:
    assert is_working_day(date.fromisoformat(day)) is works


def test_the_days_off_of_a_century_are_those_that_others_know() -> None:
    years = range(2005, 2101)  # since the law of 2004, and as far as theirs goes
    known = Sweden(years=years, include_sundays=False, categories=("public", "de_facto"))
    weekdays = [
        date.fromordinal(number)
        for number in range(date(2005, 1, 1).toordinal(), date(2101, 1, 1).toordinal())
        if date.fromordinal(number).weekday() < 5
    ]

    assert [day for day in weekdays if is_working_day(day) is (day in known)] == []


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-03-02T16:40+01:00", "2026-03-04T00:00+01:00"),
        ("2026-03-06T23:59+01:00", "2026-03-10T00:00+01:00"),  # Friday: by the end of Monday
        ("2026-04-02T08:00+02:00", "2026-04-08T00:00+02:00"),  # before Easter
        ("2026-12-23T15:00+01:00", "2026-12-29T00:00+01:00"),  # before Christmas
        ("2026-10-24T12:00+02:00", "2026-10-27T00:00+01:00"),  # over the change of clocks
    ],
)
def test_what_came_is_due_when_the_next_working_day_ends(received: str, due: str) -> None:
    assert registration_due(datetime.fromisoformat(received)) == datetime.fromisoformat(due)


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ("2026-03-03T08:00+01:00", "2026-03-03T00:00+01:00"),
        ("2026-03-02T23:30+00:00", "2026-03-03T00:00+01:00"),  # here it is the next day already
        ("2026-03-30T12:00+02:00", "2026-03-30T00:00+02:00"),  # after the change of clocks
        ("2026-03-08T08:00+01:00", "2026-03-06T00:00+01:00"),  # Sunday: what Friday asked for
        ("2026-04-05T08:00+02:00", "2026-04-02T00:00+02:00"),  # Easter Sunday
    ],
)
def test_what_came_before_the_last_working_day_is_to_be_registered(now: str, before: str) -> None:
    moment = to_be_registered_before(datetime.fromisoformat(now))

    assert moment == datetime.fromisoformat(before)
