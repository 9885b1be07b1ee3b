"""Installs the locked versions of packages for another system than this one."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement

from installer.development.processes import must

REQUIREMENTS = Path(__file__).resolve().parents[1] / "requirements"

_CONTINUED = re.compile(r"\\\n\s*")
_HASHES = re.compile(r"\s+--hash=.*$")


@dataclass(frozen=True)
class System:
    """A system that packages are installed for: what pip calls it, and its environment markers."""

    platforms: Sequence[str]
    markers: Mapping[str, str]

    @property
    def python(self) -> str:
        """The version of its Python, as 3.13."""
        return self.markers["python_version"]


def system(platforms: Sequence[str], names: Sequence[str], python: str) -> System:
    """Return a system with CPython; `names` are its `sys.platform`, name, machine and `os.name`."""
    markers = ("sys_platform", "platform_system", "platform_machine", "os_name")
    return System(
        platforms,
        {
            **dict(zip(markers, names, strict=True)),
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
            "python_version": ".".join(python.split(".")[:2]),
            "python_full_version": python,
        },
    )


def linux_with(python: str) -> System:
    """Return a Linux as old as Debian 12, or newer, with a version of Python."""
    platforms = [f"manylinux_2_{number}_x86_64" for number in range(36, 4, -1)]
    return system(platforms, ("linux", "Linux", "x86_64", "posix"), python)


WINDOWS = system(("win_amd64",), ("win32", "Windows", "AMD64", "nt"), "3.13.2")


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
        command += [f"--platform={platform}" for platform in system.platforms]
        command += ["--python-version", system.python]
        command += ["--implementation", "cp", "--target", str(folder), "-r", str(wanted)]
        must(command, "installing packages for another system")
    shutil.rmtree(folder / "bin", ignore_errors=True)  # start programs for this system
