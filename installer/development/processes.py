"""Where the project is, and how programs are started in it."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
ENVIRONMENT = PROJECT / ".venv"
WINDOWS = os.name == "nt"


def program(name: str, environment: Path = ENVIRONMENT) -> Path:
    """Return the path of a program in a virtual environment."""
    return environment / ("Scripts" if WINDOWS else "bin") / (f"{name}.exe" if WINDOWS else name)


def run_program(name: str, arguments: Sequence[str]) -> int:
    """Run a program of .venv in the project folder and return its exit code.

    It may keep what it compiles: the tests start some hundred processes of the same modules.
    """
    command = [str(program(name)), *arguments]
    return start(command, folder=PROJECT, more={"PYTHONDONTWRITEBYTECODE": ""})


def must(
    command: Sequence[str],
    what: str,
    more: Mapping[str, str] | None = None,
    *,
    folder: Path = PROJECT,
) -> None:
    """Run a command in a folder, with more environment variables; stop if it fails."""
    if start(command, folder=folder, more=more) != 0:
        raise SystemExit(f"This failed while {what}:\n  {' '.join(command)}")


def start(
    command: Sequence[str], *, folder: Path | None = None, more: Mapping[str, str] | None = None
) -> int:
    """Run a command whose output goes straight on to ours, and return its exit code."""
    environment = {**os.environ, **(more or {})}
    return subprocess.run(command, check=False, cwd=folder, env=environment).returncode


def seconds_since(began: float) -> str:
    """Return in words how long ago a moment of the monotonic clock was."""
    return f"{time.monotonic() - began:.0f} s"


def say(line: str) -> None:
    """Print a line at once, so that it stands before the output of what is started next."""
    print(line, flush=True)
