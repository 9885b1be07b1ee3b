"""Starts programs for Windows inside the folder, on a screen of their own."""

from __future__ import annotations

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

from installer.development.processes import PROJECT
from installer.windows.root import PREFIX, PROJECT_INSIDE, PYTHON, home, stub

SCREEN = (1600, 900)
_SCREEN_FILE = "Xvfb_screen0"
_XWD_HEADER, _XWD_COLOURS, _XWD_LINE = 0, 19, 12
"""Which numbers of an X window dump's header are its own size, its colours and bytes of a line."""

_START = """
set -e
mount -t proc proc "$0/proc"
mount --rbind /dev "$0/dev"
mount --rbind /sys "$0/sys"
mount --bind "$1" "$0$2"
exec chroot "$0" Xvfb -displayfd 1 -screen 0 "$3" -fbdir "$4" -nolisten tcp 2>/dev/null
"""
_LONGEST_END = 20
"""Seconds."""
_IN_PROJECT = 'cd "$0" && exec "$@"'


@dataclass(frozen=True)
class Wine:
    """A screen inside the folder, and how programs are started there."""

    process: int
    display: str
    prefix: str
    dump: Path

    def python(
        self, *arguments: str, more: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run Windows' Python in the project folder; its output is shown and returned."""
        return self.windows(f"{PYTHON}/python.exe", *arguments, more=more)

    def windows(
        self, *command: str, more: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a program for Windows in the project folder; its output is shown and returned."""
        return self.linux("wine", *command, more=more)

    def start_services(self) -> None:
        """Start what Wine runs behind every program, so that no program's output ends with it."""
        for command in (("wineserver", "-p"), ("wineboot", "--init"), ("sh", "-c", "openbox &")):
            subprocess.run(
                self.inside(command),
                check=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        shutil.copy(stub(), self.drive / "windows" / "system32")

    @property
    def drive(self) -> Path:
        """The folder outside that is drive C: inside."""
        return home() / "root" / self.prefix[1:] / "drive_c"

    def linux(
        self, *command: str, more: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a program of the Debian inside in the project folder."""
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

    def inside(self, command: Sequence[str], more: Mapping[str, str] | None = None) -> list[str]:
        """Return how a command is started in the project folder inside."""
        enter = ["nsenter", "--target", str(self.process), "--mount", "--pid"]
        variables = {**self._environment, **(more or {})}
        change = ["chroot", str(home() / "root"), "env", "-i"]
        change += [f"{_named(name)}={value}" for name, value in variables.items()]
        return [*enter, *change, "sh", "-c", _IN_PROJECT, PROJECT_INSIDE, *command]

    def screen(self) -> Image.Image:
        """Return what the screen shows, from the dump that Xvfb keeps of it."""
        data = (self.dump / _SCREEN_FILE).read_bytes()
        numbers = [int.from_bytes(data[at : at + 4], "big") for at in range(0, 100, 4)]
        pixels = data[numbers[_XWD_HEADER] + 12 * numbers[_XWD_COLOURS] :]
        return Image.frombytes("RGB", SCREEN, pixels, "raw", "BGRX", numbers[_XWD_LINE])

    @property
    def _environment(self) -> dict[str, str]:
        return {
            "HOME": "/root",
            "USER": "root",
            "PATH": "/usr/bin:/bin:/usr/sbin:/sbin",
            "LANG": "C.UTF-8",
            "DISPLAY": self.display,
            "WINEPREFIX": self.prefix,
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",  # neither .NET nor a browser is asked for
            "PYTHONPATH": as_windows(PROJECT_INSIDE),
            "PYTHONUTF8": "1",
            "QT_QPA_FONTDIR": as_windows("/usr/share/fonts/truetype/liberation"),  # offscreen
            "PYTHONPYCACHEPREFIX": as_windows("/opt/windows/bytecode"),
        }


def _named(variable: str) -> str:
    """Return how a variable is named for Wine, which keeps Linux's own Qt settings to Linux."""
    return f"WINE{variable}" if variable.startswith("QT_") else variable


def as_windows(path: str) -> str:
    r"""Return how Wine names a path inside: `Z:\...`."""
    return "Z:" + path.replace("/", "\\")


@contextmanager
def entered(prefix: str = PREFIX) -> Iterator[Wine]:
    """Enter the folder with a screen, alone; whatever was started there is ended afterwards.

    `prefix` is the folder of a Windows, made if it is not there yet.
    """
    root = str(home() / "root")
    (home() / "root" / prefix[1:]).mkdir(exist_ok=True)
    screen = f"{SCREEN[0]}x{SCREEN[1]}x24"
    command = ["setpriv", "--pdeathsig", "KILL"]  # also when this program is killed
    command += ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", _START]
    with (
        FileLock(home() / "lock"),
        tempfile.TemporaryDirectory(dir=f"{root}/tmp", ignore_cleanup_errors=True) as dump,
        subprocess.Popen(
            [*command, root, str(PROJECT), PROJECT_INSIDE, screen, dump.removeprefix(root)],
            stdout=subprocess.PIPE,
            text=True,
        ) as outside,
    ):
        number = outside.stdout.readline().strip() if outside.stdout else ""
        if not number:
            raise SystemExit("The screen inside does not start.")
        wine = Wine(_child(outside.pid), f":{number}", prefix, Path(dump))
        try:
            wine.start_services()
            yield wine
        finally:
            outside.kill()  # it lets SIGTERM pass; what runs inside ends with it
            _wait_for_end(wine.process)


def _child(process: int) -> int:
    """Return the one process that another has started."""
    return int(Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii"))


def _wait_for_end(process: int) -> None:
    """Wait until a process is gone, and so all that it was the first of; not for ever."""
    until = time.monotonic() + _LONGEST_END
    while Path(f"/proc/{process}").exists() and time.monotonic() < until:
        time.sleep(0.1)
