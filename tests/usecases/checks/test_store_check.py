"""The store is checked whole once a week, on other days a table at a time, however far it gets."""

from datetime import timedelta
from pathlib import Path

import pytest

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.errors import Refused
from sdk_desktop.store.store import Store
from sdk_desktop.usecases.checks import store_check
from tests.kit.sandbox_network import PersonClient, SandboxNetwork
from tests.usecases.test_maintenance import damage

WHOLE = ""


@pytest.fixture
def kim(tmp_path: Path) -> PersonClient:
    """Return a client whose store was checked whole a day ago."""
    kim = SandboxNetwork(tmp_path).practice_control()
    kim.synchronise()
    kim.workspace.maintenance.keep()
    kim.watch.turn(days=1)
    return kim


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is checked from now on."""
    looked_at: list[str] = []
    check = Store.check

    def noted(store: Store, part: str = WHOLE) -> None:
        looked_at.append(part)
        check(store, part)

    monkeypatch.setattr(Store, "check", noted)
    return looked_at


@pytest.fixture
def _one_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_check, "AT_ONCE", timedelta())


def checks(kim: PersonClient) -> int:
    return len(kim.workspace.audit_trail.page(kind=AuditKind.CHECKED))


def test_each_table_is_checked_on_a_day(kim: PersonClient, looked_at: list[str]) -> None:
    kept = kim.workspace.maintenance.keep()

    assert (kept.checked, kept.unfinished) == (True, False)
    assert tuple(looked_at) == kim.workspace._store.parts()
    assert {"message", "body", "file", "audit", "message_search_data"} <= set(looked_at)


def test_once_a_week_it_is_checked_whole(kim: PersonClient, looked_at: list[str]) -> None:
    kim.watch.turn(days=6)

    kim.workspace.maintenance.keep()

    assert looked_at == [WHOLE]


@pytest.mark.usefixtures("_one_at_once")
def test_it_goes_on_where_it_was_also_after_a_lock(kim: PersonClient, looked_at: list[str]) -> None:
    before = checks(kim)
    first = kim.workspace.maintenance.keep()
    kim.lock_and_unlock()
    parts = kim.workspace._store.parts()
    kept = [kim.workspace.maintenance.keep() for _ in parts[2:]]
    unrecorded = checks(kim)

    last = kim.workspace.maintenance.keep()

    assert tuple(looked_at) == parts
    assert {(one.checked, one.unfinished) for one in (first, *kept)} == {(False, True)}
    assert (last.checked, last.unfinished) == (True, False)
    assert (unrecorded, checks(kim)) == (before, before + 1)


@pytest.mark.usefixtures("_one_at_once")
def test_the_next_day_begins_anew(kim: PersonClient, looked_at: list[str]) -> None:
    parts = kim.workspace._store.parts()
    for _ in parts:
        kim.workspace.maintenance.keep()
    looked_at.clear()
    kim.watch.turn(days=1)

    kim.workspace.maintenance.keep()

    assert looked_at == [parts[0]]


def test_damage_in_a_table_is_told(kim: PersonClient, looked_at: list[str]) -> None:
    damage(kim)

    with pytest.raises(Refused, match="is damaged"):
        kim.workspace.maintenance.keep()

    assert WHOLE not in looked_at
