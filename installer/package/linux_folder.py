"""Builds the files of the Debian package: Python, packages, client and how it is started.

Python is Debian's own, of the release that this runs on. It lies in the client's folder, so that
no other Python is asked for or changed. That folder runs wherever it lies.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from installer.development.processes import PROJECT, must, say, start
from installer.package.bill_of_materials import FILE, NAME, Python, bill_of, write_bill
from installer.package.client import START, compile_modules, unpack_client
from installer.package.trim import keep_needed_libraries, remove, trim, trim_qt_for_linux
from installer.package.wheels import install_wheels, linux_with

HOME = Path("usr/lib") / NAME
_UNUSED_OF_PYTHON = (
    *("ensurepip", "idlelib", "lib2to3", "pydoc_data", "sqlite3", "test", "turtledemo", "venv"),
    *("config-*", "sitecustomize.py", "lib-dynload/_crypt.*"),
    *("lib-dynload/_curses*", "lib-dynload/_dbm.*", "lib-dynload/_gdbm.*", "lib-dynload/nis.*"),
    *("lib-dynload/readline.*", "lib-dynload/_sqlite3.*", "lib-dynload/_test*"),
    *("lib-dynload/_tkinter.*", "lib-dynload/_xx*", "lib-dynload/xx*"),
)
"""Left out, and so is what it would need of the system."""
_START = """\
#!/bin/sh
program=$(readlink -f "$0")
exec "${program%/*}/bin/python" -I -S -B -X utf8 -m start "$@"
"""
_PLACES = f"""\
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).with_name("site-packages")))
sys.executable = str(Path(__file__).parents[2] / "{NAME}")  # starts the client's other processes
"""
_ENTRY = """\
[Desktop Entry]
Type=Application
Name={name}
Comment=Klient för Säker digital kommunikation
Exec={command}
Icon=sdk-desktop
Categories=Office;Email;
"""
_LINKS = f"""\
[Desktop Entry]
Type=Application
Name=SDK Desktop
Exec={NAME} link -- %u
Icon={NAME}
MimeType=x-scheme-handler/sdk;
NoDisplay=true
"""
"""Opens links that begin with `sdk:`; it is not in the menu."""


def build_root(root: Path) -> None:
    """Build the files as they are installed."""
    shutil.rmtree(root, ignore_errors=True)
    home = root / HOME
    say("Python and packages")
    python = unpack_python(home)
    (library,) = (home / "lib").iterdir()
    packages = library / "site-packages"
    linux = linux_with(python.version)
    install_wheels("run", packages, linux)
    trim(packages, trim_qt_for_linux)
    keep_needed_libraries(packages)
    modules = [str(path) for path in packages.rglob("*.so") if not path.is_symlink()]
    must(["strip", "--strip-debug", *modules], "leaving out what debuggers read")
    say("The client")
    unpack_client(packages)
    (library / "start.py").write_text(_PLACES + START, encoding="utf-8")
    say("Compiling")
    own = [str(home / "bin" / "python"), "-I", "-S"]
    compile_modules(home, lambda *given: start([*own, *given]), str(home))
    write_bill(bill_of(packages, linux, python), home / FILE)
    install_start(root)


def unpack_python(home: Path) -> Python:
    """Put Debian's Python into a folder, without what the client never imports."""
    asked = ["apt-cache", "depends", "python3"]
    said = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    name = re.findall(r"Depends: (python3\.\d+)$", said, re.MULTILINE)[0]
    with tempfile.TemporaryDirectory() as temporary:
        wanted = [f"{name}-minimal", f"lib{name}-minimal", f"lib{name}-stdlib"]
        must(["apt-get", "download", *wanted], "fetching Python", folder=Path(temporary))
        fetched = sorted(Path(temporary).glob("*.deb"))
        for package in fetched:
            must(["dpkg-deb", "-x", str(package), f"{temporary}/all"], "unpacking Python")
        version = _version(fetched[0])
        shutil.copytree(f"{temporary}/all/usr/lib/{name}", home / "lib" / name, symlinks=False)
        (home / "bin").mkdir()
        shutil.copy(f"{temporary}/all/usr/bin/{name}", home / "bin" / "python")
    for pattern in _UNUSED_OF_PYTHON:
        remove((home / "lib" / name).glob(pattern))
    upstream = version.partition("-")[0]
    return Python(upstream, f"pkg:deb/debian/{name}@{version}?arch=amd64")


def _version(package: Path) -> str:
    asked = ["dpkg-deb", "-f", str(package), "Version"]
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()


def install_start(root: Path) -> None:
    """Add what starts the client: a program, entries of the desktop's menu, an icon."""
    program = root / HOME / NAME
    program.write_text(_START, encoding="ascii")
    program.chmod(0o755)
    link = root / "usr" / "bin" / NAME
    link.parent.mkdir(parents=True)
    link.symlink_to(f"../../{HOME}/{NAME}")
    entries = root / "usr" / "share" / "applications"
    entries.mkdir(parents=True)
    for suffix, name, command in (
        ("", "SDK Desktop", NAME),
        ("-practice", "SDK Desktop – övning", f"{NAME} --practice"),
    ):
        entry = _ENTRY.format(name=name, command=command)
        (entries / f"{NAME}{suffix}.desktop").write_text(entry, encoding="utf-8")
    (entries / f"{NAME}-links.desktop").write_text(_LINKS, encoding="utf-8")
    icons = root / "usr" / "share" / "icons" / "hicolor" / "scalable" / "apps"
    icons.mkdir(parents=True)
    shutil.copy(PROJECT / "resources" / "icons" / "application.svg", icons / f"{NAME}.svg")
    about = root / "usr" / "share" / "doc" / NAME
    about.mkdir(parents=True)
    shutil.copy(PROJECT / "resources" / "licences.txt", about / "copyright")
