"""Build what organisations install: `python3 installer/dev.py package WHAT`.

msi       an installer for Windows, into dist, and a list of what is in it (CycloneDX)
portable  the same as a zip archive, to be used without installing
deb       a package for Debian 12, Ubuntu 24.04 and later, and a list of what is in it
tar       the client's folder of that package, to be used without installing
macos     the application for macOS, into build/macos; nobody has run it there yet
policies  templates for the group policy editor of Windows, into dist/policies
trial     one of them in two versions: install, use, upgrade while it runs, remove. The installer
          for Windows in Wine; with `deb` the package in a Debian without any Python, and its folder
          in a newer one
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

from installer.development.processes import PROJECT, say, seconds_since
from installer.package.bill_of_materials import FILE as BILL
from installer.package.deb import QUICK, build_deb
from installer.package.linux_folder import HOME, build_root
from installer.package.macos_bundle import build_bundle
from installer.package.msi import build_msi
from installer.package.policy_templates import write_templates
from installer.package.portable import pack_archive, pack_folder
from installer.package.trial import try_archive, try_installer, try_package
from installer.package.windows_folder import build_folder
from sdk_desktop import __version__

BUILD, RESULTS = PROJECT / "build", PROJECT / "dist"
MEGABYTE = 1_000_000
OLDER = "0.0.1"
"""The version that is upgraded in a trial."""


def main() -> int:
    """Build one of the packages and say how large it is."""
    parser = argparse.ArgumentParser(prog="dev.py package", description=__doc__)
    parser.add_argument("what", choices=[*BUILDERS, "trial"])
    parser.add_argument("tried", nargs="?", choices=["msi", "deb"], default="msi")
    parser.add_argument("--version", default=_version(), help="instead of the project's own")
    given = parser.parse_args()
    began = time.monotonic()
    RESULTS.mkdir(exist_ok=True)
    if given.what == "trial":
        return trial(given.tried, given.version)
    built = BUILDERS[given.what](given.version)
    parts = built.rglob("*") if built.is_dir() else [built]
    size = sum(part.stat().st_size for part in parts if part.is_file()) / MEGABYTE
    say(f"{built} ({size:.1f} MB), after {seconds_since(began)}")
    return 0


def msi(version: str) -> Path:
    """Build the installer for Windows."""
    folder = BUILD / "windows"
    target = RESULTS / f"sdk-desktop-{version}.msi"
    build_folder(folder, version)
    build_msi(folder, version, BUILD / "start" / "application.ico", target)
    shutil.copy(folder / BILL, target.with_suffix(".cdx.json"))
    return target


def portable(version: str) -> Path:
    """Build the folder for Windows and pack it."""
    folder = BUILD / "windows"
    target = RESULTS / f"sdk-desktop-{version}-windows.zip"
    build_folder(folder, version)
    pack_folder(folder, target)
    return target


def deb(version: str) -> Path:
    """Build the package for Debian and Ubuntu."""
    root = BUILD / "debian"
    target = RESULTS / f"sdk-desktop_{version}_amd64.deb"
    build_root(root)
    build_deb(root, version, target)
    shutil.copy(root / HOME / BILL, target.with_suffix(".cdx.json"))
    return target


def tar(version: str) -> Path:
    """Build the folder for Linux and pack it."""
    target = RESULTS / f"sdk-desktop-{version}-linux.tar.zst"
    build_root(BUILD / "debian")
    pack_archive(BUILD / "debian" / HOME, target)
    return target


def macos(version: str) -> Path:
    """Build the application for macOS, as far as this system can."""
    return build_bundle(BUILD / "macos", version)


def policies(_: str) -> Path:
    """Write the templates for Windows' group policy editor."""
    return write_templates(RESULTS / "policies")


def trial(what: str, version: str) -> int:
    """Build a package, another one of an older version, and try both."""
    older = BUILD / "older"
    older.mkdir(parents=True, exist_ok=True)
    if what == "deb":
        return trial_of_deb(version, older)
    newer = msi(version)
    _make_older(BUILD / "windows")
    build_msi(BUILD / "windows", OLDER, BUILD / "start" / "application.ico", older / "older.msi")
    return try_installer(older / "older.msi", newer, __version__)


def trial_of_deb(version: str, folder: Path) -> int:
    """Build the package in two versions in a folder and try them, and try what is in it alone."""
    root = BUILD / "debian"
    older, newer = (folder / f"sdk-desktop_{one}_amd64.deb" for one in (OLDER, version))
    build_root(root)
    build_deb(root, version, newer, QUICK)
    archive = folder / "linux.tar.zst"
    pack_archive(root / HOME, archive, QUICK)
    _make_older(root)
    build_deb(root, OLDER, older, QUICK)
    return try_package(older, newer, __version__) or try_archive(archive)


def _make_older(folder: Path) -> None:
    """Let the client in a folder take itself for the older version: one text is another."""
    (module,) = folder.rglob("sdk_desktop/__init__.pyc")
    written = module.read_bytes()
    if len(OLDER) != len(__version__) or __version__.encode() not in written:
        raise SystemExit(f"{module} does not say {__version__}.")
    module.write_bytes(written.replace(__version__.encode(), OLDER.encode()))


def _version() -> str:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


BUILDERS: Mapping[str, Callable[[str], Path]] = {
    "msi": msi,
    "portable": portable,
    "deb": deb,
    "tar": tar,
    "macos": macos,
    "policies": policies,
}

if __name__ == "__main__":
    sys.exit(main())
