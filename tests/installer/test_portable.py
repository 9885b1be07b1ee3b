"""The folder that is used without installing."""

import os
import zipfile
from pathlib import Path

from installer.package.portable import pack_folder


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
