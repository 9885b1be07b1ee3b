"""What a monitoring program is told of a client that may be locked."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from sdk_desktop.app import App
from sdk_desktop.settings import Profile
from tests.kit.sandbox_network import PersonClient, SandboxNetwork


@pytest.fixture
def network(tmp_path: Path) -> SandboxNetwork:
    return SandboxNetwork(tmp_path)


@pytest.fixture
def kim(network: SandboxNetwork) -> PersonClient:
    """Return a client that has fetched, made a backup, and is locked."""
    client = network.practice_control()
    client.synchronise()
    client.workspace.maintenance.keep()
    client.workspace.close()
    return client


def noted(client: PersonClient, **changed: object) -> None:
    path = client.app.profile.note
    path.write_text(json.dumps({**json.loads(path.read_text()), **changed}))


def test_of_a_client_that_is_not_set_up_nothing_is_wrong(tmp_path: Path) -> None:
    status = App(Profile(tmp_path)).status()

    assert (status.set_up, status.last_fetch_seconds, status.backup_seconds) == (False, None, None)
    assert status.problems == ()


def test_ages_are_counted_while_it_is_locked(kim: PersonClient) -> None:
    kim.watch.turn(minutes=10)

    status = kim.app.status()

    assert (status.last_fetch_seconds, status.last_round_seconds) == (600, 600)
    assert status.backup_seconds == 600
    assert status.store_bytes > 0
    assert status.problems == ()


def test_a_backup_that_is_overdue_is_a_problem(kim: PersonClient) -> None:
    kim.watch.turn(seconds=timedelta(days=5).total_seconds())

    assert kim.app.status().problems == ("backup",)


def test_rounds_that_fail_for_long_are_a_problem(kim: PersonClient) -> None:
    noted(kim, failed=11, error="Unavailable")

    status = kim.app.status()

    assert (status.failed_rounds, status.error) == (11, "Unavailable")
    assert status.problems == ("fetch",)


def test_a_certificate_that_ends_soon_is_a_problem(kim: PersonClient) -> None:
    ends = (kim.watch() + timedelta(days=13)).date()
    noted(kim, certificates={"organisation": ends.isoformat()})

    status = kim.app.status()

    assert status.certificate_days == {"organisation": 13}
    assert status.problems == ("certificate",)
