"""Values at the edges of what XML Schema and Python can hold."""

from datetime import UTC, datetime

import pytest

from sdk_desktop.formats.json_fields import read_json_time
from sdk_desktop.formats.values import (
    EARLIEST,
    LATEST,
    clock_time,
    date_time,
    day,
    read_xml_day_and_time,
    read_xml_time,
)

HUGE = "9" * 20


@pytest.mark.parametrize("text", ["2026-05-04", "2024-02-29Z", " 2026-05-04+02:00 "])
def test_a_date_is_one(text: str) -> None:
    assert day(text) == ""


@pytest.mark.parametrize(
    "text",
    ["-0001-01-01", "-0004-02-29", "12026-05-04", f"{HUGE}-02-28", f"{'4' * 6000}-02-29+14:00"],
)
def test_a_date_may_be_in_any_year_but_0(text: str) -> None:
    assert day(text) == ""
    assert date_time(f"{text[: text.rindex('-') + 3]}T00:00:00Z") == ""


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026-02-29", "2026-5-4", "2026-13-01", "2026-00-01", "2026-01-00", "0000-01-01"),
        *("02026-01-01", f"{'9' * 6000}-02-29", "-0000-01-01", "-0003-02-29"),
    ],
)
def test_what_is_no_date_is_named(text: str) -> None:
    assert "xs:date" in day(text)
    assert "xs:dateTime" in date_time(f"{text}T00:00:00Z")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-12-31T24:00:00Z", datetime(2027, 1, 1, tzinfo=UTC)),
        ("2026-02-28T24:00:00.000", datetime(2026, 3, 1, tzinfo=UTC)),
        ("2026-05-04T24:00:00+02:00", datetime(2026, 5, 4, 22, tzinfo=UTC)),
        ("9999-12-31T24:00:00Z", LATEST),
        ("9999-12-31T23:00:00-02:00", LATEST),
        ("0001-01-01T00:00:00+01:00", EARLIEST),
        ("-2026-05-04T12:00:00Z", EARLIEST),
        ("12026-05-04T12:00:00Z", LATEST),
    ],
)
def test_midnight_and_far_years_are_moments(text: str, moment: datetime) -> None:
    assert read_xml_time(text) == moment


def test_a_service_may_end_a_day_with_24_hours() -> None:
    assert read_json_time("2026-12-31T24:00:00.0Z") == datetime(2027, 1, 1, tzinfo=UTC)
    assert read_json_time("2026-12-31T24:00:01Z") is None


@pytest.mark.parametrize(
    ("day_text", "time_text", "moment"),
    [
        ("2026-05-04+02:00", " 12:00:00Z", datetime(2026, 5, 4, 12, tzinfo=UTC)),
        ("12026-05-04", "12:00:00Z", LATEST),
        ("2026-05-04", "24:00:00Z", datetime(2026, 5, 5, tzinfo=UTC)),
        ("yesterday", "12:00:00Z", None),
    ],
)
def test_a_day_and_a_time_are_one_moment(
    day_text: str, time_text: str, moment: datetime | None
) -> None:
    assert read_xml_day_and_time(day_text, time_text) == moment


@pytest.mark.parametrize(
    "text", ["25:00:00", "24:00:01", "24:00:00.1", "12:60:00", "12:00:60", "12:00", ""]
)
def test_what_is_no_time_of_day_is_named(text: str) -> None:
    assert "xs:time" in clock_time(text)
    assert "xs:dateTime" in date_time(f"2026-05-04T{text}Z")
