#!/usr/bin/env python3
"""Set up the project folder, then run, test or measure SDK Desktop.

Usage: python3 installer/dev.py COMMAND [arguments]

  run         start the client in practice mode; arguments go to it
  check       run the quick checks, and the tests of what has changed since the main branch
  test        run every check; with arguments, run only pytest, with them
  bench       measure the client; arguments go to installer/bench
  fuzz        throw spoiled documents at the program; arguments go to installer/fuzz.py
  torture     kill clients at random moments; arguments go to installer/torture
  soak        let the window work at a service that fails; arguments go to installer/soak
  pictures    take pictures of the windows; arguments go to installer/pictures.py
  listen      do the main job by keys and compare what a screen reader says (--record, --orca)
  windows     run on Windows' Python, in Wine; arguments go to installer/windows
  package     build what organisations install; arguments go to installer/package
  lock        choose versions anew and write installer/requirements (--upgrade for newer ones)
  advisories  ask whether weaknesses of the locked versions have been published
  setup       only set up

Each command first makes .venv in the project folder, with the locked versions of everything.
The second time this takes no time. Only Python 3.11 or later is needed to begin with.

  --no-install       install no Debian packages, also when this runs as root
  --official FOLDER  where the official artefacts are that tests compare with, else what
                     SDK_OFFICIAL names, else ../shared/specs (resources/docs/specification)
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("SDK Desktop needs Python 3.11 or later. This is Python " + sys.version.split()[0])

import hashlib
import importlib
import importlib.util
import json
import os
import re
import subprocess
import tempfile
import time
import tomllib
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from installer.development.checks import run_checks, run_checks_of_changes, run_tests
from installer.development.installing import install_locked
from installer.development.processes import (
    ENVIRONMENT,
    PROJECT,
    WINDOWS,
    must,
    program,
    say,
    seconds_since,
    start,
)
from installer.development.system import System, has_screen, offer_login_service

REQUIREMENTS = PROJECT / "installer" / "requirements"
LOCKER, AUDITOR = "uv==0.13.9", "pip-audit==2.10.1"
HELP = ("help", "--help", "-h")


def main(arguments: Sequence[str]) -> int:
    """Do one command and return the exit code of what it started."""
    options, rest = read_options(arguments)
    if options.official:
        os.environ["SDK_OFFICIAL"] = str(Path(options.official).absolute())
    system = System(may_install=not options.no_install)
    commands: dict[str, Callable[[Sequence[str], System], int | None]] = {
        "run": run,
        "check": check,
        "test": test,
        "bench": partial(run_module, "bench"),
        "fuzz": partial(run_module, "fuzz"),
        "torture": partial(run_module, "torture"),
        "soak": partial(run_module, "soak"),
        "pictures": partial(run_module, "pictures"),
        "listen": listen,
        "windows": windows,
        "package": package,
        "lock": lock,
        "advisories": advisories,
        "setup": lambda _, system: set_up("test", system),
    }
    command = commands.get(rest[0]) if rest else None
    if command is None:
        say((__doc__ or "").strip())
        return 0 if rest and rest[0] in HELP else 2
    return command(rest[1:], system) or 0


def read_options(arguments: Sequence[str]) -> tuple[Namespace, list[str]]:
    """Return what is for this program, and the other arguments as they were given."""
    parser = ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--no-install", action="store_true")
    parser.add_argument("--official", metavar="FOLDER")
    return parser.parse_known_args(arguments)


def run(arguments: Sequence[str], system: System) -> int:
    """Start the client in practice mode, with a window or with --offscreen."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    offscreen = "--offscreen" in arguments or platform == "offscreen"
    if not offscreen and not platform and not has_screen():
        say("There is no screen here. This draws the window into a picture instead:")
        say("  python3 installer/dev.py run --offscreen --picture window.png")
        return 1
    set_up("run", system, window=not offscreen)
    return start([str(program("sdk-desktop")), "--practice", *arguments])


def check(arguments: Sequence[str], system: System) -> int:
    """Run the quick checks, and the tests of what has changed."""
    if arguments:
        raise SystemExit("check takes no arguments; test does.")
    set_up("test", system)
    return run_checks_of_changes()


def test(arguments: Sequence[str], system: System) -> int:
    """Run every check that pyproject.toml lists, or only pytest when it is given arguments."""
    set_up("test", system)
    system.offer_others()
    offer_login_service()
    return run_tests(arguments) if arguments else run_checks()


def run_module(name: str, arguments: Sequence[str], system: System) -> int:
    """Run a module of the installer folder with the Python of .venv."""
    set_up("test", system)
    command = [str(program("python")), "-m", f"installer.{name}", *arguments]
    return start(command, more={"PYTHONPATH": str(PROJECT)})


def listen(arguments: Sequence[str], system: System) -> int:
    """Hear the main job by Orca."""
    set_up("test", system, window=True)
    system.offer_listeners()
    return run_module("listen", arguments, system)


def windows(arguments: Sequence[str], system: System) -> int:
    """Run on Windows' Python, in Wine, where this computer can be given both."""
    system.need_wine()
    return run_module("windows", arguments, system)


def package(arguments: Sequence[str], system: System) -> int:
    """Build what organisations install, where the tools for it can be had."""
    system.need_packagers()
    return run_module("package", arguments, system)


def lock(arguments: Sequence[str], system: System) -> int:
    """Write the versions and hashes of all dependencies, for Linux, Windows and macOS alike."""
    with tempfile.TemporaryDirectory() as folder:
        environment = Path(folder) / "venv"
        make_environment(environment, system)
        must([*pip_for(environment), "install", "--quiet", LOCKER], "installing uv")
        compiling = [str(program("uv", environment)), "pip", "compile", "pyproject.toml"]
        compiling += ["--universal", "--python-version", "3.11", "--generate-hashes"]
        compiling += ["--no-header", "--no-annotate", "--quiet", *arguments]
        for kind, choices in (
            ("run", ["--group", "build"]),
            ("test", ["--group", "build", "--group", "test", "--constraints", str(locked("run"))]),
        ):
            say(f"Writing {locked(kind).relative_to(PROJECT)}")
            must([*compiling, *choices, "--output-file", str(locked(kind))], "locking")
    return 0


def advisories(arguments: Sequence[str], system: System) -> int:
    """Ask PyPI, or who `--vulnerability-service` names, about everything that packages bring.

    It ends with 1 where a weakness is known, and where nobody could be asked about a package.
    """
    with tempfile.TemporaryDirectory() as folder:
        environment, wanted = Path(folder) / "venv", Path(folder) / "wanted.txt"
        make_environment(environment, system)
        must([*pip_for(environment), "install", "--quiet", AUDITOR], "installing pip-audit")
        wanted.write_text("\n".join(versions_in(locked("run"))), encoding="utf-8")
        auditing = [str(program("pip-audit", environment)), "--strict", "--progress-spinner=off"]
        auditing += ["--disable-pip", "--no-deps", "--requirement", str(wanted), *arguments]
        return start(auditing)


def versions_in(lock_file: Path) -> list[str]:
    """Return each locked package with its version, also those that other systems need."""
    text = lock_file.read_text(encoding="utf-8")
    return re.findall(r"^[A-Za-z0-9._-]+==[^\s;]+", text, re.MULTILINE)


def set_up(kind: str, system: System, *, window: bool = False) -> None:
    """Make .venv ready for a kind of use, "run" or "test", unless it already is."""
    system.need_libraries(window=window)
    if is_ready(kind) or (kind == "run" and is_ready("test")):
        return
    began = time.monotonic()
    say("Setting up .venv. The first time this takes a minute or two.")
    if not starts(ENVIRONMENT):
        make_environment(ENVIRONMENT, system)
    pip = pip_for(ENVIRONMENT)
    install = [*pip, "install", "--quiet", "--disable-pip-version-check"]
    install.append("--no-deps")  # the lock is complete; pip would look for newer ones with extras
    install_locked(install, locked(kind))
    must([*install, "--no-build-isolation", "--editable", str(PROJECT)], "installing")
    stamp(kind).write_text(digest(kind), encoding="ascii")
    say(f"Ready, after {seconds_since(began)}.")


def make_environment(folder: Path, system: System) -> None:
    """Make a virtual environment, without pip where this Python cannot put one in."""
    if not has_module("ensurepip") and not has_module("pip"):
        system.need_packages({"ensurepip": "python3-venv"}, "Python installs with it")
        importlib.invalidate_caches()
    import venv  # noqa: PLC0415 - Windows' packed Python, on which tests read this, has none

    venv.create(folder, clear=True, symlinks=not WINDOWS, with_pip=has_module("ensurepip"))


def pip_for(environment: Path) -> list[str]:
    """Return the command that installs into an environment: its own pip, or this Python's."""
    python = str(program("python", environment))
    own = [python, "-m", "pip"]
    if subprocess.run([*own, "--version"], check=False, capture_output=True).returncode == 0:
        return own
    return [sys.executable, "-m", "pip", "--python", python]


def starts(environment: Path) -> bool:
    """Return whether an environment's Python starts and is the same version as this one."""
    asking = f"import sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]!r})"
    python = program("python", environment)
    return python.exists() and subprocess.run([python, "-c", asking], check=False).returncode == 0


def has_module(name: str) -> bool:
    """Return whether this Python has a module."""
    return importlib.util.find_spec(name) is not None


def is_ready(kind: str) -> bool:
    """Return whether .venv holds what is locked now."""
    return stamp(kind).exists() and stamp(kind).read_text(encoding="ascii") == digest(kind)


def digest(kind: str) -> str:
    """Return a hash of all that decides what .venv holds, and where it is."""
    project = read_project()
    decisive = [project["project"], project["build-system"], project["tool"]["hatch"]]
    text = json.dumps([decisive, str(PROJECT), sys.version_info[:2]], sort_keys=True)
    return hashlib.sha256(text.encode() + locked(kind).read_bytes()).hexdigest()


def stamp(kind: str) -> Path:
    """Return the file in .venv that says what it was made from."""
    return ENVIRONMENT / f"ready-to-{kind}"


def locked(kind: str) -> Path:
    """Return the file with the locked versions for a kind of use."""
    return REQUIREMENTS / f"{kind}.txt"


def read_project() -> dict[str, dict[str, dict[str, list[list[str]]]]]:
    """Read pyproject.toml."""
    return tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
