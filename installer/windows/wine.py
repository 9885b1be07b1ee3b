"""Starts programs for Windows inside the Debian with Wine, on a screen of their own."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from installer.development.debian import OFFICIAL_INSIDE, PROJECT_INSIDE, Inside, entered
from installer.windows.root import PREFIX, PYTHON, home, stub

FONTS = "/opt/windows/fonts"
LETTERS = "usr/share/fonts/truetype/liberation/LiberationSans-*"
"""One family: of several Qt takes the first by name, and all would be drawn with Liberation Mono.
"""
FACE = "Liberation Sans"
_FACES = r"HKCU\Software\Wine\Fonts\Replacements"
_SYSTEM_FACE = "Tahoma"
"""What Wine names as Windows' face and has not; Qt would take the first by name instead."""
TESTS_LEFT = "users/*/AppData/Local/Temp/pytest-of-*"
"""On drive C: pytest would clear it after its tests and cannot: Wine shows streams as files."""


@dataclass(frozen=True)
class Wine(Inside):
    """A Debian with Wine that was entered; `prefix` is the folder of a Windows there."""

    prefix: str

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
        self.service("wineserver", "-p")
        self.service("wineboot", "--init")
        self.service("wine", "reg", "add", _FACES, "/v", _SYSTEM_FACE, "/d", FACE, "/f")
        shutil.copy(stub(), self.drive / "windows" / "system32")

    def inside(self, command: Sequence[str], more: Mapping[str, str] | None = None) -> list[str]:
        """Return how a command is started; Wine keeps Linux's own Qt settings to Linux."""
        named = {
            f"WINE{name}" if name.startswith("QT_") else name: value
            for name, value in (more or {}).items()
        }
        return super().inside(command, named)

    @property
    def drive(self) -> Path:
        """The folder outside that is drive C: inside."""
        return self.root / self.prefix[1:] / "drive_c"

    @property
    def environment(self) -> dict[str, str]:
        """The variables that programs inside get."""
        return {
            **super().environment,
            "WINEPREFIX": self.prefix,
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",  # neither .NET nor a browser is asked for
            "PYTHONPATH": as_windows(PROJECT_INSIDE),
            "PYTHONUTF8": "1",
            "SDK_OFFICIAL": as_windows(OFFICIAL_INSIDE),
            "WINEQT_QPA_FONTDIR": as_windows(FONTS),  # offscreen
            "PYTHONPYCACHEPREFIX": as_windows("/opt/windows/bytecode"),
        }


def as_windows(path: str) -> str:
    r"""Return how Wine names a path inside: `Z:\...`."""
    return "Z:" + path.replace("/", "\\")


@contextmanager
def entered_with_wine(prefix: str = PREFIX) -> Iterator[Wine]:
    """Enter the Debian with Wine; the folder of a Windows is made if it is not there yet."""
    root = home() / "root"
    (root / prefix[1:]).mkdir(exist_ok=True)
    known = root / PYTHON[1:] / "Lib" / "site-packages" / "project.pth"  # also to `python -I`
    known.write_text(as_windows(PROJECT_INSIDE), encoding="utf-8")
    fonts = root / FONTS[1:]
    fonts.mkdir(exist_ok=True)
    for font in root.glob(LETTERS):
        shutil.copy(font, fonts)
    with entered(root) as debian:
        wine = Wine(debian.root, debian.process, debian.display, debian.dump, prefix)
        wine.start_services()
        for folder in wine.drive.glob(TESTS_LEFT):
            shutil.rmtree(folder, ignore_errors=True)
        yield wine
