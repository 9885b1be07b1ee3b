#!/usr/bin/env python3
"""Set up the project folder, then run, test or measure SDK Desktop.

Usage: python3 installer/dev.py COMMAND [arguments]

  run       start the client in practice mode; arguments go to it
  test      run every check; with arguments, run only pytest, with them
  bench     measure the client; arguments go to installer/bench.py
  fuzz      throw spoiled documents at the program; arguments go to installer/fuzz.py
  torture   kill clients at random moments; arguments go to installer/torture.py
  pictures  take pictures of the windows; arguments go to installer/pictures.py
  lock      choose versions anew and write installer/requirements (--upgrade for newer ones)
  setup     only set up

Each command first makes .venv in the project folder, with the locked versions of everything.
The second time this takes no time. Only Python 3.11 or later is needed to begin with.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("SDK Desktop needs Python 3.11 or later. This is Python " + sys.version.split()[0])

import ctypes
import hashlib
import importlib
import importlib.util
import json
import os
import shutil
import subprocess
import tempfile
import time
import tomllib
import venv
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
ENVIRONMENT = PROJECT / ".venv"
REQUIREMENTS = PROJECT / "installer" / "requirements"
WINDOWS = os.name == "nt"
LOCKER = "uv==0.13.9"

# What Qt loads on Linux and its wheel does not bring, and the Debian package that has it.
OFFSCREEN_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
}
WINDOW_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
}

# Programs of others that some tests compare ours with, and the Debian package of each.
OTHERS = {
    "clamd": "clamav-daemon",
    "dbus-daemon": "dbus",
    "gnome-keyring-daemon": "gnome-keyring",
    "openssl": "openssl",
    "softhsm2-util": "softhsm2",
    "xmlsec1": "xmlsec1",
}

SYSTEM = "/usr/sbin:/sbin"  # where Debian has programs that not everybody has in their path

# A login service that tests log in with, locked for npm, and how npm installs it without a word.
LOGIN_SERVICE = PROJECT / "tests" / "auth" / "login" / "provider"
QUIET_NPM = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--silent"]
QUIET_NPM += ["--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"]


def main(arguments: Sequence[str]) -> int:
    """Do one command and return the exit code of what it started."""
    commands: dict[str, Callable[[Sequence[str]], int | None]] = {
        "run": run,
        "test": test,
        "bench": partial(run_module, "bench"),
        "fuzz": partial(run_module, "fuzz"),
        "torture": partial(run_module, "torture"),
        "pictures": partial(run_module, "pictures"),
        "lock": lock,
        "setup": lambda _: set_up("test"),
    }
    command = commands.get(arguments[0]) if arguments else None
    if command is None:
        say((__doc__ or "").strip())
        return 0 if arguments[:1] in (["help"], ["--help"], ["-h"]) else 2
    return command(arguments[1:]) or 0


def run(arguments: Sequence[str]) -> int:
    """Start the client in practice mode, with a window or with --offscreen."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    offscreen = "--offscreen" in arguments or platform == "offscreen"
    if not offscreen and not platform and not has_screen():
        say("There is no screen here. This draws the window into a picture instead:")
        say("  python3 installer/dev.py run --offscreen --picture window.png")
        return 1
    set_up("run", window=not offscreen)
    return start([str(program("sdk-desktop")), "--practice", *arguments])


def test(arguments: Sequence[str]) -> int:
    """Run every check that pyproject.toml lists, or only pytest when it is given arguments."""
    set_up("test")
    offer_others()
    offer_login_service()
    return run_program("pytest", arguments) if arguments else run_checks()


def run_module(name: str, arguments: Sequence[str]) -> int:
    """Run a module of the installer folder with the Python of .venv."""
    set_up("test")
    command = [str(program("python")), "-m", f"installer.{name}", *arguments]
    return start(command, more={"PYTHONPATH": str(PROJECT)})


def run_checks() -> int:
    """Run all checks, also after one has failed; return 1 if any failed."""
    failed = []
    for check in read_project()["tool"]["sdk-desktop"]["checks"]:
        name = " ".join(check[:2]) if check[0] == "ruff" else check[0]
        say(f"\n== {name}")
        began = time.monotonic()
        if run_program(check[0], check[1:]) != 0:
            failed.append(name)
        say(f"== {name}: {'FAILED' if name in failed else 'good'}, {seconds_since(began)}")
    if failed:
        say(f"\nFailed: {', '.join(failed)}")
        return 1
    say("\nEvery check is good.")
    return 0


def lock(arguments: Sequence[str]) -> int:
    """Write the versions and hashes of all dependencies, for Linux, Windows and macOS alike."""
    with tempfile.TemporaryDirectory() as folder:
        environment = Path(folder) / "venv"
        make_environment(environment)
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


def set_up(kind: str, *, window: bool = False) -> None:
    """Make .venv ready for a kind of use, "run" or "test", unless it already is."""
    need_system_libraries(window=window)
    if is_ready(kind) or (kind == "run" and is_ready("test")):
        return
    began = time.monotonic()
    say("Setting up .venv. The first time this takes a minute or two.")
    if not starts(ENVIRONMENT):
        make_environment(ENVIRONMENT)
    pip = pip_for(ENVIRONMENT)
    install = [*pip, "install", "--quiet", "--disable-pip-version-check"]
    install.append("--no-deps")  # the lock is complete; pip would look for newer ones with extras
    must([*install, "--require-hashes", "--requirement", str(locked(kind))], "installing")
    must([*install, "--no-build-isolation", "--editable", str(PROJECT)], "installing")
    stamp(kind).write_text(digest(kind), encoding="ascii")
    say(f"Ready, after {seconds_since(began)}.")


def make_environment(folder: Path) -> None:
    """Make a virtual environment, without pip where this Python cannot put one in."""
    if not has_module("ensurepip") and not has_module("pip"):
        need_packages(["python3-venv"], "Python's ensurepip and pip")
        importlib.invalidate_caches()
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


def need_system_libraries(*, window: bool) -> None:
    """Make sure that the libraries which Qt expects of a Linux system are there."""
    if not sys.platform.startswith("linux"):
        return
    wanted = OFFSCREEN_LIBRARIES | (WINDOW_LIBRARIES if window else {})
    missing = [library for library in wanted if not loads(library)]
    if missing:
        need_packages([wanted[library] for library in missing], ", ".join(missing))


def offer_others() -> None:
    """Install the programs that tests compare ours with; where we may not, those tests skip."""
    missing = [
        name for name in OTHERS if not (shutil.which(name) or shutil.which(name, path=SYSTEM))
    ]
    if not missing:
        return
    packages = [OTHERS[name] for name in missing]
    if shutil.which("apt-get") is not None and may_install():
        install_packages(packages)
        return
    say(f"Some tests skip, for this system lacks {', '.join(missing)}.")
    if shutil.which("apt-get") is not None:
        say(f"To run them, too:\n  {by_hand(packages)}")


def offer_login_service() -> None:
    """Install the login service that some tests log in with; without Node and npm they skip."""
    lock, ready = LOGIN_SERVICE / "package-lock.json", ENVIRONMENT / "login-provider" / "ready"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if ready.exists() and ready.read_text(encoding="ascii") == wanted:
        return
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        say("Some tests skip, for this system lacks Node 18 or later, or its npm.")
        return
    shutil.rmtree(ready.parent, ignore_errors=True)
    ready.parent.mkdir()
    for name in ("package.json", lock.name):
        shutil.copy(LOGIN_SERVICE / name, ready.parent)
    if start([npm, "ci", *QUIET_NPM], folder=ready.parent) != 0:
        say("Some tests skip, for npm cannot install the login service that they need.")
        return
    ready.write_text(wanted, encoding="ascii")


def need_packages(packages: Sequence[str], missing: str) -> None:
    """Install Debian packages when we may; otherwise say what is missing and stop."""
    say(f"This system lacks {missing}.")
    if shutil.which("apt-get") is None:
        raise SystemExit("Install what has it with this system's package manager, then try again.")
    if not may_install():
        raise SystemExit(f"Install it with this command, then try again:\n  {by_hand(packages)}")
    install_packages(packages)


def may_install() -> bool:
    """Return whether this user may install Debian packages."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def by_hand(packages: Sequence[str]) -> str:
    """Return the command with which somebody who may installs Debian packages."""
    return f"sudo apt-get update && sudo {' '.join(installing(packages))}"


def installing(packages: Sequence[str]) -> list[str]:
    """Return the command that installs Debian packages."""
    return ["apt-get", "install", "-y", "--no-install-recommends", *packages]


def install_packages(packages: Sequence[str]) -> None:
    """Install Debian packages."""
    say(f"Installing {' '.join(packages)}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    must(["apt-get", "update", "-qq"], "updating the package list", quiet)
    must([*installing(packages), "-qq"], "installing system packages", quiet)


def loads(library: str) -> bool:
    """Return whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_screen() -> bool:
    """Return whether a window can be shown; only Linux may have no screen."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


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


def program(name: str, environment: Path = ENVIRONMENT) -> Path:
    """Return the path of a program in a virtual environment."""
    return environment / ("Scripts" if WINDOWS else "bin") / (f"{name}.exe" if WINDOWS else name)


def run_program(name: str, arguments: Sequence[str]) -> int:
    """Run a program of .venv in the project folder and return its exit code."""
    return start([str(program(name)), *arguments], folder=PROJECT)


def must(command: Sequence[str], what: str, more: Mapping[str, str] | None = None) -> None:
    """Run a command in the project folder, with more environment variables; stop if it fails."""
    if start(command, folder=PROJECT, more=more) != 0:
        raise SystemExit(f"This failed while {what}:\n  {' '.join(command)}")


def start(
    command: Sequence[str], *, folder: Path | None = None, more: Mapping[str, str] | None = None
) -> int:
    """Run a command whose output goes straight on to ours, and return its exit code."""
    environment = {**os.environ, **(more or {})}
    return subprocess.run(command, check=False, cwd=folder, env=environment).returncode


def seconds_since(began: float) -> str:
    """Return in words how long ago a moment of the monotonic clock was."""
    return f"{time.monotonic() - began:.0f} s"


def say(line: str) -> None:
    """Print a line at once, so that it stands before the output of what is started next."""
    print(line, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
