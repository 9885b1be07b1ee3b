"""How long it takes from starting the client to its first window, side by side with another way."""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence

from installer.development.debian import Inside
from installer.development.processes import say

_TIMES = 3
_TITLE = "SDK Desktop"
_PATIENCE, _BETWEEN_LOOKS = 120, 0.05


def compare_starts(inside: Inside, ways: Mapping[str, Sequence[str]]) -> None:
    """Start the client in each way, by turns; say how many seconds the first window took.

    The commands name a profile that is not set up: what is shown first is the guide.
    """
    taken: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(_TIMES):
        for way, command in ways.items():
            taken[way].append(_until_window(inside, command))
    for way, seconds in taken.items():
        each = ", ".join(f"{one:.1f}" for one in seconds)
        say(f"First window, {way}: {statistics.median(seconds):.1f} s (of {each})")


def _until_window(inside: Inside, command: Sequence[str]) -> float:
    """Return the seconds until a client's window is there; close it then."""
    began = time.monotonic()
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as client:
        try:
            _wait_for_window(inside, began + _PATIENCE)
            seconds = time.monotonic() - began
            inside.service("wmctrl", "-c", _TITLE)
            client.wait(_PATIENCE)
        except BaseException:
            client.kill()
            raise
    return seconds


def _wait_for_window(inside: Inside, until: float) -> None:
    asked = ("xdotool", "search", "--onlyvisible", "--name", _TITLE)
    while inside.linux(*asked).returncode != 0:
        if time.monotonic() > until:
            raise SystemExit("The client's window does not come.")
        time.sleep(_BETWEEN_LOOKS)
