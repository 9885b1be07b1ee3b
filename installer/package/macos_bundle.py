"""Builds the application for macOS on Apple's processors. Nobody has run it on a Mac yet.

All but Python itself is put together on any system: packages, client, icon, what the bundle says
of itself. On a Mac the framework that python.org distributes is taken in, the start program is
compiled, and everything is signed with the certificate that `SDK_SIGN_AS` names, or for trying
only. Notarising it is for whoever distributes it.
"""

from __future__ import annotations

import os
import plistlib
import shutil
import subprocess
import sys
from pathlib import Path

from installer.development.processes import PROJECT, must, say, start
from installer.package.bill_of_materials import FILE, NAME, Python, bill_of, write_bill
from installer.package.client import START, compile_modules, unpack_client
from installer.package.icon import write_icon
from installer.package.trim import trim, trim_qt_for_macos
from installer.package.wheels import install_wheels, system

BUNDLE = "SDK Desktop.app"
IDENTIFIER = "se.sdk-desktop.client"
"""Also the name of the managed preferences in which an organisation decides settings."""
LEAST_SYSTEM = "13.0"
MACOS = system(("macosx_13_0_arm64",), ("darwin", "Darwin", "arm64", "posix"), "3.13.2")
FRAMEWORK = Path("/Library/Frameworks/Python.framework/Versions") / MACOS.python
"""Where python.org's installer puts it."""
_INSIDE = f"Frameworks/Python.framework/Versions/{MACOS.python}"
_UNUSED_OF_PYTHON = ("ensurepip", "idlelib", "pydoc_data", "sqlite3", "test", "tkinter", "venv")
_PLACES = """\
import sys
from pathlib import Path

_contents = Path(__file__).parents[6]
sys.path.append(str(_contents / "Resources" / "site-packages"))
sys.executable = str(_contents / "MacOS" / "sdk-desktop")  # starts the client's other processes
"""
"""Before what starts the client: `start.py` lies in the framework's `lib/python3.13`."""


def build_bundle(folder: Path, version: str) -> Path:
    """Build the application anew in a folder; without Python where this is no Mac."""
    bundle = folder / BUNDLE
    shutil.rmtree(bundle, ignore_errors=True)
    contents = bundle / "Contents"
    packages = contents / "Resources" / "site-packages"
    packages.mkdir(parents=True)
    say("Packages")
    install_wheels("run", packages, MACOS)
    trim(packages, trim_qt_for_macos)
    say("The client")
    unpack_client(packages)
    origin = f"pkg:generic/python@{MACOS.markers['python_full_version']}"
    python = Python(MACOS.markers["python_full_version"], origin)
    write_bill(bill_of(packages, MACOS, python), contents / "Resources" / FILE)
    write_about(contents, version)
    if sys.platform == "darwin":
        take_python_in(contents)
        sign(bundle)
    else:
        say(f"Without Python: go on at a Mac that has {FRAMEWORK}.")
    return bundle


def write_about(contents: Path, version: str) -> None:
    """Write the icon, and what the bundle says of itself: its links, and on what it runs."""
    icon = contents / "Resources" / "application.icns"
    icon.parent.mkdir(parents=True, exist_ok=True)
    write_icon(PROJECT / "resources" / "icons" / "application.svg", icon)
    about = {
        "CFBundleIdentifier": IDENTIFIER,
        "CFBundleName": "SDK Desktop",
        "CFBundleExecutable": NAME,
        "CFBundleIconFile": icon.name,
        "CFBundlePackageType": "APPL",
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "CFBundleDevelopmentRegion": "sv",
        "CFBundleLocalizations": ["sv", "en"],
        "CFBundleURLTypes": [{"CFBundleURLName": IDENTIFIER, "CFBundleURLSchemes": ["sdk"]}],
        "LSApplicationCategoryType": "public.app-category.business",
        "LSArchitecturePriority": ["arm64"],
        "LSMinimumSystemVersion": LEAST_SYSTEM,
        "NSHighResolutionCapable": True,
    }
    (contents / "Info.plist").write_bytes(plistlib.dumps(about))


def take_python_in(contents: Path) -> None:
    """Copy Python's framework into the bundle, compile the start program and all modules."""
    home, program = contents / _INSIDE, contents / "MacOS" / NAME
    shutil.copytree(FRAMEWORK, home, symlinks=True)
    library = home / "lib" / f"python{MACOS.python}"
    for name in (*_UNUSED_OF_PYTHON, "site-packages"):
        shutil.rmtree(library / name, ignore_errors=True)
    relocate(home)
    (library / "start.py").write_text(_PLACES + START, encoding="utf-8")
    program.parent.mkdir()
    source = str(Path(__file__).with_name("start_macos.c"))
    named = f'-DPYTHON="/../{_INSIDE}/Python"'
    options = ["-arch", "arm64", f"-mmacosx-version-min={LEAST_SYSTEM}", "-Os", "-Wall", "-Werror"]
    must(["clang", *options, named, source, "-o", str(program)], "building the start program")
    say("Compiling")
    own = [str(home / "bin" / f"python{MACOS.python}"), "-I", "-S"]
    for folder in (library, contents / "Resources" / "site-packages"):
        compile_modules(folder, lambda *given: start([*own, *given]), str(folder))


def relocate(home: Path) -> None:
    """Let Python's libraries find each other in the bundle, not where they were installed."""
    for library in (path for kind in ("*.so", "*.dylib", "Python") for path in home.rglob(kind)):
        said = subprocess.run(
            ["/usr/bin/otool", "-L", library], check=True, capture_output=True, text=True
        )
        changes = [
            part for old, new in moved(said.stdout).items() for part in ("-change", old, new)
        ]
        if changes:
            must(["install_name_tool", *changes, str(library)], "moving Python")


def moved(said: str) -> dict[str, str]:
    """Return where the libraries of Python are in the bundle that `otool -L` says one needs."""
    named = (line.split(" (")[0].strip() for line in said.splitlines()[1:])
    inside = f"@executable_path/../{_INSIDE}"
    return {
        one: one.replace(str(FRAMEWORK), inside) for one in named if one.startswith(str(FRAMEWORK))
    }


def sign(bundle: Path) -> None:
    """Sign the bundle and all libraries in it."""
    libraries = [path for kind in ("*.so", "*.dylib") for path in bundle.rglob(kind)]
    signing = ["codesign", "--force", "--timestamp", "--options", "runtime"]
    signing += ["--sign", os.environ.get("SDK_SIGN_AS", "-")]
    must([*signing, *map(str, libraries), str(bundle)], "signing")
