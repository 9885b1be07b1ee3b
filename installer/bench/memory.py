"""What a process holds, as the system tells it; a parent cannot hide in it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

_STATUS = Path("/proc/self/status")
_CLEAR = Path("/proc/self/clear_refs")
_FORGET_PEAK = "5"


def resident() -> float:
    """Return what the process holds now, in MB; 0 where the system does not tell."""
    return _read("VmRSS")


def grown(work: Callable[[], object]) -> float:
    """Return how many MB more than before the process held at most while it worked.

    `ru_maxrss` would tell less: a process inherits it from the one that started it.
    """
    if not _STATUS.exists():
        sys.exit("peaks of memory are measured on Linux")
    _CLEAR.write_text(_FORGET_PEAK, encoding="ascii")
    before = resident()
    work()
    return _read("VmHWM") - before


def _read(name: str) -> float:
    if not _STATUS.exists():
        return 0.0
    lines = _STATUS.read_text(encoding="ascii").splitlines()
    (kilobytes,) = [line.split()[1] for line in lines if line.startswith(name)]
    return int(kilobytes) / 1024
