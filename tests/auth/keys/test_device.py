"""This computer's secret, in a key store or, where there is none, in a file."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from keyring.backends import Windows

from sdk_desktop.auth.keys.device import Device, SecretPlace, may_ask
from sdk_desktop.domain.errors import Refused, Unavailable
from tests.kit.computer.disk import full_disk
from tests.kit.computer.key_store import KeyStoreInMemory, key_store
from tests.kit.project import PROJECT, on_linux, on_posix, on_windows


@pytest.fixture
def store() -> Iterator[KeyStoreInMemory]:
    with key_store() as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "device-keys"


def test_a_secret_lies_in_the_key_store_and_nowhere_else(
    store: KeyStoreInMemory, folder: Path
) -> None:
    name, secret = Device(folder).make()

    assert Device(folder).secret(name) == secret
    assert len(secret) == 32
    assert Device(folder).place(name) is SecretPlace.KEY_STORE
    assert not folder.exists()
    assert [service for service, _ in store.kept] == ["SDK Desktop"]


def test_a_secret_does_not_follow_a_user_whose_folder_roams(
    store: KeyStoreInMemory, folder: Path
) -> None:
    Device(folder).make()

    assert store.persist == "local machine"


@on_windows
def test_where_a_policy_lets_windows_keep_nothing_it_lies_in_a_file(
    store: KeyStoreInMemory, folder: Path
) -> None:
    gone = "A specified logon session does not exist."
    store.says = Windows.pywintypes.error(1312, "CredWrite", gone)  # type: ignore[attr-defined]
    store.locked = True
    name, secret = Device(folder).make()

    assert Device(folder).secret(name) == secret
    assert Device(folder).place(name) is SecretPlace.FILE


@on_linux
def test_a_key_store_of_a_linux_desktop_may_ask_and_is_not_asked_for_that(
    store: KeyStoreInMemory,
) -> None:
    assert may_ask()
    assert store.asked == 0


def test_where_there_is_no_key_store_nothing_asks() -> None:
    assert not may_ask()


def test_without_a_key_store_it_lies_in_a_file(folder: Path) -> None:
    name, secret = Device(folder).make()

    assert Device(folder).secret(name) == secret
    assert Device(folder).place(name) is SecretPlace.FILE
    assert [path.name for path in folder.iterdir()] == [f"{name}.key"]


@on_posix
def test_the_file_is_the_users_alone(folder: Path) -> None:
    before = os.umask(0)
    Device(folder).make()
    os.umask(before)

    (file,) = folder.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_key_store_that_stays_locked_is_done_without(
    store: KeyStoreInMemory, folder: Path
) -> None:
    store.locked = True
    name, secret = Device(folder).make()

    assert Device(folder).secret(name) == secret
    assert Device(folder).place(name) is SecretPlace.FILE


def test_a_secret_whose_key_store_does_not_open_is_said(
    store: KeyStoreInMemory, folder: Path
) -> None:
    name, _ = Device(folder).make()
    store.locked = True

    with pytest.raises(Unavailable, match="key store does not open"):
        Device(folder).secret(name)
    assert Device(folder).place(name) is None


def test_a_secret_that_an_open_key_store_does_not_have_is_said(
    store: KeyStoreInMemory, folder: Path
) -> None:
    with pytest.raises(Refused, match="does not hold what belongs to the key file"):
        Device(folder).secret("0123")

    assert store.kept == {}


def test_each_secret_is_new(folder: Path) -> None:
    device = Device(folder)

    assert device.make() != device.make()


def test_what_is_not_needed_any_longer_is_forgotten(store: KeyStoreInMemory, folder: Path) -> None:
    device = Device(folder)
    name, _ = device.make()
    device.forget(name)

    assert store.kept == {}
    with pytest.raises(Refused):
        device.secret(name)


def test_a_forgotten_file_is_gone(folder: Path) -> None:
    device = Device(folder)
    name, _ = device.make()
    device.forget(name)
    device.forget(name)

    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", ["", "../keys", "a/b", "a.b"])
def test_a_name_that_leads_elsewhere_is_refused(folder: Path, name: str) -> None:
    with pytest.raises(Refused, match="makes no sense"):
        Device(folder).secret(name)


def test_a_file_that_cannot_be_removed_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, secret = Device(folder).make()

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", _not_allowed)
        with pytest.raises(Refused, match="cannot be written"):
            Device(folder).forget(name)

    assert Device(folder).secret(name) == secret


def _not_allowed(*_given: object, **_more: object) -> None:
    raise PermissionError(13, "not yours")


@pytest.mark.parametrize("content", ["", "?", "åäö", "AAAA="])
def test_a_damaged_file_is_said(folder: Path, content: str) -> None:
    name, _ = Device(folder).make()
    (folder / f"{name}.key").write_text(content, encoding="utf-8")

    with pytest.raises(Refused, match="does not hold what belongs"):
        Device(folder).secret(name)


def test_a_disk_that_takes_nothing_is_said(folder: Path) -> None:
    with full_disk(), pytest.raises(Unavailable, match="disk is full"):
        Device(folder).make()


REAL = """
import sys
from pathlib import Path
from sdk_desktop.auth.keys.device import Device, SecretPlace

device = Device(Path(sys.argv[1]))
name, secret = device.make()
assert device.place(name) is SecretPlace.KEY_STORE, device.place(name)
assert device.secret(name) == secret
device.forget(name)
assert device.place(name) is None
print("kept and forgotten")
"""


def test_the_key_store_of_a_linux_desktop_keeps_and_forgets(tmp_path: Path) -> None:
    if not (shutil.which("gnome-keyring-daemon") and shutil.which("dbus-run-session")):
        pytest.skip("there is no gnome-keyring (Debian: apt-get install gnome-keyring dbus)")
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    opened = "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null"
    command = ["dbus-run-session", "--", "sh", "-c", f'{opened}; exec "$@"', "sh"]
    places = {
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(runtime),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.SecretService.Keyring",
    }
    done = subprocess.run(
        [*command, sys.executable, "-c", REAL, str(tmp_path / "files")],
        cwd=PROJECT,
        env=os.environ | places,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.stdout == "kept and forgotten\n", done.stderr
    assert not (tmp_path / "files").exists()
