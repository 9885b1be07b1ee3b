"""The client among the packages that it is installed with, and how it is started there."""

from __future__ import annotations

import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

from installer.development.processes import PROJECT, must

START = """\
import runpy
import sys

sys.frozen = True  # the start programs run the client and nothing else
runpy.run_module("sdk_desktop", run_name="__main__", alter_sys=True)
"""


def unpack_client(packages: Path) -> None:
    """Put the client, as a wheel has it, among the packages."""
    wheels = PROJECT / "build" / "wheel"
    shutil.rmtree(wheels, ignore_errors=True)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)]
    must(command, "building the client's wheel")
    (wheel,) = wheels.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(packages)


def compile_modules(folder: Path, python: Callable[..., int], named: str) -> None:
    """Leave every module compiled only: that is smaller, and nothing is written after installing.

    The folder's own `python` does it, for each version has a form of its own; it is called with
    arguments, knows the folder as `named`, and returns its exit code.
    """
    command = ["-B", "-m", "compileall", "-q", "-b", "--invalidation-mode", "unchecked-hash"]
    if python(*command, "-s", named, "-p", "", named) != 0:
        raise SystemExit("This failed while compiling the modules.")
    for source in folder.rglob("*.py"):
        source.unlink()
