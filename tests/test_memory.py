"""Memory: cleared when it is freed, and kept from crash files and other programs."""

import subprocess
import sys
import weakref

import pytest

from sdk_desktop.memory import MemoryRelease
from tests.kit.project import PROJECT

PROTECTED = """
import resource
from pathlib import Path
from sdk_desktop.memory import protect_memory

protect_memory()
print(*resource.getrlimit(resource.RLIMIT_CORE), Path("/proc/self/mem").stat().st_uid)
import ctypes
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


class Ring:
    """Something that refers to itself."""

    def __init__(self) -> None:
        self.self = self


def test_what_refers_to_itself_only_is_freed() -> None:
    ring = Ring()
    seen = weakref.ref(ring)
    del ring

    MemoryRelease().forget()

    assert seen() is None


def test_what_is_still_needed_stays_as_it_is() -> None:
    kept = [f"Meddelande {number}" for number in range(1000)]

    MemoryRelease().forget()

    assert kept[::333] == ["Meddelande 0", "Meddelande 333", "Meddelande 666", "Meddelande 999"]


@pytest.mark.skipif(sys.platform != "linux", reason="what Linux keeps from others")
def test_a_crash_leaves_no_core_and_nobody_else_reads_the_memory() -> None:
    command = [sys.executable, "-c", PROTECTED]

    done = subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True)

    assert done.stdout.splitlines() == ["0 0 0", "0"]
