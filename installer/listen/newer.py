"""A newer Debian in a folder, with its own Orca and Python: made once, entered for each run."""

from __future__ import annotations

import shutil
from pathlib import Path

from installer.development.debian import SCREEN_PACKAGES, cache, entered, make_debian
from installer.development.processes import say
from installer.development.system import LISTENERS, WINDOW_LIBRARIES
from installer.package.wheels import REQUIREMENTS, install_wheels, linux_with

RELEASE, ORCA, PYTHON = "trixie", "48", "3.13.5"
_OTHERS = ("libegl1", "libgl1", "fonts-dejavu-core")
"""What Qt draws with, and the letters by which lines are as long as elsewhere."""
PACKAGES = tuple(
    dict.fromkeys((*LISTENERS.values(), *SCREEN_PACKAGES, *WINDOW_LIBRARIES.values(), *_OTHERS))
)
_HOME = "usr/local/lib/python3.13/dist-packages"


def hear_there() -> int:
    """Do the main job in that Debian, made first where it is not there yet; return the exit code.

    Only root can make and enter it.
    """
    root = cache() / "listen" / "root"
    make_debian(root, RELEASE, PACKAGES)
    _put_packages(root)
    with entered(root) as inside:
        return inside.linux("python3", "-m", "installer.listen").returncode


def _put_packages(root: Path) -> None:
    """Install the packages that the program needs, unless they are those of the lock already."""
    ready, wanted = root.parent / "ready", (REQUIREMENTS / "run.txt").read_text(encoding="utf-8")
    if ready.exists() and ready.read_text(encoding="utf-8") == wanted:
        return
    say("Installing the locked packages.")
    shutil.rmtree(root / _HOME, ignore_errors=True)
    install_wheels("run", root / _HOME, linux_with(PYTHON))
    ready.write_text(wanted, encoding="utf-8")
