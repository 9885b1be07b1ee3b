"""A new store key: whoever was removed gets in no more, and everybody else as before."""

import shutil
from pathlib import Path

import pyotp
import pytest

from sdk_desktop.app import App
from sdk_desktop.app.restore import restore_profile
from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.clearance import PassphraseProof, Purpose
from sdk_desktop.domain.errors import Locked, ProofNeeded, Refused, Unavailable
from sdk_desktop.domain.mailbox import Folder
from sdk_desktop.settings import Profile
from sdk_desktop.store import rekeying
from sdk_desktop.store.backup.restoring import read_backup
from sdk_desktop.usecases.workspace import Workspace
from tests.kit.processes.forked import run
from tests.kit.sandbox_network import CHEAP, PersonClient, SandboxNetwork
from tests.usecases.killed_key_change import KILLED, MOMENTS
from tests.usecases.test_people import NEW, enrol, unlock


@pytest.fixture
def kim(tmp_path: Path) -> PersonClient:
    client = SandboxNetwork(tmp_path).practice_control()
    client.synchronise()
    return client


def headlines(workspace: Workspace) -> list[str]:
    return [one.subject for one in workspace.inbox.page("", Folder.ALL).headlines]


def kinds(workspace: Workspace) -> list[AuditKind]:
    return [row.event.kind for row in workspace.audit_trail.page()]


def renew(client: PersonClient) -> None:
    """Give the store a new key, and lock, as the window does."""
    client.workspace.store_key.renew()
    client.workspace.close()
    client.watch.turn(seconds=60)


def test_everybody_signs_in_as_before_without_having_been_there(kim: PersonClient) -> None:
    before, secret = headlines(kim.workspace), enrol(kim, "Bo")

    renew(kim)
    with_bo = unlock(kim, "Bo", secret)
    with_kim = kim.unlock()

    assert headlines(with_bo) == headlines(with_kim) == before
    assert AuditKind.STORE_KEY in kinds(with_bo)
    assert with_bo.audit_trail.verify().broken is None
    with_bo.close()
    with_kim.close()


def test_whoever_was_removed_and_kept_copies_does_not_get_in(
    kim: PersonClient, tmp_path: Path
) -> None:
    secret = enrol(kim, "Eva")
    profile, kept = kim.app.profile, tmp_path / "kept"
    shutil.copytree(profile.device_keys, kept / "device-keys")
    shutil.copy(profile.keys, kept)
    kim.workspace.people.remove("Eva")
    renew(kim)
    shutil.copytree(kept / "device-keys", profile.device_keys, dirs_exist_ok=True)
    shutil.copy(kept / "keys.json", profile.keys)

    with pytest.raises(Refused, match="cannot be opened with this key"):
        unlock(kim, "Eva", secret)


def test_the_old_file_that_is_put_back_is_found_out(kim: PersonClient, tmp_path: Path) -> None:
    secret = enrol(kim, "Eva")
    profile, kept = kim.app.profile, tmp_path / "kept"
    kim.lock_and_unlock()
    kim.workspace.close()
    shutil.copytree(profile.folder, kept)
    kim.watch.turn(seconds=60)
    kim.workspace = kim.unlock()
    renew(kim)
    [shutil.copy(kept / name, profile.folder) for name in ("keys.json", "messages.db")]

    back = unlock(kim, "Eva", secret)

    assert AuditKind.ROLLED_BACK in kinds(back)
    back.close()


def test_the_recovery_key_on_paper_opens_it_too(kim: PersonClient) -> None:
    paper = kim.workspace.people.renew_recovery()
    kim.workspace.people.confirm_recovery(paper)
    before = headlines(kim.workspace)
    renew(kim)
    enrolment = kim.app.enrolling.begin("Bo")
    code = pyotp.TOTP(enrolment.secret).at(kim.watch.now)
    kim.app.enrolling.recover(paper, enrolment, NEW, code)
    kim.watch.turn(seconds=60)

    with_bo = unlock(kim, "Bo", enrolment.secret)

    assert headlines(with_bo) == before
    with_bo.close()


def test_it_can_be_done_again_and_again(kim: PersonClient) -> None:
    secret = enrol(kim, "Bo")
    renew(kim)
    kim.workspace = kim.unlock()
    renew(kim)

    unlock(kim, "Bo", secret).close()


def test_backups_after_it_use_the_new_key_and_are_restored_by_the_same_paper(
    kim: PersonClient,
) -> None:
    paper = kim.workspace.people.renew_recovery()
    first = kim.workspace.maintenance.keep().backup
    renew(kim)
    kim.workspace = kim.unlock()
    before = headlines(kim.workspace)
    second = kim.workspace.maintenance.keep().backup
    kim.workspace.close()

    assert restored(kim, paper, first) == restored(kim, paper, second) == before


def restored(client: PersonClient, paper: str, name: str) -> list[str]:
    """Restore a backup elsewhere, let somebody in by the recovery key, and see what is there."""
    home = client.app.profile.folder
    profile = Profile(home.parent / name / "profile")
    backup = read_backup(home / "backups" / name)
    restore_profile(backup, profile, paper, client.watch, take_settings=True)
    app = App(profile, client.watch, derivation=CHEAP)
    enrolment = app.enrolling.begin("Bo")
    authenticator = pyotp.TOTP(enrolment.secret)
    app.enrolling.recover(paper, enrolment, NEW, authenticator.at(client.watch.now))
    client.watch.turn(seconds=60)
    proof = PassphraseProof(NEW, authenticator.at(client.watch.now))
    workspace = app.unlock("Bo", proof, lambda _: None)
    found = headlines(workspace)
    workspace.close()
    return found


def test_backups_under_the_old_key_go_when_they_are_old(kim: PersonClient) -> None:
    first = kim.workspace.maintenance.keep().backup
    folder = kim.app.profile.folder / "backups"
    renew(kim)
    kim.workspace = kim.unlock()
    kim.workspace.maintenance.keep()
    there = (folder / first).exists()
    days = [later(kim) for _ in range(8)]

    assert there
    assert not (folder / first).exists()
    assert all((folder / made).exists() for made in days[-7:])


def later(client: PersonClient) -> str:
    """Let ten days pass; gives the backup that is then made."""
    client.watch.turn(hours=240)
    return client.workspace.maintenance.keep().backup


def test_a_mark_from_before_it_proves_nothing_of_the_trail(kim: PersonClient) -> None:
    backup = kim.workspace.maintenance.keep().backup
    manifest = kim.app.profile.folder / "backups" / backup / "manifest.json"
    renew(kim)
    workspace = kim.unlock()

    with pytest.raises(Refused, match="before the store got a new key"):
        workspace.audit_trail.verify(manifest)
    workspace.close()


def test_another_window_that_has_the_store_open_hinders_it(
    kim: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rekeying, "TRIES", 1)
    secret = enrol(kim, "Bo")
    elsewhere = unlock(kim, "Bo", secret)

    with pytest.raises(Unavailable, match="Another window"):
        kim.workspace.store_key.renew()
    kim.workspace.close()
    kim.watch.turn(seconds=60)

    assert headlines(elsewhere)
    elsewhere.close()
    kim.unlock().close()


def test_the_client_is_locked_afterwards(kim: PersonClient) -> None:
    kim.workspace.store_key.renew()

    with pytest.raises(Locked):
        kim.workspace.status()


def test_it_needs_a_fresh_proof(kim: PersonClient) -> None:
    kim.watch.turn(minutes=15)

    with pytest.raises(ProofNeeded) as needed:
        kim.workspace.store_key.renew()

    assert needed.value.purpose is Purpose.ADMINISTER
    kim.workspace.close()


def test_whoever_is_removed_meanwhile_gives_it_no_new_key(
    kim: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = enrol(kim, "Bo")
    monkeypatch.setattr(rekeying, "settled", lambda _: kim.app._sign_in().keys.remove(kim.who))

    with pytest.raises(Refused, match="You have been removed"):
        kim.workspace.store_key.renew()
    kim.workspace.close()

    unlock(kim, "Bo", secret).close()


@pytest.mark.parametrize("moment", MOMENTS)
def test_whenever_it_is_killed_everybody_gets_in(kim: PersonClient, moment: str) -> None:
    paper = kim.workspace.people.renew_recovery()
    before, secret = headlines(kim.workspace), enrol(kim, "Bo")
    key, folder = kim.workspace._store.key, kim.app.profile.folder
    kim.workspace.close()
    call = ("tests.usecases.killed_key_change", str(folder), key.hex(), kim.who, moment)
    assert run(*call) == (KILLED, "")
    kim.watch.turn(minutes=1)

    with_bo = unlock(kim, "Bo", secret)
    assert headlines(with_bo) == before
    assert with_bo.audit_trail.verify().broken is None
    with_bo.close()
    kim.app.enrolling.confirm_recovery(paper)
    kim.workspace = kim.unlock()
    renew(kim)
    assert headlines(unlock(kim, "Bo", secret)) == before
    assert not list(folder.glob("messages.db.renewed*[!k]"))
