"""Builds the folder that is installed on Windows: Python, packages, client and start programs."""

from __future__ import annotations

import shutil
import sys
import zipfile
from pathlib import Path

from installer.development.processes import PROJECT, must, say
from installer.package.bill_of_materials import FILE, Python, bill_of, write_bill
from installer.package.icon import write_icon
from installer.package.trim import trim
from installer.package.wheels import WINDOWS, install_wheels
from installer.package.windows_python import DLL, isolate, unpack_python
from installer.windows import root
from installer.windows.root import PROJECT_INSIDE
from installer.windows.wine import as_windows, entered

HERE = Path(__file__).resolve().parent
PROGRAM, WINDOW_PROGRAM = "sdk-desktop.exe", "sdk-desktop-window.exe"
"""For the command line, and for the start menu: without a console behind the window."""
START = """\
import runpy
import sys

sys.frozen = True  # the start programs run the client and nothing else
runpy.run_module("sdk_desktop", run_name="__main__", alter_sys=True)
"""
_UNUSED_OF_PYTHON = ("python.exe", "pythonw.exe", "python.cat", "_sqlite3.pyd", "sqlite3.dll")


def build_folder(folder: Path, version: str) -> None:
    """Build it anew."""
    shutil.rmtree(folder, ignore_errors=True)
    packages = folder / "Lib" / "site-packages"
    packages.mkdir(parents=True)
    say("Python and packages")
    unpack_python(folder)
    for name in _UNUSED_OF_PYTHON:
        (folder / name).unlink()
    isolate(folder)
    install_wheels("run", packages, WINDOWS)
    trim(packages)
    say("The client")
    unpack_client(packages)
    (folder / "start.py").write_text(START, encoding="utf-8")
    build_start_programs(folder, version)
    say("Compiling")
    compile_modules(folder)
    version_inside = WINDOWS.markers["python_full_version"]
    python = Python(version_inside, f"pkg:generic/python@{version_inside}")
    write_bill(bill_of(packages, WINDOWS, python), folder / FILE)


def unpack_client(packages: Path) -> None:
    """Put the client, as a wheel has it, among the packages."""
    wheels = PROJECT / "build" / "wheel"
    shutil.rmtree(wheels, ignore_errors=True)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)]
    must(command, "building the client's wheel")
    (wheel,) = wheels.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(packages)


def build_start_programs(folder: Path, version: str) -> None:
    """Build the two start programs, with icon and version."""
    work = PROJECT / "build" / "start"
    work.mkdir(parents=True, exist_ok=True)
    write_icon(PROJECT / "resources" / "icons" / "application.svg", work / "application.ico")
    shutil.copy(HERE / "start.manifest", work)
    shutil.copy(HERE / "start.rc", work)
    numbers = ",".join([*version.split("."), "0"])
    resources = ["x86_64-w64-mingw32-windres", f"-DNUMBERS={numbers}", f'-DVERSION=\\"{version}\\"']
    what = "building the start programs"
    must([*resources, "start.rc", "start.o"], what, folder=work)
    compiling = ["x86_64-w64-mingw32-gcc", "-municode", "-Os", "-s", "-Wall", "-Werror"]
    compiling += [f'-DPYTHON=L"{DLL}"', "-Wl,--no-insert-timestamp", str(HERE / "start.c")]
    must([*compiling, "start.o", "-o", str(folder / PROGRAM)], what, folder=work)
    window = ["-DWINDOW", "-mwindows", "start.o", "-o", str(folder / WINDOW_PROGRAM)]
    must([*compiling, *window], what, folder=work)


def compile_modules(folder: Path) -> None:
    """Leave every module compiled only: that is smaller, and nothing is written after installing.

    Python for Windows does it, for each version has a form of its own.
    """
    root.make()
    inside = as_windows(f"{PROJECT_INSIDE}/{folder.relative_to(PROJECT)}")
    command = ["-m", "compileall", "-q", "-b", "--invalidation-mode", "unchecked-hash"]
    with entered() as wine:
        done = wine.python(*command, "-s", inside, "-p", "", inside)
    if done.returncode != 0:
        raise SystemExit("This failed while compiling the modules.")
    for source in folder.rglob("*.py"):
        source.unlink()
