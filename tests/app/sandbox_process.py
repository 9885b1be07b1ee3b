"""A sandbox in a process of its own, on a port of this computer."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def sandbox_process(*arguments: str) -> Iterator[str]:
    """Start a sandbox; gives its address."""
    command = [sys.executable, "-m", "sdk_desktop", "sandbox", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()
