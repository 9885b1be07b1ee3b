"""The Windows installer: what its tables say."""

import shutil
import subprocess
from pathlib import Path

import pytest

from installer.package.msi import UPGRADE_CODE, build_msi
from installer.package.signing import COMMAND
from sdk_desktop.cli.system_log import SOURCE

pytestmark = pytest.mark.skipif(
    shutil.which("wixl") is None or shutil.which("msiinfo") is None,
    reason="wixl and msitools are not installed (Debian: apt-get install wixl msitools)",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder as it is installed, but for most of its files."""
    made = tmp_path / "windows"
    (made / "Lib" / "åäö").mkdir(parents=True)
    for name in ("sdk-desktop.exe", "sdk-desktop-window.exe", "Lib/start.pyc", "Lib/åäö/a&b.txt"):
        (made / name).write_text(name, encoding="utf-8")
    return made


def built(folder: Path, version: str = "0.1.0") -> Path:
    icon = folder.parent / "application.ico"
    icon.write_bytes(b"\0\0\1\0\0\0")
    target = folder.parent / f"sdk-desktop-{version}.msi"
    build_msi(folder, version, icon, target)
    return target


def table(msi: Path, name: str) -> list[list[str]]:
    """Return the rows of a table."""
    command = ["msiinfo", "export", str(msi), name]
    done = subprocess.run(command, check=True, capture_output=True)
    _, _, _, *rows = (line.split("\t") for line in done.stdout.decode().splitlines())
    return rows


def test_every_file_is_there_and_the_start_menu_opens_no_console(folder: Path) -> None:
    msi = built(folder)

    files = {row[2].rpartition("|")[2] for row in table(msi, "File")}
    shortcuts = {row[2].rpartition("|")[2]: (row[4], row[5]) for row in table(msi, "Shortcut")}
    assert files == {"sdk-desktop.exe", "sdk-desktop-window.exe", "start.pyc", "a&b.txt"}
    assert shortcuts == {
        "SDK Desktop": ("[INSTALLDIR]sdk-desktop-window.exe", ""),
        "SDK Desktop – övning": ("[INSTALLDIR]sdk-desktop-window.exe", "--practice"),
    }


def test_a_newer_version_takes_the_place_of_an_older_one(folder: Path) -> None:
    older, newer = built(folder), built(folder, "0.2.0")

    products = [dict(row[:2] for row in table(msi, "Property")) for msi in (older, newer)]
    assert products[0]["ProductCode"] != products[1]["ProductCode"]
    assert [one["UpgradeCode"] for one in products] == [f"{{{UPGRADE_CODE}}}"] * 2
    assert ["", "0.2.0"] in [row[1:3] for row in table(newer, "Upgrade")]
    assert "RemoveExistingProducts" in [row[0] for row in table(newer, "InstallExecuteSequence")]


def test_built_twice_it_is_the_same_to_the_byte(folder: Path) -> None:
    first = built(folder).read_bytes()

    assert built(folder).read_bytes() == first


def test_swedish_letters_are_in_the_code_page_that_is_named(folder: Path) -> None:
    msi = built(folder)

    exported = ["msiinfo", "export", str(msi), "_ForceCodepage"]
    named = subprocess.run(exported, check=True, capture_output=True).stdout.split()
    assert named[:2] == [b"1252", b"_ForceCodepage"]
    assert "SDK Desktop – övning".encode("cp1252") in msi.read_bytes()


def test_windows_knows_whose_an_event_is(folder: Path) -> None:
    rows = {row[3]: (row[2], row[4]) for row in table(built(folder), "Registry")}

    key, file = rows["EventMessageFile"]
    assert key.endswith(rf"EventLog\Application\{SOURCE}")
    assert file.endswith("EventCreate.exe")


def test_windows_knows_what_opens_a_link(folder: Path) -> None:
    rows = {(row[2], row[3]): row[4] for row in table(built(folder), "Registry")}

    scheme = r"Software\Classes\sdk"
    assert rows[scheme, "URL Protocol"] == ""
    assert rows[scheme, ""] == "URL:SDK Desktop"
    command = rows[rf"{scheme}\shell\open\command", ""]
    assert command == '"[INSTALLDIR]sdk-desktop-window.exe" link -- "%1"'


def test_it_starts_at_sign_in_only_where_that_is_asked_for(folder: Path) -> None:
    """A feature that is not installed unless it is named, as ADDLOCAL does."""
    msi = built(folder)

    (run,) = (row for row in table(msi, "Registry") if row[2].endswith(r"CurrentVersion\Run"))
    features = {row[1]: row[0] for row in table(msi, "FeatureComponents")}
    levels = {row[0]: int(row[5]) for row in table(msi, "Feature")}
    assert run[4] == '"[INSTALLDIR]sdk-desktop-window.exe"'
    assert features[run[5]] == "Autostart"
    assert levels == {"Main": 1, "Autostart": 100}


def test_it_is_signed_by_the_organisations_own_command(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = tmp_path / "sign it"
    command.write_text('#!/bin/sh\nshift\nfor file; do echo signed >> "$file"; done\n')
    command.chmod(0o755)
    unsigned = built(folder).read_bytes()
    monkeypatch.setenv(COMMAND, f"'{command}' --quietly")

    assert built(folder).read_bytes() == unsigned + b"signed\n"
