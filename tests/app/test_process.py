"""Memory that neither crash files nor other programs may hold."""

import subprocess
import sys

import pytest

from tests.kit.project import PROJECT

PROTECTED = """
import resource
from pathlib import Path
from sdk_desktop.app.process import protect_memory

protect_memory()
print(*resource.getrlimit(resource.RLIMIT_CORE), Path("/proc/self/mem").stat().st_uid)
import ctypes
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="what Linux keeps from others")
def test_a_crash_leaves_no_core_and_nobody_else_reads_the_memory() -> None:
    command = [sys.executable, "-c", PROTECTED]

    done = subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True)

    assert done.stdout.splitlines() == ["0 0 0", "0"]
