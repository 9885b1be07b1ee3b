"""The package for Debian: what it says of itself, and what it puts where."""

import configparser
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from installer.package.deb import DATE, build_deb
from installer.package.linux_folder import HOME, install_start

AR_DATE = slice(24, 36)
"""Where the archive says when its first file was made."""

pytestmark = pytest.mark.skipif(
    shutil.which("dpkg-deb") is None, reason="dpkg-deb is not installed (it comes with Debian)"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a root as it is installed, but for Python, packages and client."""
    made = tmp_path / "debian"
    python = made / HOME / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_bytes(b"\x7fELF")
    python.chmod(0o700)
    install_start(made)
    return made


def built(root: Path, name: str = "sdk-desktop.deb") -> Path:
    target = root.parent / name
    build_deb(root, "0.1.0", target)
    return target


def said(package: Path, *asked: str) -> str:
    command = ["dpkg-deb", *asked, str(package)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_it_needs_libraries_of_the_system_under_their_old_and_new_names_and_no_python(
    root: Path,
) -> None:
    needed = said(built(root), "--showformat=${Depends}", "--show").split(", ")

    assert {"libxcb-cursor0", "libssl3 | libssl3t64", "libffi8"} <= set(needed)
    assert [one for one in needed if "python" in one] == []


def test_files_belong_to_root_and_may_be_run_or_only_read(root: Path) -> None:
    lines = said(built(root), "--contents").splitlines()

    rights = {line.rpartition(" .")[2]: line.split()[:2] for line in lines}
    assert rights[f"/{HOME}/bin/python"] == ["-rwxr-xr-x", "root/root"]
    assert rights[f"/{HOME}/sdk-desktop"] == ["-rwxr-xr-x", "root/root"]
    assert rights["/usr/share/applications/sdk-desktop.desktop"] == ["-rw-r--r--", "root/root"]


def test_the_client_starts_wherever_its_folder_lies(root: Path, tmp_path: Path) -> None:
    python = root / HOME / "bin" / "python"
    python.write_text('#!/bin/sh\necho "$0" "$@"\n', encoding="ascii")
    python.chmod(0o755)
    elsewhere = tmp_path / "någon annanstans"
    root.rename(elsewhere)

    command = [str(elsewhere / "usr/bin/sdk-desktop"), "link", "--", "sdk:a b"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)

    started = f"{elsewhere / HOME}/bin/python -I -S -B -X utf8 -m start link -- sdk:a b\n"
    assert done.stdout == started


def test_built_twice_it_is_the_same_to_the_byte(root: Path) -> None:
    first = built(root).read_bytes()
    os.utime(root / HOME / "bin" / "python", (0, 0))

    assert built(root, "again.deb").read_bytes() == first
    assert int(first[AR_DATE]) == DATE


def test_the_menu_has_the_client_and_practice_and_links_open_it(root: Path) -> None:
    entries = [entry(path) for path in (root / "usr/share/applications").iterdir()]

    commands = {one["Exec"]: one.get("MimeType", "in the menu") for one in entries}
    assert commands == {
        "sdk-desktop": "in the menu",
        "sdk-desktop --practice": "in the menu",
        "sdk-desktop link -- %u": "x-scheme-handler/sdk;",
    }


def entry(path: Path) -> configparser.SectionProxy:
    read = configparser.ConfigParser(interpolation=None)
    read.read(path, encoding="utf-8")
    return read["Desktop Entry"]
