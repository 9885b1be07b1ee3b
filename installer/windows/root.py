"""The folder with a Debian, Wine and Python for Windows in it: made once, entered for each run.

Debian 12's own Wine is too old for Python 3.13 and Qt, so the next Debian is unpacked. Inside it
runs with process numbers and mounts of its own, so that nothing of it stays when a run is over.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from installer.development.debian import SCREEN_PACKAGES, cache, make_debian
from installer.development.processes import PROJECT, must, say
from installer.package.wheels import REQUIREMENTS, WINDOWS, install_wheels
from installer.package.windows_python import open_up, unpack_python

RELEASE = "trixie"
PACKAGES = ("wine", "wine64", "fonts-liberation", *SCREEN_PACKAGES)
STUB = PROJECT / "installer" / "windows" / "icuuc.c"

PYTHON = "/opt/windows/python"
PREFIX = "/opt/windows/prefix"


def home() -> Path:
    """Return the folder that holds all this: in the user's cache, or where SDK_WINDOWS says."""
    return Path(os.environ.get("SDK_WINDOWS") or cache() / "windows")


def is_ready() -> bool:
    """Return whether the folder holds what is wanted now."""
    return _stamp().exists() and _stamp().read_text(encoding="ascii") == _digest()


def make() -> None:
    """Make what is not there yet: Debian with Wine, then Python with the locked packages."""
    root = home() / "root"
    make_debian(root, RELEASE, PACKAGES)
    if not is_ready():
        say("Installing Python for Windows and the locked packages.")
        python = root / PYTHON[1:]
        shutil.rmtree(python.parent, ignore_errors=True)
        python.mkdir(parents=True)
        unpack_python(python)
        open_up(python)
        install_wheels("test", python / "Lib" / "site-packages", WINDOWS)
        _build_stub()
        _stamp().write_text(_digest(), encoding="ascii")


def _build_stub() -> None:
    """Build a library that Qt expects of Windows and that Wine does not have."""
    command = ["x86_64-w64-mingw32-gcc", "-shared", "-nostdlib", "-s", "-O2"]
    command += ["-o", str(stub()), str(STUB), "-Wl,-e,DllMainCRTStartup"]
    must(command, "building a library that Wine lacks")


def stub() -> Path:
    """Return where that library lies, until it is put among Windows' own."""
    return home() / "icuuc.dll"


def _stamp() -> Path:
    return home() / "ready"


def _digest() -> str:
    """Return a hash of all that decides what the folder holds."""
    parts = [" ".join(PACKAGES).encode(), RELEASE.encode(), STUB.read_bytes()]
    parts += [(REQUIREMENTS / name).read_bytes() for name in ("test.txt", "windows-python.txt")]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
