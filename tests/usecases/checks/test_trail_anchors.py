"""An audit trail that was rolled back with its file is found by marks outside the store."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from sdk_desktop.domain.audit import SYSTEM, AuditEvent, AuditKind
from sdk_desktop.domain.errors import Refused
from tests.kit.computer.key_store import key_store
from tests.kit.sandbox_network import PersonClient, SandboxNetwork
from tests.usecases.test_maintenance import restored


@pytest.fixture
def kim(tmp_path: Path) -> Iterator[PersonClient]:
    """Kim's client at a computer with a key store; an older copy of its store lies in `old.db`."""
    with key_store():
        client = SandboxNetwork(tmp_path / "network").practice_control()
        client.workspace.close()
        shutil.copy(client.app.profile.store, tmp_path / "old.db")
        unlock(client)
        yield client
        client.workspace.close()


def unlock(client: PersonClient) -> None:
    client.watch.turn(seconds=30)
    client.workspace = client.unlock()


def roll_back(client: PersonClient, tmp_path: Path) -> None:
    """Put the older copy in the store's place, and unlock it."""
    client.workspace.close()
    shutil.copy(tmp_path / "old.db", client.app.profile.store)
    unlock(client)


def read_something(client: PersonClient) -> int:
    """Receive, read a message; return the number of the event that records it."""
    client.synchronise()
    client.workspace.inbox.open(client.headlines()[0].row)
    return client.workspace.audit_trail.page()[0].number


def recorded(client: PersonClient) -> list[str]:
    rows = client.workspace.audit_trail.page(kind=AuditKind.ROLLED_BACK)
    return [row.event.detail for row in rows]


def forget_marks(client: PersonClient) -> None:
    """Let this computer remember nothing of the trail."""
    with client.workspace._store.read() as stored:
        client.workspace._sign_in.computer.forget(stored.history.store())


def test_a_store_that_was_replaced_by_an_older_copy_is_found(
    kim: PersonClient, tmp_path: Path
) -> None:
    read = read_something(kim)
    roll_back(kim, tmp_path)
    result = kim.workspace.audit_trail.verify()

    assert recorded(kim) == [str(read + 1)]
    assert (result.broken, result.lost) == (4, read + 1)

    kim.lock_and_unlock()
    assert recorded(kim) == [str(read + 1)]
    assert kim.workspace.audit_trail.verify().broken == 4


def test_what_was_never_locked_is_missed_from_the_last_round_on(
    kim: PersonClient, tmp_path: Path
) -> None:
    kim.synchronise()
    end = kim.workspace.audit_trail.page()[0].number
    kim.workspace._store.close()
    shutil.copy(tmp_path / "old.db", kim.app.profile.store)
    unlock(kim)

    assert recorded(kim) == [str(end)]


def test_a_backup_finds_what_the_computer_has_forgotten(kim: PersonClient, tmp_path: Path) -> None:
    read_something(kim)
    kim.workspace.maintenance.keep()
    kim.workspace.close()
    shutil.copy(tmp_path / "old.db", kim.app.profile.store)
    unlocked_before = kim.app.profile.store.read_bytes()
    kim.app._sign_in().computer.forget(unlocked_before[:16].hex())
    unlock(kim)

    assert len(recorded(kim)) == 1
    assert kim.workspace.audit_trail.verify().broken == 4


def test_an_untouched_trail_agrees_with_all_marks(kim: PersonClient) -> None:
    read_something(kim)
    kim.workspace.maintenance.keep()
    kim.lock_and_unlock()
    result = kim.workspace.audit_trail.verify()

    assert (result.broken, result.compared, result.lost) == (None, 2, 0)


def test_it_is_said_when_there_is_nothing_to_compare_with(kim: PersonClient) -> None:
    forget_marks(kim)

    assert kim.workspace.audit_trail.verify().compared == 0


def test_restoring_a_backup_explains_what_is_gone(kim: PersonClient) -> None:
    backup = kim.workspace.maintenance.keep().backup
    kim.watch.turn(seconds=1)
    read_something(kim)
    restored(kim, backup)

    assert recorded(kim) == []
    assert kim.workspace.audit_trail.verify().broken is None


def test_what_was_restored_by_a_clock_that_was_ahead_explains_nothing_later(
    kim: PersonClient, tmp_path: Path
) -> None:
    ahead = AuditEvent(AuditKind.RESTORED, kim.watch.now + timedelta(days=365), SYSTEM, "")
    with kim.workspace._store.begin() as stored:
        stored.audit.add(ahead)
    kim.workspace.close()
    shutil.copy(kim.app.profile.store, tmp_path / "old.db")
    unlock(kim)
    read = read_something(kim)
    roll_back(kim, tmp_path)

    assert recorded(kim) == [str(read + 1)]


def test_an_earlier_export_shows_what_is_gone(kim: PersonClient, tmp_path: Path) -> None:
    read = read_something(kim)
    kim.workspace.audit_trail.export(tmp_path / "trail.csv")
    forget_marks(kim)
    kim.workspace._store.close()
    shutil.copy(tmp_path / "old.db", kim.app.profile.store)
    unlock(kim)
    trail = kim.workspace.audit_trail

    assert trail.verify().broken is None
    result = trail.verify(against=tmp_path / "trail.csv")
    assert (result.broken, result.lost, result.compared) == (5, read, 2)


def test_an_export_agrees_with_the_trail_that_goes_on(kim: PersonClient, tmp_path: Path) -> None:
    kim.workspace.audit_trail.export(tmp_path / "trail.csv")
    read_something(kim)

    assert kim.workspace.audit_trail.verify(against=tmp_path / "trail.csv").broken is None


def test_the_manifest_of_a_backup_is_compared_with(kim: PersonClient) -> None:
    backup = kim.workspace.maintenance.keep().backup
    manifest = kim.app.profile.folder / "backups" / backup / "manifest.json"

    result = kim.workspace.audit_trail.verify(against=manifest)

    assert (result.broken, result.compared) == (None, 3)


@pytest.mark.parametrize("said", ["", "number;digest\n", "number;digest\nx;y\n", "\x00"])
def test_a_file_that_is_no_export_is_refused(kim: PersonClient, tmp_path: Path, said: str) -> None:
    (tmp_path / "other.csv").write_text(said)

    with pytest.raises(Refused, match="is no exported audit trail"):
        kim.workspace.audit_trail.verify(against=tmp_path / "other.csv")


def test_a_computer_that_keeps_no_mark_still_unlocks(kim: PersonClient) -> None:
    with kim.workspace._store.read() as stored:
        kim.workspace._sign_in.computer.note(stored.history.store(), "nonsense")
    kim.workspace._store.close()

    unlock(kim)

    assert recorded(kim) == []
