from datetime import UTC, datetime, timedelta

import pytest

from sdk_desktop.auth import clearance
from sdk_desktop.auth.clearance import grant, require
from sdk_desktop.domain.clearance import Level, Need, Purpose
from sdk_desktop.domain.errors import ProofNeeded

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NEED = Need(Level.HIGH, timedelta(hours=4))
CLEARANCE = grant("Kim", NOON, Level.HIGH)


@pytest.mark.parametrize("passed", [timedelta(), timedelta(hours=4, microseconds=-1)])
def test_a_fresh_clearance_is_good(passed: timedelta) -> None:
    assert require(CLEARANCE, Purpose.READ, NEED, NOON + passed) is CLEARANCE


@pytest.mark.parametrize("passed", [timedelta(hours=4), timedelta(days=99), timedelta(seconds=-1)])
def test_a_clearance_grows_old_and_a_clock_set_back_does_not_help(passed: timedelta) -> None:
    with pytest.raises(ProofNeeded, match="Confirm who you are"):
        require(CLEARANCE, Purpose.READ, NEED, NOON + passed)


@pytest.mark.parametrize("level", [Level.LOW, Level.MEDIUM])
def test_a_weak_proof_is_not_made_good_by_being_new(level: Level) -> None:
    with pytest.raises(ProofNeeded, match="stronger sign-in"):
        require(grant("Kim", NOON, level), Purpose.READ, NEED, NOON)


def test_a_stronger_proof_than_needed_is_good() -> None:
    highest = grant("Kim", NOON, Level.HIGHEST)

    assert require(highest, Purpose.READ, NEED, NOON) is highest


@pytest.mark.parametrize("purpose", Purpose)
def test_what_needs_a_proof_says_what_for(purpose: Purpose) -> None:
    with pytest.raises(ProofNeeded) as old:
        require(CLEARANCE, purpose, NEED, NOON + timedelta(days=1))
    with pytest.raises(ProofNeeded) as weak:
        require(grant("Kim", NOON, Level.LOW), purpose, NEED, NOON)

    assert (old.value.purpose, weak.value.purpose) == (purpose, purpose)


def test_a_clock_that_is_set_back_renews_no_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    given = grant("Kim", NOON, Level.HIGH)
    later = given.up + NEED.age.total_seconds()
    monkeypatch.setattr(clearance, "uptime", lambda: later)

    with pytest.raises(ProofNeeded):
        require(given, Purpose.READ, NEED, NOON)
