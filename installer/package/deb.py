"""Builds the Debian package from the files as they are installed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from installer.development.processes import must
from installer.development.system import OFFSCREEN_LIBRARIES, WINDOW_LIBRARIES
from installer.package.bill_of_materials import NAME

PYTHON_LIBRARIES = (
    "libbz2-1.0",
    "libexpat1",
    "libffi8",
    "liblzma5",
    "libssl3",
    "libuuid1",
    "zlib1g",
)
"""What the modules of Python in the package need of the system, by Debian's names."""
_RENAMED = frozenset({"libssl3", "libglib2.0-0"})
"""Their names end in t64 from Debian 13 and Ubuntu 24.04."""
DATE = 1_577_836_800
"""1 January 2020, for every file, so that building again gives the same."""
_CONTROL = """\
Package: {name}
Version: {version}
Architecture: amd64
Maintainer: SDK Desktop
Installed-Size: {kilobytes}
Depends: {depends}
Section: net
Priority: optional
Description: klient för Säker digital kommunikation
 Skickar och tar emot säkra meddelanden mellan svenska offentliga organisationer.
 Python och Qt finns med.
"""


BEST, QUICK = 19, 3
"""How hard zstd works: what is distributed is as small as can be, what is tried is packed soon."""


def build_deb(root: Path, version: str, target: Path, level: int = BEST) -> None:
    """Write the package of a folder; the same folder gives the same package."""
    control = root / "DEBIAN" / "control"
    shutil.rmtree(control.parent, ignore_errors=True)
    files = [path for path in root.rglob("*") if path.is_file()]
    kilobytes = sum(path.stat().st_size for path in files) // 1024
    control.parent.mkdir()
    said = _CONTROL.format(
        name=NAME, version=version, kilobytes=kilobytes, depends=", ".join(needed_packages())
    )
    control.write_text(said, encoding="utf-8")
    for path in (root, *(one for one in root.rglob("*") if not one.is_symlink())):
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        os.utime(path, (DATE, DATE))
    packing = [
        "dpkg-deb",
        "--root-owner-group",
        "-Zzstd",
        f"-z{level}",
        "--build",
        str(root),
        str(target),
    ]
    must(packing, "packing", {"SOURCE_DATE_EPOCH": str(DATE)})


def needed_packages() -> list[str]:
    """Return what Debian must install beside it, as a package says that."""
    libraries = {*PYTHON_LIBRARIES, *OFFSCREEN_LIBRARIES.values(), *WINDOW_LIBRARIES.values()}
    named = (f"{one} | {one}t64" if one in _RENAMED else one for one in sorted(libraries))
    return ["libc6 (>= 2.36)", *named]
