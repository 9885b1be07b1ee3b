"""The command line: starts the window, practice and the sandbox; checks, backups, envelopes.

May import everything; the only package that prints.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sdk_desktop.ui.top_window import TopWindow

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
_THE_REST = (
    "sdk_desktop.domain.mailbox",
    "sdk_desktop.settings",
    "sdk_desktop.app",
    "sdk_desktop.cli.commands",
    "sdk_desktop.ui.parts.accessibility",
    "sdk_desktop.ui.application",
)
"""What the window needs, in pieces of like size: keys are taken between them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command of the command line; return the exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    first = _first_window(words)
    from sdk_desktop.cli.commands import run_command

    return run_command(words, first)


def _first_window(words: Sequence[str]) -> TopWindow | None:
    """Return the window with the first screen, painted, and import the rest behind it.

    None where it is not wanted or nothing is kept to show, or where a window may be open already.
    """
    folder = _profile_folder(words)
    if folder is None or not _has_screen() or _may_be_open(folder):
        return None
    from sdk_desktop.memory import protect_memory
    from sdk_desktop.ui.first_screen import show_first_screen, take_keys

    protect_memory()
    window = show_first_screen(folder)
    if window is not None:
        for name in _THE_REST:
            import_module(name)
            take_keys()
    return window


def _profile_folder(words: Sequence[str]) -> Path | None:
    """Return the folder of the profile whose window is asked for; None for any other command."""
    match [*words]:
        case []:
            name = "default"
        case ["--profile", name] if name and Path(name).name == name:
            pass
        case ["--folder", folder] if folder:
            return Path(folder)
        case _:
            return None
    from sdk_desktop.profile_folder import profile_folder

    return profile_folder(name)


def _may_be_open(folder: Path) -> bool:
    from sdk_desktop.profile_folder import RUNNING

    return any(folder.glob(RUNNING))


def _has_screen() -> bool:
    return sys.platform != "linux" or not os.environ.keys().isdisjoint(_SCREENS)
