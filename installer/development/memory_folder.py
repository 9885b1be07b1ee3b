"""A folder in memory for what tests write, so that none of them waits for the disk."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
ROOM = 4_000_000_000
"""Bytes that must be free; a whole run needs about an eighth."""
_FREE = "MemAvailable:"


@contextmanager
def place_for_tests(
    memory: Path = IN_MEMORY, known: Path = Path("/proc/meminfo")
) -> Iterator[dict[str, str]]:
    """Make a folder in memory while the block runs; yield what the tests' environment says of it.

    That is nothing where a system has no such place, or little memory: then they write to the disk.
    """
    if not memory.is_dir() or min(_free_memory(known), shutil.disk_usage(memory).free) < ROOM:
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix="sdk-tests-", dir=memory) as folder:
        Path(folder).chmod(0o711)  # a database server of another user has its folder in it
        yield {"TMPDIR": folder}


def _free_memory(known: Path) -> int:
    """Return how many bytes are free by what Linux says, 0 where it says nothing."""
    if not os.access(known, os.R_OK):  # noqa: TID251 - Linux alone has such a file
        return 0
    lines = known.read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(_FREE))
