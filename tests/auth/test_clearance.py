from datetime import UTC, datetime, timedelta

import pytest

from sdk_desktop.auth.clearance import grant, require
from sdk_desktop.domain.errors import ProofNeeded

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
CLEARANCE = grant("Kim", NOON, timedelta(hours=4))


@pytest.mark.parametrize("passed", [timedelta(), timedelta(hours=4, microseconds=-1)])
def test_a_fresh_clearance_is_good(passed: timedelta) -> None:
    assert require(CLEARANCE, NOON + passed) is CLEARANCE


@pytest.mark.parametrize("passed", [timedelta(hours=4), timedelta(days=99), timedelta(seconds=-1)])
def test_a_clearance_grows_old_and_a_clock_set_back_does_not_help(passed: timedelta) -> None:
    with pytest.raises(ProofNeeded):
        require(CLEARANCE, NOON + passed)
