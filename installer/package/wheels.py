"""Installs the locked versions of packages for another system than this one."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement

from installer.development.processes import must

REQUIREMENTS = Path(__file__).resolve().parents[1] / "requirements"

_CONTINUED = re.compile(r"\\\n\s*")
_HASHES = re.compile(r"\s+--hash=.*$")


@dataclass(frozen=True)
class System:
    """A system that packages are installed for, as pip and as environment markers name it."""

    platform: str
    python: str
    markers: Mapping[str, str]


WINDOWS = System(
    "win_amd64",
    "3.13",
    {
        "sys_platform": "win32",
        "platform_system": "Windows",
        "platform_machine": "AMD64",
        "os_name": "nt",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "python_version": "3.13",
        "python_full_version": "3.13.2",
    },
)


def requirements_for(locked: str, system: System) -> Iterator[str]:
    """Yield the lines of a lock file that a system needs, with their hashes and without markers.

    pip itself would ask whether they are needed on this one.
    """
    for line in filter(None, _CONTINUED.sub(" ", locked).splitlines()):
        requirement = Requirement(_HASHES.sub("", line))
        if requirement.marker is None or requirement.marker.evaluate(dict(system.markers)):
            hashes = " ".join(re.findall(r"--hash=\S+", line))
            yield f"{requirement.name}{requirement.specifier} {hashes}"


def install_wheels(kind: str, folder: Path, system: System) -> None:
    """Install what is locked for a kind of use, "run" or "test", into a folder."""
    locked = (REQUIREMENTS / f"{kind}.txt").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as temporary:
        wanted = Path(temporary) / "wanted.txt"
        wanted.write_text("\n".join(requirements_for(locked, system)), encoding="utf-8")
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-compile"]
        command += ["--disable-pip-version-check", "--require-hashes", "--only-binary=:all:"]
        command += ["--platform", system.platform, "--python-version", system.python]
        command += ["--implementation", "cp", "--target", str(folder), "-r", str(wanted)]
        must(command, "installing packages for another system")
    shutil.rmtree(folder / "bin", ignore_errors=True)  # start programs for this system
