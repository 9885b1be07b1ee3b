"""Values at the edges of what XML Schema and Python can hold."""

import pytest

from sdk_desktop.formats.values import clock_time, date_time, day

HUGE = "9" * 20


@pytest.mark.parametrize("text", ["2026-05-04", "2024-02-29Z", " 2026-05-04+02:00 "])
def test_a_date_is_one(text: str) -> None:
    assert day(text) == ""


@pytest.mark.parametrize(
    "text", ["", "2026-02-29", f"{HUGE}-01-01", f"{HUGE * 300}-01-01", "-0001-01-01", "2026-5-4"]
)
def test_what_is_no_date_or_too_far_away_is_named(text: str) -> None:
    assert "xs:date" in day(text)


@pytest.mark.parametrize("year", [HUGE, HUGE * 300, "0000", "-2026"])
def test_a_time_that_is_too_far_away_is_named(year: str) -> None:
    assert "xs:dateTime" in date_time(f"{year}-01-01T00:00:00Z")


@pytest.mark.parametrize("text", ["25:00:00", "24:00:01", "12:60:00", "12:00:60", "12:00", ""])
def test_what_is_no_time_of_day_is_named(text: str) -> None:
    assert "xs:time" in clock_time(text)
