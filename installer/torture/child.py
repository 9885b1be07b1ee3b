"""A child process of a run: it does one task, and tells each phase of it."""

from __future__ import annotations

import io
import os
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from installer.torture.checks import TASKS
from installer.torture.client import ROLES
from installer.torture.task import Task, report_phase


class PhaseWriter(io.TextIOBase):
    """What a task prints, sent to the process that started it."""

    def __init__(self, phases: Connection) -> None:
        super().__init__()
        self._phases = phases

    def write(self, text: str) -> int:
        """Send a text at once."""
        self._phases.send_bytes(text.encode())
        return len(text)


def do_task(task: Task, phases: Connection, errors: Path) -> None:
    """Do a task; what goes wrong is written to a file."""
    with errors.open("wb") as file:
        os.dup2(file.fileno(), sys.stderr.fileno())
    sys.stdout = PhaseWriter(phases)
    report_phase("starting")
    {**ROLES, **TASKS}[task.role](task)
