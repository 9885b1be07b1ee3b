"""Who may read and write files besides their owner."""

import os
from pathlib import Path

import pytest

from sdk_desktop.app import App
from sdk_desktop.app.checks.profile import check_rights
from sdk_desktop.app.rights import FileRights, mend_rights
from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.configuration import Connection
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.sharing import LedgerAddress
from sdk_desktop.file_rights import others_may_read, readers_of, writers_of
from sdk_desktop.settings import Profile, Settings
from tests.kit.computer.disk import ANYBODY
from tests.kit.sandbox_network import PersonClient, SandboxNetwork

pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")

IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
INHERITED = "O:BAG:SYD:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;ID;0x1301bf;;;AU)(A;ID;FR;;;BU)"


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    made = Profile(tmp_path / "home" / "profile")
    made.make()
    return made


@pytest.mark.parametrize("rights", [0o777, 0o755, 0o770, 0o750])
def test_a_profile_folder_is_kept_for_its_owner(profile: Profile, rights: int) -> None:
    profile.folder.chmod(rights)

    assert profile.make()
    assert mode(profile.folder) == 0o700
    assert not profile.make()


def test_a_folder_that_is_there_for_others_is_left_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "theirs.txt").touch()

    with pytest.raises(Refused, match="holds something else"):
        App(Profile(tmp_path))
    assert (mode(tmp_path), [*tmp_path.iterdir()]) == (0o755, [tmp_path / "theirs.txt"])


def test_a_folder_that_settings_name_for_a_file_is_left_as_it_is(
    profile: Profile, tmp_path: Path
) -> None:
    tmp_path.chmod(0o755)
    connection = Connection("https://x", "https://x", "x", "https://x", secret_file=str(tmp_path))

    found = mend_rights(profile, Settings(connection=connection), folder=False)

    assert (found, mode(tmp_path)) == (FileRights(), 0o755)


@pytest.mark.skipif(not IS_ROOT, reason="only root gives folders away")
def test_a_profile_folder_of_another_user_is_refused(profile: Profile) -> None:
    os.chown(profile.folder, ANYBODY, -1)

    with pytest.raises(Refused, match="belongs to another user"):
        App(profile)


def test_a_folder_whose_rights_cannot_be_mended_is_refused(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile.folder.chmod(0o777)
    monkeypatch.setattr("sdk_desktop.settings.keep_for_owner", lambda _: False)

    with pytest.raises(Refused, match="Others can write in the folder"):
        App(profile)


@pytest.mark.parametrize(
    "name",
    [
        *("keys.json", "recovery.json", "messages.db", "messages.db-wal", "settings.toml"),
        *("../secret", "../ticket"),
    ],
)
@pytest.mark.parametrize("rights", [0o666, 0o644, 0o640])
def test_what_is_secret_is_kept_for_its_owner(profile: Profile, name: str, rights: int) -> None:
    path = profile.folder / name
    path.write_text("")
    path.chmod(rights)
    connection = Connection("", "", "", "", secret_file=str(profile.folder / "../secret"))
    ledger = LedgerAddress("l", "sdk", "17", ticket_file=str(profile.folder / "../ticket"))

    found = mend_rights(profile, Settings(connection=connection, shared=ledger), folder=False)

    assert found == FileRights(mended=(path,))
    assert mode(path) == 0o600


def test_a_folder_that_others_can_still_read_is_not_said_to_be_mended(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sdk_desktop.app.rights.others_may_read", lambda _: True)

    assert mend_rights(profile, Settings(), folder=True) == FileRights(open=(profile.folder,))


def test_this_computers_secrets_are_kept_for_their_owner(profile: Profile) -> None:
    profile.device_keys.mkdir(mode=0o777)
    profile.device_keys.chmod(0o777)
    (profile.device_keys / "a.key").write_text("")

    mend_rights(profile, Settings(), folder=False)

    assert mode(profile.device_keys) == 0o700
    assert mode(profile.device_keys / "a.key") == 0o600


def test_what_is_right_is_left_as_it_is(profile: Profile) -> None:
    assert mend_rights(profile, Settings(), folder=False) == FileRights()


@pytest.mark.skipif(not IS_ROOT, reason="only root gives files away")
@pytest.mark.parametrize(("rights", "open_to_others"), [(0o640, False), (0o644, True)])
def test_what_is_given_to_a_group_by_its_owner_may_be_read_by_that_group(
    profile: Profile, rights: int, *, open_to_others: bool
) -> None:
    path = profile.folder / "secret"
    path.write_text("")
    path.chmod(rights)
    os.chown(path, ANYBODY, 0)

    assert others_may_read(path) is open_to_others


def test_a_key_on_a_security_module_is_no_file(profile: Profile) -> None:
    connection = Connection("", "", "", "", secret_file="/nowhere/secret")

    assert mend_rights(profile, Settings(connection=connection), folder=False) == FileRights()


def test_mending_is_said_and_recorded_once(network: SandboxNetwork, kim: PersonClient) -> None:
    kim.workspace.close()
    profile = kim.app.profile
    profile.folder.chmod(0o777)
    profile.keys.chmod(0o666)
    kim.app = App(profile, kim.watch, client=network.web())
    (line,) = (one for one in kim.app.check() if one.name == "Rights")
    kim.watch.turn(seconds=30)
    kim.workspace = kim.unlock()
    kim.lock_and_unlock()

    assert line.text == "Others could read or write {files}. That has been mended now."
    assert str(profile.keys) in str(line.values["files"])
    events = kim.workspace.audit_trail.page(kind=AuditKind.RIGHTS_MENDED)
    assert [row.event.detail for row in events] == ["Kim Berg, keys.json"]


def test_what_others_can_still_read_is_a_failed_check(profile: Profile, tmp_path: Path) -> None:
    line = check_rights(profile, FileRights(open=(tmp_path / "secret",)))

    assert not line.ok
    assert line.values["files"] == str(tmp_path / "secret")


def test_a_folder_above_in_which_everybody_can_write_is_a_failed_check(profile: Profile) -> None:
    assert check_rights(profile, FileRights()).ok
    profile.folder.parent.chmod(0o777)

    line = check_rights(profile, FileRights())

    assert (line.ok, line.values["folder"]) == (False, profile.folder)


def test_on_windows_the_access_list_says_who_may() -> None:
    assert writers_of(INHERITED) == {"SY", "BA", "AU"}
    assert readers_of(INHERITED) == {"SY", "BA", "AU", "BU"}
    assert readers_of("O:BAD:(D;;FA;;;WD)(A;;0x2;;;BU)") == frozenset()
    assert readers_of("O:BAD:(A;OICIIO;GA;;;WD)(A;OICI;FA;;;BA)") == {"BA"}


def test_where_windows_has_no_list_everybody_may_do_everything() -> None:
    assert readers_of("O:BAD:NO_ACCESS_CONTROL") == writers_of("O:BAD:NO_ACCESS_CONTROL") == {"WD"}
