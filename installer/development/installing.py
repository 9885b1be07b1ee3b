"""Installs what is locked, on two processors: unpacking takes one of them for half a minute."""

import re
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from installer.development.processes import PROJECT

_ENTRY = re.compile(r"^(?=[A-Za-z0-9])", re.MULTILINE)
"""Where a package begins in a lock file; its hashes stand on lines that are indented."""


def install_locked(install: Sequence[str], lock: Path) -> None:
    """Install the packages of a lock file with two of a command, such as pip's; stop if one fails.

    The command installs what it is given and nothing else, so that they never meet.
    """
    with tempfile.TemporaryDirectory() as folder:
        running = []
        for number, part in enumerate(halves(lock.read_text(encoding="utf-8"))):
            file = Path(folder) / f"{number}.txt"
            file.write_text(part, encoding="utf-8")
            command = [*install, "--require-hashes", "--requirement", str(file)]
            running.append(subprocess.Popen(command, cwd=PROJECT))
        codes = [one.wait() for one in running]
    if any(codes):
        raise SystemExit(f"This failed while installing {lock.name}:\n  {' '.join(install)}")


def halves(lock: str) -> tuple[str, str]:
    """Return every other package of a lock file, and the others."""
    packages = [part for part in _ENTRY.split(lock) if _ENTRY.match(part)]
    return "".join(packages[::2]), "".join(packages[1::2])
