"""A desktop of its own, in which a screen reader says what happens; nothing of it stays."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from installer.development.processes import PROJECT
from installer.listen.work import at_work

_FOCUS = Path(__file__).with_name("focus.py")
_EAR = Path(__file__).with_name("ear.py")
_CUSTOM = Path(".local/share/orca/orca-customizations.py")
"""Where Orca looks for what it loads at its start, in the home folder."""
_LOCALE = "sv_SE.UTF-8"
_TICK = 0.05
"""Seconds between looks."""
_CALM = 16
"""How many looks in a row find that nobody has anything to do or to say when all has been said."""
_SETTLED = 5
"""How many when keys have been handled: they are told of on another way than they are asked for."""
_LONGEST = 12.0
"""Seconds to wait for that at most: what counts down goes on giving it something to do."""
PATIENCE = 180
"""Seconds that something may take to be said, on a busy computer."""


@dataclass
class Desktop:
    """A screen, a bus and Orca: programs are started there, keys pressed, and words heard."""

    folder: Path
    environment: dict[str, str]
    watcher: subprocess.Popen[str] | None = None
    client: subprocess.Popen[str] | None = None
    _read: int = field(default=0, init=False)

    def press(self, keys: Sequence[str]) -> None:
        """Press keys one after the other, by their X names, as ctrl+r.

        Each is handled and told of before the next, as when a person presses them: a screen reader
        passes over what has changed again before it came to it.
        """
        for number, key in enumerate(keys):
            if number:
                self._calm(_SETTLED)
            self._do("xdotool", "key", "--clearmodifiers", key)

    def ended(self) -> int | None:
        """Return the exit code of the client when it has ended, which it should not."""
        return self.client.poll() if self.client else None

    def place(self) -> str:
        """Return the name of what has the keyboard when all keys have been handled."""
        if self.watcher is None or self.watcher.stdin is None:
            return ""
        self._calm(_SETTLED)
        self.watcher.stdin.write("\n")
        self.watcher.stdin.flush()
        return _line(self.watcher)

    def write(self, text: str) -> None:
        """Type a text."""
        self._do("xdotool", "type", "--delay", "150", text)

    def hear(self, is_it: Callable[[str], bool], patience: float = PATIENCE) -> list[str]:
        """Return what is said until something is, and then until nobody has anything to do.

        That is asked of the system, for a busy computer takes long over everything.
        """
        heard, end = self._new(), time.monotonic() + patience
        while not any(map(is_it, heard)) and time.monotonic() < end:
            time.sleep(_TICK)
            heard += self._new()
        self._calm(_CALM)
        return heard + self._new()

    def _calm(self, looks: int) -> None:
        """Wait until so many looks in a row find nobody at work and nothing more said."""
        calm, size, end = 0, -1, time.monotonic() + _LONGEST
        while calm < looks and time.monotonic() < end:
            time.sleep(_TICK)
            said = self._heard.stat().st_size if self._heard.exists() else 0
            calm = 0 if at_work() or said != size else calm + 1
            size = said

    @property
    def _heard(self) -> Path:
        """Return where Orca's ear writes."""
        return self.folder / "heard"

    def _do(self, *command: str) -> None:
        subprocess.run(command, env=self.environment, check=True)

    def _new(self) -> list[str]:
        """Return what has been said since the last time: whole lines, of which nothing is lost."""
        if not self._heard.exists():
            return []
        with self._heard.open("rb") as file:
            file.seek(self._read)
            lines = file.read().rpartition(b"\n")
        self._read += len(lines[0]) + len(lines[1])
        return [str(json.loads(line)) for line in lines[0].splitlines()]


@contextmanager
def desktop() -> Iterator[Desktop]:
    """Open a desktop with Orca, in Swedish; whatever was started there is ended afterwards."""
    with tempfile.TemporaryDirectory(prefix="heard-") as name, ExitStack() as running:
        folder = Path(name)
        room = folder / "run"
        room.mkdir(mode=0o700)
        _make_locale(folder)
        here = Desktop(folder, _environment(folder, room))
        numbered = _started(running, here, "Xvfb", "-displayfd", "1", "-nolisten", "tcp")
        here.environment["DISPLAY"] = f":{_line(numbered)}"
        address = f"--address=unix:tmpdir={room}"
        bus = _started(running, here, "dbus-daemon", "--session", "--print-address", address)
        here.environment["DBUS_SESSION_BUS_ADDRESS"] = _line(bus)
        _started(running, here, "openbox")
        _give_ear(folder)
        _started(running, here, "/usr/bin/orca")
        if not here.hear(lambda said: "Skärmläsare" in said):
            raise SystemExit("Orca says nothing: this user may have another one that runs.")
        here.watcher = _started(running, here, "/usr/bin/python3", str(_FOCUS))
        here.client = _started(running, here, sys.executable, "-m", "sdk_desktop", "--practice")
        yield here


def _environment(folder: Path, room: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(room),
        "LANG": _LOCALE,
        "LOCPATH": str(folder),
        "PYTHONPATH": str(PROJECT),
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "QT_QPA_PLATFORM": "xcb",
    }


def _give_ear(folder: Path) -> None:
    """Let Orca write down what it says."""
    custom = folder / _CUSTOM
    custom.parent.mkdir(parents=True)
    shutil.copy(_EAR, custom)


def _make_locale(folder: Path) -> None:
    """Make the Swedish locale, in which what the C library translates is Swedish, too."""
    name, encoding = _LOCALE.split(".")
    making = ["localedef", "--no-archive", "-i", name, "-f", encoding, str(folder / _LOCALE)]
    subprocess.run(making, check=True)


def _started(running: ExitStack, here: Desktop, *command: str) -> subprocess.Popen[str]:
    """Start a program that ends with this one, whatever becomes of it."""
    started = subprocess.Popen(
        ["setpriv", "--pdeathsig", "KILL", *command],  # noqa: S607 - wherever the system has it
        env=here.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    running.callback(started.wait)
    running.callback(started.kill)
    return started


def _line(started: subprocess.Popen[str]) -> str:
    return (started.stdout.readline() if started.stdout else "").strip()
