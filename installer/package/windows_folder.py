"""Builds the folder that is installed on Windows: Python, packages, client and start programs."""

from __future__ import annotations

import shutil
from pathlib import Path

from installer.development.debian import PROJECT_INSIDE
from installer.development.processes import PROJECT, must, say
from installer.package.bill_of_materials import FILE, Python, bill_of, write_bill
from installer.package.client import START, compile_modules, unpack_client
from installer.package.icon import write_icon
from installer.package.signing import sign
from installer.package.trim import trim, trim_qt_for_windows
from installer.package.wheels import WINDOWS, install_wheels
from installer.package.windows_python import DLL, isolate, unpack_python
from installer.windows import root
from installer.windows.wine import as_windows, entered_with_wine

HERE = Path(__file__).resolve().parent
PROGRAM, WINDOW_PROGRAM = "sdk-desktop.exe", "sdk-desktop-window.exe"
"""For the command line, and for the start menu: without a console behind the window."""
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
    trim(packages, trim_qt_for_windows)
    say("The client")
    unpack_client(packages)
    (folder / "start.py").write_text(START, encoding="utf-8")
    build_start_programs(folder, version)
    say("Compiling")
    root.make()
    inside = as_windows(f"{PROJECT_INSIDE}/{folder.relative_to(PROJECT)}")
    with entered_with_wine() as wine:
        compile_modules(folder, lambda *given: wine.python(*given).returncode, inside)
    version_inside = WINDOWS.markers["python_full_version"]
    python = Python(version_inside, f"pkg:generic/python@{version_inside}")
    write_bill(bill_of(packages, WINDOWS, python), folder / FILE)


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
    sign(folder / PROGRAM, folder / WINDOW_PROGRAM)
