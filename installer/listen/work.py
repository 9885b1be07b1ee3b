"""Whether the programs that were started here have something to do, as the system sees it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_AT_WORK = frozenset("RD")
"""States of a thread that runs or waits for a processor, and of one that waits for the disk."""


def at_work() -> bool:
    """Return whether a thread of a process that this one has started works, or would if it could.

    One that waits for a processor counts, so that a busy computer does not look like a quiet one.
    """
    return any(map(_works, _below(os.getpid())))


def _works(process: int) -> bool:
    return any(_state(thread) in _AT_WORK for thread in _threads(process))


def _below(process: int) -> Iterator[int]:
    """Yield every process that one has started, and those that these have started."""
    for thread in _threads(process):
        with suppress(OSError):  # it has ended meanwhile
            for child in map(int, (thread / "children").read_text(encoding="ascii").split()):
                yield child
                yield from _below(child)


def _threads(process: int) -> list[Path]:
    with suppress(OSError):
        return list(Path(f"/proc/{process}/task").iterdir())
    return []


def _state(thread: Path) -> str:
    with suppress(OSError):
        return (thread / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2][1]
    return ""
