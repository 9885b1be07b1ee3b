"""The folder that is used without installing."""

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from installer.package.portable import pack_archive, pack_folder


def test_a_folder_is_packed_as_it_is_and_the_same_every_time(tmp_path: Path) -> None:
    folder = tmp_path / "windows"
    (folder / "Lib").mkdir(parents=True)
    (folder / "sdk-desktop.exe").write_bytes(b"MZ")
    (folder / "Lib" / "åäö.pyc").write_bytes(b"code")
    pack_folder(folder, tmp_path / "first.zip")
    os.utime(folder / "sdk-desktop.exe", (0, 0))
    pack_folder(folder, tmp_path / "second.zip")

    with zipfile.ZipFile(tmp_path / "first.zip") as packed:
        found = {name: packed.read(name) for name in packed.namelist()}
    assert found == {"SDK Desktop/sdk-desktop.exe": b"MZ", "SDK Desktop/Lib/åäö.pyc": b"code"}
    first, second = (tmp_path / name for name in ("first.zip", "second.zip"))
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.skipif(shutil.which("zstd") is None, reason="zstd is not installed")
def test_the_archive_for_linux_is_the_same_every_time_and_roots(tmp_path: Path) -> None:
    folder = tmp_path / "sdk-desktop"
    folder.mkdir()
    program = folder / "sdk-desktop"
    program.write_bytes(b"#!/bin/sh\n")
    program.chmod(0o775)
    first, second = tmp_path / "first.tar.zst", tmp_path / "second.tar.zst"
    pack_archive(folder, first, 1)
    os.utime(program, (0, 0))
    pack_archive(folder, second, 1)

    listing = ["tar", "--list", "--verbose", "--numeric-owner", "--file", str(first)]
    said = subprocess.run(listing, check=True, capture_output=True, text=True).stdout
    assert [line.split()[:2] for line in said.splitlines()] == [
        ["drwxr-xr-x", "0/0"],
        ["-rwxr-xr-x", "0/0"],
    ]
    assert first.read_bytes() == second.read_bytes()
