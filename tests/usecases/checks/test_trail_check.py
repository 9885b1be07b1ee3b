"""The audit trail is verified without being asked: what is new each day, all of it each week."""

from pathlib import Path

import pytest

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.errors import Refused
from sdk_desktop.usecases.backups import MaintenanceResult
from sdk_desktop.usecases.checks import trail_check
from tests.kit.sandbox_network import PersonClient, SandboxNetwork

FORGED = "UPDATE audit SET who = 'Nobody' WHERE number = {number}"
TOLD = "The chain is broken at event number {number}. Tell those responsible."


@pytest.fixture
def kim(tmp_path: Path) -> PersonClient:
    """Return a client whose trail has just been verified."""
    kim = SandboxNetwork(tmp_path).practice_control()
    kim.synchronise()
    kim.workspace.maintenance.keep()
    return kim


def change(kim: PersonClient, statement: str) -> None:
    with kim.workspace._store.begin() as stored:
        stored.audit.connection.exec_driver_sql(statement)


def newest(kim: PersonClient) -> int:
    return kim.workspace.audit_trail.page()[0].number


def next_day(kim: PersonClient, days: int = 1) -> MaintenanceResult:
    kim.watch.turn(days=days)
    return kim.workspace.maintenance.keep()


def test_what_was_altered_since_is_told_the_next_day_once_and_backups_go_on(
    kim: PersonClient,
) -> None:
    kim.lock_and_unlock()
    number = newest(kim)
    change(kim, FORGED.format(number=number))

    with pytest.raises(Refused) as told:
        next_day(kim)
    later = next_day(kim)

    assert str(told.value) == TOLD.format(number=number)
    events = kim.workspace.audit_trail.page(kind=AuditKind.CHECKED)
    assert [row.event.detail for row in events if row.event.detail] == [str(told.value)]
    assert later.backup
    assert later.checked


def test_what_was_altered_of_what_is_old_is_told_within_a_week(kim: PersonClient) -> None:
    change(kim, FORGED.format(number=2))

    kept = next_day(kim)
    with pytest.raises(Refused, match="broken at event number 2"):
        next_day(kim, days=6)

    assert not kept.unfinished
    assert kim.workspace.audit_trail.verify().broken == 2


def test_a_mark_without_the_key_proves_nothing(kim: PersonClient) -> None:
    change(kim, FORGED.format(number=2))
    change(
        kim, "UPDATE fetch SET what = replace(what, 'to ', 'to 1') WHERE what LIKE 'followed to %'"
    )

    with pytest.raises(Refused, match="broken at event number 2"):
        next_day(kim)


def test_it_goes_on_piece_by_piece(kim: PersonClient, monkeypatch: pytest.MonkeyPatch) -> None:
    change(kim, "DELETE FROM fetch WHERE what LIKE 'followed to %'")
    number = newest(kim)
    change(kim, FORGED.format(number=number))
    monkeypatch.setattr(trail_check, "AT_ONCE", number - 1)
    kim.watch.turn(days=1)

    first = kim.workspace.maintenance.keep()
    with pytest.raises(Refused, match=f"broken at event number {number}"):
        kim.workspace.maintenance.keep()

    assert first.unfinished
    assert not kim.workspace.maintenance.keep().unfinished


def test_a_trail_that_was_trimmed_meanwhile_is_verified_from_there(kim: PersonClient) -> None:
    kim.watch.turn(days=1)
    trail = kim.workspace.audit_trail
    assert trail.verify().broken is None
    with kim.workspace._store.begin() as stored:
        event = kim.workspace._actor.event(AuditKind.TRIMMED)
        stored.audit.trim(kim.watch.now, 1000, event)

    kept = kim.workspace.maintenance.keep()

    assert not kept.unfinished
    assert trail.verify().broken is None
