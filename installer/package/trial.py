"""Tries what organisations install: install, do the main job, upgrade, remove.

The installer for Windows in Wine, the package for Debian in a Debian without any Python, and its
folder, as it is used without installing, in a newer Debian.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from installer.development.debian import (
    PROJECT_INSIDE,
    SCREEN_PACKAGES,
    Inside,
    cache,
    entered,
    make_debian,
)
from installer.development.processes import PROJECT, must, say
from installer.package.bill_of_materials import NAME
from installer.package.deb import needed_packages
from installer.package.linux_folder import HOME
from installer.package.main_job import WANTED, MainJob
from installer.package.start_time import compare_starts
from installer.package.windows_folder import PROGRAM, WINDOW_PROGRAM
from installer.windows import root
from installer.windows.root import PYTHON, home
from installer.windows.wine import Wine, as_windows, entered_with_wine

WINDOWS = "/opt/windows/trial"
"""Another Windows than that of the tests, made anew for each trial."""
PICTURES = PROJECT / "build"
INSTALLED = r"C:\Program Files\SDK Desktop"
PROFILE = "SDK övning"
LINKS = r"HKLM\Software\Classes\sdk"
FRESH = "never set up"
"""A profile without anything, which shows the guide."""
RELEASE, NEWER_RELEASE = "bookworm", "trixie"
ANYWHERE = "opt/någon annanstans"
"""Where the folder for Linux is tried."""


def try_installer(older: Path, newer: Path, version: str) -> int:
    """Try the installer for Windows of a version; return 0 if all went as it should."""
    root.make()
    shutil.rmtree(home() / "root" / WINDOWS[1:], ignore_errors=True)
    with entered_with_wine(WINDOWS) as wine:
        return _result("The installer", list(_try_installer(wine, older, newer, version)))


def try_package(older: Path, newer: Path, version: str) -> int:
    """Try the package for Debian of a version; return 0 if all went as it should."""
    debian = cache() / "debian" / "root"
    make_debian(debian, RELEASE, ("fonts-liberation", *SCREEN_PACKAGES))
    with entered(debian) as inside:
        return _result("The package", list(_try_package(inside, older, newer, version)))


def try_archive(archive: Path) -> int:
    """Try the folder for Linux where nothing is installed; return 0 if all went as it should."""
    debian = cache() / "newer-debian" / "root"
    make_debian(debian, NEWER_RELEASE, ("fonts-liberation", *SCREEN_PACKAGES))
    with entered(debian) as inside:
        return _result("The folder", list(_try_archive(inside, archive)))


def _try_installer(wine: Wine, older: Path, newer: Path, version: str) -> Iterator[str]:
    """Go through everything and yield what is wrong."""
    folder = wine.drive / "Program Files" / "SDK Desktop"
    if _msi(wine, "/i", older) != 0 or not folder.is_dir():
        yield "it does not install"
    window = ["wine", f"{INSTALLED}\\{WINDOW_PROGRAM}", "--practice", "--folder"]
    job = MainJob(
        wine, [*window, f"C:\\{PROFILE}"], wine.drive / PROFILE, PICTURES / "pictures-installed"
    )
    if _opens_links(wine) != 0:
        yield "Windows does not know what opens a link"
    fresh = ("--folder", rf"C:\{FRESH}")
    ways = {
        "installed": wine.inside(["wine", f"{INSTALLED}\\{WINDOW_PROGRAM}", *fresh]),
        "from the project": wine.inside(
            ["wine", f"{PYTHON}/pythonw.exe", "-m", "sdk_desktop", *fresh]
        ),
    }
    compare_starts(wine, ways)
    yield from _main_job(job, folder)
    done = job.done()
    yield from job.be_upgraded(lambda: _msi(wine, "/i", newer), version)
    if wine.windows(f"{INSTALLED}\\{PROGRAM}", "--help").returncode:
        yield "what was upgraded does not run"
    if _msi(wine, "/i", older) == 0:
        yield "an older version takes the place of a newer one"
    if _msi(wine, "/x", newer) != 0 or folder.exists():
        yield f"this stays after removing it: {sorted(map(str, _files(folder)))[:5]}"
    if _opens_links(wine) == 0:
        yield "Windows still opens links with what was removed"
    if job.done()[: len(done)] != done:
        yield "upgrading or removing it has changed the profile"


def _try_package(debian: Inside, older: Path, newer: Path, version: str) -> Iterator[str]:
    """Go through everything and yield what is wrong."""
    folder, profile = debian.root / HOME, debian.root / "root" / PROFILE
    for older_profile in (profile, profile.parent / FRESH):
        shutil.rmtree(older_profile, ignore_errors=True)
    if debian.linux("which", "python3").returncode == 0:
        yield "there is a Python, so nothing is shown"
    if _apt(debian, "install", _inside(older)) != 0 or not folder.is_dir():
        yield "it does not install"
    job = MainJob(
        debian,
        [NAME, "--practice", "--folder", f"/root/{PROFILE}"],
        profile,
        PICTURES / "pictures-debian",
    )
    compare_starts(debian, {"installed": debian.inside([NAME, "--folder", f"/root/{FRESH}"])})
    yield from _main_job(job, folder)
    done = job.done()
    yield from job.be_upgraded(lambda: _apt(debian, "install", _inside(newer)), version)
    if debian.linux(NAME, "--help").returncode:
        yield "what was upgraded does not run"
    if _apt(debian, "purge", NAME) != 0 or folder.exists():
        yield f"this stays after removing it: {sorted(map(str, _files(folder)))[:5]}"
    if job.done()[: len(done)] != done:
        yield "upgrading or removing it has changed the profile"


def _try_archive(debian: Inside, archive: Path) -> Iterator[str]:
    """Unpack it somewhere, do the main job there, and yield what is wrong."""
    place, profile = debian.root / ANYWHERE, debian.root / "root" / PROFILE
    for older in (place, profile):
        shutil.rmtree(older, ignore_errors=True)
    place.mkdir(parents=True)
    must(["tar", "--extract", "--file", str(archive), "--directory", str(place)], "unpacking")
    if debian.linux("which", "python3").returncode == 0:
        yield "there is a Python, so nothing is shown"
    needed = ", ".join(needed_packages())
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    satisfying = ("apt-get", "satisfy", "-y", "-qq", "--no-install-recommends", needed)
    if debian.linux(*satisfying, more=quiet).returncode:
        yield "Debian has not what it needs"
    program = f"/{ANYWHERE}/{NAME}/{NAME}"
    command = [program, "--practice", "--folder", f"/root/{PROFILE}"]
    job = MainJob(debian, command, profile, PICTURES / "pictures-folder")
    yield from _main_job(job, place)


def _main_job(job: MainJob, folder: Path) -> Iterator[str]:
    """Do the main job with what is installed in a folder, and yield what is wrong."""
    before = _files(folder)
    job.do()
    if missing := set(WANTED) - set(job.done()):
        yield f"the main job was not done: {sorted(missing)} are not in the audit trail"
    if _files(folder) != before:
        yield "using it has written where it is installed"


def _result(what: str, faults: list[str]) -> int:
    for fault in faults:
        say(f"WRONG: {fault}")
    say(f"{what} {'has faults' if faults else 'does what it should'}.")
    return 1 if faults else 0


def _msi(wine: Wine, what: str, msi: Path) -> int:
    return wine.windows("msiexec", what, as_windows(_inside(msi)), "/qn").returncode


def _opens_links(wine: Wine) -> int:
    r"""Ask the registry what opens a link; return 0 where it says something."""
    return wine.windows("reg", "query", rf"{LINKS}\shell\open\command", "/ve").returncode


def _apt(debian: Inside, what: str, package: str) -> int:
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    command = ("apt-get", what, "-y", "-qq", "--no-install-recommends", package)
    return debian.linux(*command, more=quiet).returncode


def _inside(package: Path) -> str:
    return f"{PROJECT_INSIDE}/{package.relative_to(PROJECT)}"


def _files(folder: Path) -> dict[Path, int]:
    """Return the sizes of the files in a folder."""
    return {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}
