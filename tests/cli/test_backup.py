"""Backing up and restoring from the command line."""

import io
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

from sdk_desktop.app import App
from sdk_desktop.cli import main
from sdk_desktop.domain.configuration import CardReader
from sdk_desktop.domain.policy import BackupPlan
from sdk_desktop.settings import Profile, Settings, read_settings, write_settings
from tests.cli.conftest import Call
from tests.kit.sandbox_network import PersonClient, SandboxNetwork

FILES = ["keys.json", "manifest.json", "messages.db", "recovery.json", "settings.toml"]


@pytest.fixture
def client(tmp_path: Path) -> PersonClient:
    """A profile that is locked, with what came on its first day; its secret lies elsewhere."""
    made = SandboxNetwork(tmp_path / "network").practice_control()
    made.synchronise()
    return made


@pytest.fixture
def recovery_key(client: PersonClient, tmp_path: Path) -> Path:
    """The recovery key in a file; afterwards the profile is locked."""
    file = tmp_path / "recovery-key"
    file.write_text(client.workspace.people.renew_recovery() + "\n")
    lock(client)
    return file


def lock(client: PersonClient) -> None:
    client.workspace.close()
    client.app.close()


def backed_up(client: PersonClient, folder: Path) -> Path:
    """Back a locked client up by command; gives the backup's folder."""
    folder.mkdir(exist_ok=True)
    assert main(["backup", "--folder", str(client.app.profile.folder), "--to", str(folder)]) == 0
    (made,) = folder.iterdir()
    return made


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_locked_profile_is_backed_up_without_any_proof(
    client: PersonClient, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock(client)

    made = backed_up(client, tmp_path / "share")

    said = capsys.readouterr()
    assert sorted(path.name for path in made.iterdir()) == FILES
    assert (made / "messages.db").read_bytes() == client.app.profile.store.read_bytes()
    assert said.out.startswith(f"Backed up: {made} (4 files, ")
    assert said.err == ""


def test_a_profile_in_use_is_backed_up_with_its_log(
    call: Call, client: PersonClient, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    answer = call("backup", "--folder", client.app.profile.folder, "--to", share)
    (made,) = share.iterdir()
    names = {path.name for path in made.iterdir()}
    lock(client)

    assert (answer.returncode, answer.stderr) == (0, "")
    assert names == {*FILES, "messages.db-wal"}


def test_the_folder_of_the_settings_is_used(client: PersonClient, tmp_path: Path) -> None:
    lock(client)
    share = tmp_path / "share"
    share.mkdir()
    profile = client.app.profile
    write_settings(profile.settings, Settings(backup=BackupPlan(folder=str(share))))

    assert main(["--folder", str(profile.folder), "backup"]) == 0

    assert len(list(share.iterdir())) == 1


def test_the_clients_own_backup_is_due_all_the_same(call: Call, client: PersonClient) -> None:
    assert call("backup", "--folder", client.app.profile.folder).returncode == 0

    due = client.workspace.maintenance.due()
    lock(client)

    assert due


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_help_says_what_the_command_does(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])

    assert ended.value.code == 0
    assert {"backup": "needs no passphrase", "restore": "recovery key"}[command] in " ".join(
        capsys.readouterr().out.split()
    )


def test_without_a_store_there_is_nothing_to_back_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", "--folder", str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"sdk-desktop: There is no message store in {tmp_path}.\n"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said(
    client: PersonClient, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock(client)

    code = main(["backup", "--folder", str(client.app.profile.folder), "--to", str(tmp_path / "x")])

    assert code == 1
    assert "is not there. Connect the disk or share" in capsys.readouterr().err


def test_two_backups_at_once_are_one(
    client: PersonClient, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock(client)
    folder = client.app.profile.folder

    with FileLock(folder / "backup.lock"):
        code = main(["backup", "--folder", str(folder)])

    assert code == 1
    assert "Another window is making a backup just now." in capsys.readouterr().err


def test_a_backup_is_restored_to_where_people_sign_in_as_before(
    client: PersonClient, recovery_key: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = backed_up(client, tmp_path / "share")
    shutil.rmtree(client.app.profile.folder)
    new = Profile(tmp_path / "network" / "new")

    code = main(
        [
            "restore",
            "--unproved",
            str(made),
            "--folder",
            str(new.folder),
            "--recovery-key-file",
            str(recovery_key),
            "--take-settings",
        ]
    )

    assert code == 0
    assert "The recovery key opens it, and it is whole.\n" in capsys.readouterr().out
    names = {path.name for path in new.folder.iterdir()}
    assert names == {"keys.json", "messages.db", "recovery.json", "settings.toml"}
    assert App(new).people() == ("Kim Berg",)


def test_without_the_recovery_key_the_files_are_compared_only(
    client: PersonClient, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock(client)
    made = backed_up(client, tmp_path / "share")
    new = tmp_path / "new"

    assert main(["restore", "--unproved", str(made), "--folder", str(new)]) == 0

    assert "nobody gave the recovery key.\n" in capsys.readouterr().out
    assert (new / "messages.db").read_bytes() == (made / "messages.db").read_bytes()
    assert (new / "restored.json").is_file()


def test_a_backup_of_a_profile_in_use_is_restored_whole(
    call: Call, client: PersonClient, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = tmp_path / "key"
    key.write_text(client.workspace.people.renew_recovery())
    share = tmp_path / "share"
    share.mkdir()
    call("backup", "--folder", client.app.profile.folder, "--to", share)
    lock(client)
    (made,) = share.iterdir()
    new = tmp_path / "new"

    code = main(
        ["restore", "--unproved", str(made), "--folder", str(new), "--recovery-key-file", str(key)]
    )

    assert code == 0
    assert not (new / "messages.db-wal").exists()
    assert (new / "messages.db").stat().st_size > 0


def test_the_recovery_key_is_asked_for_where_somebody_sits(
    client: PersonClient, recovery_key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backed_up(client, tmp_path / "share")
    monkeypatch.setattr("sdk_desktop.cli.backup.is_terminal", lambda: True)
    monkeypatch.setattr(
        "sdk_desktop.cli.terminal.getpass", lambda _: f" {recovery_key.read_text()}"
    )

    assert main(["restore", "--unproved", str(made), "--folder", str(tmp_path / "new")]) == 0
    assert not (tmp_path / "new" / "restored.json").exists()


def test_a_copy_that_proves_nothing_is_restored_only_when_somebody_says_so(
    client: PersonClient, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock(client)
    made = backed_up(client, tmp_path / "share")

    assert main(["restore", str(made), "--folder", str(tmp_path / "new")]) == 1

    assert "Nothing proves that nobody has changed this backup." in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(("answer", "code"), [("yes", 0), ("no", 1), ("", 1)])
def test_whoever_sits_there_is_asked(
    client: PersonClient,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    code: int,
) -> None:
    lock(client)
    made = backed_up(client, tmp_path / "share")
    monkeypatch.setattr("sdk_desktop.cli.backup.is_terminal", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{answer}\n"))
    monkeypatch.setattr("sdk_desktop.cli.terminal.getpass", lambda _: "")

    assert main(["restore", str(made), "--folder", str(tmp_path / "new")]) == code


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA", "The recovery key is wrong."),
        ("", "has no recovery key in its first line."),
        ("\0å", "The recovery key is wrong."),
    ],
)
def test_a_wrong_recovery_key_restores_nothing(
    client: PersonClient,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    said: str,
    sentence: str,
) -> None:
    lock(client)
    made = backed_up(client, tmp_path / "share")
    key = tmp_path / "key"
    key.write_text(said)
    new = tmp_path / "new"

    code = main(
        ["restore", "--unproved", str(made), "--folder", str(new), "--recovery-key-file", str(key)]
    )

    assert code == 1
    assert sentence in capsys.readouterr().err
    assert not list(new.glob("*"))


def test_a_store_is_never_overwritten(
    client: PersonClient, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock(client)
    made = backed_up(client, tmp_path / "share")
    before = contents(client.app.profile.folder)

    code = main(["restore", "--unproved", str(made), "--folder", str(client.app.profile.folder)])

    assert code == 1
    assert "There is already a messages.db in" in capsys.readouterr().err
    assert contents(client.app.profile.folder) == before


@pytest.mark.parametrize(
    "name", ["keys.json", "recovery.json", "messages.new", "messages.db-wal", "messages.db"]
)
def test_another_profiles_files_are_never_overwritten(
    client: PersonClient, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    lock(client)
    made = backed_up(client, tmp_path / "share")
    new = tmp_path / "new"
    new.mkdir()
    (new / name).write_bytes(b"another's")

    assert main(["restore", "--unproved", str(made), "--folder", str(new)]) == 1

    assert f"There is already a {name} in" in capsys.readouterr().err
    assert contents(new) == {name: b"another's"}


def test_settings_that_somebody_may_have_changed_do_not_come_along_by_themselves(
    client: PersonClient, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock(client)
    made = backed_up(client, tmp_path / "share")
    new = tmp_path / "new"

    assert main(["restore", "--unproved", str(made), "--folder", str(new)]) == 0

    said = capsys.readouterr().out
    assert not (new / "settings.toml").exists()
    assert "Its settings were not taken" in said
    assert "https://sandbox.example.se" in said


def test_no_program_library_comes_along_with_settings(client: PersonClient, tmp_path: Path) -> None:
    lock(client)
    settings = read_settings(client.app.profile.settings)
    write_settings(client.app.profile.settings, replace(settings, card=CardReader("evil.so")))
    made = backed_up(client, tmp_path / "share")
    new = tmp_path / "new"

    assert main(["restore", "--unproved", str(made), "--folder", str(new), "--take-settings"]) == 0

    restored = read_settings(new / "settings.toml")
    assert restored.connection == settings.connection
    assert restored.card is None


def test_settings_that_are_there_stay(client: PersonClient, tmp_path: Path) -> None:
    lock(client)
    made = backed_up(client, tmp_path / "share")
    new = tmp_path / "new"
    new.mkdir()
    (new / "settings.toml").write_text("# own\n")

    assert main(["restore", "--unproved", str(made), "--folder", str(new)]) == 0
    assert (new / "settings.toml").read_text() == "# own\n"


def test_restoring_that_was_interrupted_is_done_again(client: PersonClient, tmp_path: Path) -> None:
    lock(client)
    made = backed_up(client, tmp_path / "share")
    new = tmp_path / "new"
    (new / "restoring.part").mkdir(parents=True)
    (new / "restoring.part" / "messages.db").write_bytes(b"half")
    shutil.copy(made / "keys.json", new)

    assert main(["restore", "--unproved", str(made), "--folder", str(new)]) == 0
    assert not (new / "restoring.part").exists()


@pytest.mark.parametrize("name", ["messages.db", "keys.json", "recovery.json", "settings.toml"])
def test_a_damaged_backup_is_refused(
    client: PersonClient, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    lock(client)
    made = backed_up(client, tmp_path / "share")
    content = bytearray((made / name).read_bytes())
    content[len(content) // 2] ^= 1
    (made / name).write_bytes(content)
    new = tmp_path / "new"

    assert main(["restore", "--unproved", str(made), "--folder", str(new)]) == 1

    assert f"The backup is damaged: {name} is not as it was made." in capsys.readouterr().err
    assert list(new.iterdir()) == []


def test_what_is_no_whole_backup_is_refused(
    client: PersonClient, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock(client)
    made = backed_up(client, tmp_path / "share")
    (made / "keys.json").unlink()

    codes = [
        main(["restore", "--unproved", str(folder), "--folder", str(tmp_path / "new")])
        for folder in (made, made.parent, tmp_path / "nowhere")
    ]

    assert codes == [1, 1, 1]
    assert capsys.readouterr().err.count("is no backup, or not a whole one.") == 3
    assert not (tmp_path / "new").exists()


def test_a_disk_that_is_full_restores_nothing(
    client: PersonClient,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lock(client)
    made = backed_up(client, tmp_path / "share")

    def no_space(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_space)

    assert main(["restore", "--unproved", str(made), "--folder", str(tmp_path / "new")]) == 1
    assert "could not be restored to" in capsys.readouterr().err
    assert list((tmp_path / "new").iterdir()) == []


def test_a_damaged_profile_is_salvaged_into_a_new_one(
    client: PersonClient,
    recovery_key: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    profile, new = client.app.profile, tmp_path / "new"
    content = bytearray(profile.store.read_bytes())
    content[1_000] ^= 1  # on the first page, without which the engine opens nothing
    content[len(content) * 6 // 10] ^= 1
    profile.store.write_bytes(content)
    call = ["salvage", "--folder", str(profile.folder), "--to", str(new)]

    assert main([*call, "--recovery-key-file", str(recovery_key)]) == 0
    assert main([*call, "--recovery-key-file", str(recovery_key)]) == 1

    said = capsys.readouterr()
    assert said.out.startswith(f"Saved: {new} (")
    assert "is not empty" in said.err
    assert profile.store.read_bytes() == content
    assert set(contents(new)) - {"keys.json.lock"} == {
        *("keys.json", "messages.db", "recovery.json", "settings.toml")
    }
