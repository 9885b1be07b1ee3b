from datetime import UTC, datetime, timedelta

import pytest

from sdk_desktop.usecases.checks.due import has_passed

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("since", "passed"),
    [
        (None, True),
        (NOON - HOUR, True),
        (NOON - HOUR + timedelta(seconds=1), False),
        (NOON, False),
        (NOON + timedelta(seconds=1), True),  # the clock has been put back since
    ],
)
def test_a_time_has_passed_when_it_is_over_or_the_clock_was_put_back(
    since: datetime | None, passed: bool
) -> None:
    assert has_passed(since, HOUR, NOON) is passed
