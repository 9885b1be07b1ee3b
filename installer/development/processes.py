"""Where the project is, and how programs are started in it."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
ENVIRONMENT = PROJECT / ".venv"
WINDOWS = os.name == "nt"
_COMPILING = {"PYTHONDONTWRITEBYTECODE": ""}
"""Programs may keep what they compile: the tests start some hundred of the same modules."""


def official_artefacts() -> Path:
    """Return where the official artefacts lie, if they are here: what SDK_OFFICIAL names first."""
    return Path(os.environ.get("SDK_OFFICIAL") or PROJECT.parent / "shared" / "specs")


def program(name: str, environment: Path = ENVIRONMENT) -> Path:
    """Return the path of a program in a virtual environment."""
    return environment / ("Scripts" if WINDOWS else "bin") / (f"{name}.exe" if WINDOWS else name)


def run_program(name: str, arguments: Sequence[str], more: Mapping[str, str] | None = None) -> int:
    """Run a program of .venv in the project folder and return its exit code."""
    environment = {**_COMPILING, **(more or {})}
    return start([str(program(name)), *arguments], folder=PROJECT, more=environment)


class Beside:
    """A program of .venv that runs in the project folder meanwhile."""

    def __init__(self, command: Sequence[str], output: Path) -> None:
        """Start a program with its arguments; what it says goes to the file `output`."""
        self._output = output
        with output.open("wb") as file:
            self._process = subprocess.Popen(
                [str(program(command[0])), *command[1:]],
                cwd=PROJECT,
                env={**os.environ, **_COMPILING},
                stdout=file,
                stderr=subprocess.STDOUT,
            )

    def end(self) -> tuple[int, str]:
        """Wait for its end; return its exit code and what it said."""
        code = self._process.wait()
        return code, self._output.read_text(encoding="utf-8", errors="replace")


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
