"""The application for macOS, as far as another system can look into it."""

import plistlib
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from installer.package import macos_bundle
from installer.package.macos_bundle import FRAMEWORK, IDENTIFIER, moved, write_about
from installer.package.trim import trim_qt_for_macos
from sdk_desktop.app.links import SCHEME
from sdk_desktop.organisation import MANAGED_PREFERENCES

HERE = Path(macos_bundle.__file__).parent
DYLD = """\
#include <stdint.h>
#include <unistd.h>
static int _NSGetExecutablePath(char *path, uint32_t *size)
{
    path[readlink("/proc/self/exe", path, *size)] = 0;
    return 0;
}
"""
"""What the start program asks of macOS, for Linux."""
PYTHON = """\
#include <stdio.h>
int Py_BytesMain(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        puts(argv[i]);
    return 7;
}
"""
"""A Python that says what it was asked to run."""


def test_it_opens_links_and_its_settings_are_distributed_under_its_name(tmp_path: Path) -> None:
    write_about(tmp_path, "0.1.0")

    about = plistlib.loads((tmp_path / "Info.plist").read_bytes())
    (links,) = about["CFBundleURLTypes"]
    assert [f"{one}:" for one in links["CFBundleURLSchemes"]] == [SCHEME]
    assert (
        MANAGED_PREFERENCES.name == f"{about['CFBundleIdentifier']}.plist" == f"{IDENTIFIER}.plist"
    )
    assert (about["CFBundleShortVersionString"], about["LSMinimumSystemVersion"]) == (
        "0.1.0",
        "13.0",
    )
    assert (tmp_path / "Resources" / about["CFBundleIconFile"]).read_bytes()[:4] == b"icns"


def test_pythons_libraries_are_found_in_the_bundle() -> None:
    said = f"""_ssl.so:
\t{FRAMEWORK}/lib/libssl.3.dylib (compatibility version 3.0.0, current version 3.0.0)
\t/usr/lib/libSystem.B.dylib (compatibility version 1.0.0, current version 1311.0.0)
"""

    inside = "@executable_path/../Frameworks/Python.framework/Versions/3.13/lib/libssl.3.dylib"
    assert moved(said) == {f"{FRAMEWORK}/lib/libssl.3.dylib": inside}


def test_the_packages_are_found_from_where_the_client_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = tmp_path / macos_bundle._INSIDE / "lib" / "python3.13" / "start.py"
    start.parent.mkdir(parents=True)
    start.write_text(macos_bundle._PLACES, encoding="utf-8")
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setattr(sys, "executable", "")

    runpy.run_path(str(start))

    assert sys.path == [str(tmp_path / "Resources" / "site-packages")]
    assert sys.executable == str(tmp_path / "MacOS" / "sdk-desktop")


def test_of_qt_only_what_the_client_imports_is_left(tmp_path: Path) -> None:
    qt = tmp_path / "PySide6"
    for name in (
        *("__init__.py", "QtCore.abi3.so", "QtQml.abi3.so", "libpyside6.abi3.6.11.dylib"),
        *("Qt/lib/QtCore.framework/QtCore", "Qt/lib/QtQml.framework/QtQml", "Qt/qml/a"),
        *("Qt/plugins/platforms/libqcocoa.dylib", "Qt/plugins/platforms/libqminimal.dylib"),
        *("Qt/plugins/sqldrivers/libqsqlite.dylib", "Qt/translations/qtbase_sv.qm"),
        "Qt/translations/qtbase_da.qm",
    ):
        (qt / name).parent.mkdir(parents=True, exist_ok=True)
        (qt / name).touch()

    trim_qt_for_macos(qt)

    assert {path.relative_to(qt).as_posix() for path in qt.rglob("*") if path.is_file()} == {
        *("__init__.py", "QtCore.abi3.so", "libpyside6.abi3.6.11.dylib"),
        *("Qt/lib/QtCore.framework/QtCore", "Qt/plugins/platforms/libqcocoa.dylib"),
        "Qt/translations/qtbase_sv.qm",
    }


@pytest.mark.skipif(shutil.which("gcc") is None, reason="gcc is not installed")
def test_the_start_program_lets_the_bundles_python_run_the_client(tmp_path: Path) -> None:
    (tmp_path / "mach-o").mkdir()
    (tmp_path / "mach-o" / "dyld.h").write_text(DYLD, encoding="ascii")
    (tmp_path / "python.c").write_text(PYTHON, encoding="ascii")
    program, python = tmp_path / "MacOS" / "sdk-desktop", tmp_path / "Python"
    program.parent.mkdir()
    gcc = ["gcc", "-D_GNU_SOURCE", "-Wall", "-Werror", f"-I{tmp_path}"]
    subprocess.run([*gcc, "-shared", "-o", python, tmp_path / "python.c"], check=True)
    named = '-DPYTHON="/../Python"'
    subprocess.run([*gcc, named, HERE / "start_macos.c", "-o", program], check=True)

    done = subprocess.run([program, "link", "--", "sdk:a"], check=False, capture_output=True)

    assert " ".join(done.stdout.decode().split()) == "-I -S -B -X utf8 -m start link -- sdk:a"
    assert done.returncode == 7
    python.unlink()
    assert subprocess.run([program], check=False, capture_output=True).returncode == 3
