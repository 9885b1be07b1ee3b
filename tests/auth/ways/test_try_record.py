from datetime import UTC, datetime, timedelta
from functools import reduce

import pytest

from sdk_desktop.auth.ways.tries import LONGEST, TryRecord

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def failed(times: int) -> TryRecord:
    return reduce(lambda attempts, _: attempts.failed(NOON), range(times), TryRecord())


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def test_the_wait_doubles_from_a_second_to_five_minutes() -> None:
    waits = [failed(times).wait(NOON) for times in range(12)]

    assert waits == [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, LONGEST, LONGEST]


@pytest.mark.parametrize(("passed", "left"), [(0, 8), (0.1, 8), (7.9, 1), (8, 0), (9, 0)])
def test_the_wait_is_over_when_its_time_has_passed(passed: float, left: int) -> None:
    assert failed(4).wait(after(passed)) == left


def test_a_thousand_failures_wait_no_longer_than_ten() -> None:
    assert failed(1000).wait(NOON) == LONGEST


def test_a_clock_that_was_set_back_begins_the_same_wait_anew() -> None:
    year_ago = NOON - timedelta(days=365)

    attempts = failed(4).seen(year_ago)

    assert attempts.wait(year_ago) == 8
    assert attempts.wait(year_ago + timedelta(seconds=8)) == 0
    assert attempts.failures == 4


def test_a_clock_that_goes_on_changes_nothing() -> None:
    assert failed(4).seen(after(1)) == failed(4)
    assert TryRecord().seen(NOON) == TryRecord()
