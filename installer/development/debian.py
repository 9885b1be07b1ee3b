"""A Debian in a folder, entered with a screen, processes and mounts of its own.

Nothing of a run stays when it is over: whatever was started inside is ended by one signal.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock
from PIL import Image

from installer.development.processes import PROJECT, must, official_artefacts, say

PROJECT_INSIDE = "/opt/project"
OFFICIAL_INSIDE = "/opt/official"
"""Where the official artefacts are seen inside, if they are here."""
SCREEN = (1600, 900)
SCREEN_PACKAGES = ("xvfb", "x11-xkb-utils", "blackbox", "wmctrl", "xdotool")
"""What `entered` needs inside."""
_SCREEN_FILE = "Xvfb_screen0"
_XWD_HEADER, _XWD_COLOURS, _XWD_LINE = 0, 19, 12
"""Which numbers of an X window dump's header are its own size, its colours and bytes of a line."""

_START = """
set -e
mount -t proc proc "$0/proc"
mount --rbind /dev "$0/dev"
mount --rbind /sys "$0/sys"
mkdir -p "$0$2"
mount --bind "$1" "$0$2"
mkdir -p "$0$6"
[ ! -d "$5" ] || mount --bind "$5" "$0$6"
exec chroot "$0" Xvfb -displayfd 1 -screen 0 "$3" -fbdir "$4" -nolisten tcp 2>/dev/null
"""
_LONGEST_END = 20
"""Seconds."""
_IN_PROJECT = 'cd "$0" && exec "$@"'


def cache() -> Path:
    """Return the folder for what is large and made once: in the user's cache."""
    place = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return place / "sdk-desktop-development"


def make_debian(root: Path, release: str, packages: Sequence[str]) -> None:
    """Make a Debian of a release in a folder, with packages, from where this computer has its own.

    What is there already is kept, and only what it lacks is added.
    """
    ready, wanted = root.parent / "debian-ready", " ".join((release, *packages))
    if ready.exists() and ready.read_text(encoding="ascii") == wanted:
        return
    if not ready.exists():
        say("Unpacking a Debian. This takes some minutes, once.")
        shutil.rmtree(root, ignore_errors=True)
        root.parent.mkdir(parents=True, exist_ok=True)
        making = ["debootstrap", "--variant=minbase", release, str(root), _mirror()]
        must(making, "unpacking Debian")
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
    must(["chroot", str(root), *environment, *install], f"installing {packages[0]}")
    must(["chroot", str(root), "apt-get", "clean"], "clearing what was fetched")
    ready.write_text(wanted, encoding="ascii")


def _mirror() -> str:
    """Return where this computer's apt gets Debian from."""
    asked = ["apt-get", "indextargets", "--format", "$(REPO_URI)"]
    asked += ["Identifier: Packages", "Origin: Debian", "Label: Debian"]
    found = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.split()
    if not found:
        raise SystemExit("apt knows no Debian archive yet: run apt-get update first.")
    return found[0]


@dataclass(frozen=True)
class Inside:
    """A Debian that was entered: how programs are started there, and what its screen shows."""

    root: Path
    process: int
    display: str
    dump: Path

    def linux(
        self, *command: str, more: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a program of that Debian in the project folder; its output is shown and returned."""
        with subprocess.Popen(
            self.inside(command, more),
            stdin=subprocess.DEVNULL,  # Wine's console needs a screen otherwise
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        ) as running:
            said = []
            for line in running.stdout or ():
                sys.stdout.write(line)
                said.append(line)
        return subprocess.CompletedProcess(command, running.returncode, "".join(said))

    def service(self, *command: str) -> None:
        """Run a program whose output is nobody's."""
        subprocess.run(
            self.inside(command),
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def inside(self, command: Sequence[str], more: Mapping[str, str] | None = None) -> list[str]:
        """Return how a command is started in the project folder inside."""
        enter = ["nsenter", "--target", str(self.process), "--mount", "--pid"]
        variables = {**self.environment, **(more or {})}
        change = ["chroot", str(self.root), "env", "-i"]
        change += [f"{name}={value}" for name, value in variables.items()]
        return [*enter, *change, "sh", "-c", _IN_PROJECT, PROJECT_INSIDE, *command]

    def screen(self) -> Image.Image:
        """Return what the screen shows, from the dump that Xvfb keeps of it."""
        data = (self.dump / _SCREEN_FILE).read_bytes()
        numbers = [int.from_bytes(data[at : at + 4], "big") for at in range(0, 100, 4)]
        pixels = data[numbers[_XWD_HEADER] + 12 * numbers[_XWD_COLOURS] :]
        return Image.frombytes("RGB", SCREEN, pixels, "raw", "BGRX", numbers[_XWD_LINE])

    @property
    def environment(self) -> dict[str, str]:
        """The variables that programs inside get."""
        return {
            "HOME": "/root",
            "USER": "root",
            "PATH": "/usr/bin:/bin:/usr/sbin:/sbin",
            "LANG": "C.UTF-8",
            "DISPLAY": self.display,
        }


@contextmanager
def entered(root: Path) -> Iterator[Inside]:
    """Enter a Debian with a screen, alone; whatever was started there is ended afterwards."""
    screen = f"{SCREEN[0]}x{SCREEN[1]}x24"
    command = ["setpriv", "--pdeathsig", "KILL"]  # also when this program is killed
    command += ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", _START]
    command += [str(root), str(PROJECT), PROJECT_INSIDE, screen]
    with (
        FileLock(root.parent / "lock"),
        tempfile.TemporaryDirectory(dir=root / "tmp", ignore_cleanup_errors=True) as dump,
        subprocess.Popen(
            [*command, dump.removeprefix(str(root)), str(official_artefacts()), OFFICIAL_INSIDE],
            stdout=subprocess.PIPE,
            text=True,
        ) as outside,
    ):
        number = outside.stdout.readline().strip() if outside.stdout else ""
        if not number:
            raise SystemExit("The screen inside does not start.")
        inside = Inside(root, _child(outside.pid), f":{number}", Path(dump))
        try:
            inside.service("sh", "-c", "blackbox &")
            yield inside
        finally:
            outside.kill()  # it lets SIGTERM pass; what runs inside ends with it
            _wait_for_end(inside.process)


def _child(process: int) -> int:
    """Return the one process that another has started."""
    return int(Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii"))


def _wait_for_end(process: int) -> None:
    """Wait until a process is gone, and so all that it was the first of; not for ever."""
    until = time.monotonic() + _LONGEST_END
    while Path(f"/proc/{process}").exists() and time.monotonic() < until:
        time.sleep(0.1)
