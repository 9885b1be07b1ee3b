"""The process that draws a file: this program again, with nothing of this process in it."""

from __future__ import annotations

import os
import sys
from functools import partial

from PySide6.QtCore import QProcess, QProcessEnvironment

from sdk_desktop.viewer import CHILD

if sys.platform == "win32":
    from sdk_desktop.viewer.windows_limits import KillingJob

PATIENCE = 5_000
"""Milliseconds that a killed process has for its end."""
_NEEDED = ("SYSTEMROOT", "WINDIR")
"""Variables without which no program starts on Windows."""


class ChildProcess(QProcess):
    """Starts with no handles but two pipes, and with none of this process's environment.

    Without a parent in Qt's sense: whoever makes one must call `end`.
    """

    def __init__(self) -> None:
        super().__init__()
        frozen = getattr(sys, "frozen", False)
        self.setProgram(sys.executable)
        self.setArguments([CHILD] if frozen else ["-I", "-m", "sdk_desktop", CHILD])
        environment = QProcessEnvironment()
        for name in _NEEDED:
            if value := os.environ.get(name):
                environment.insert(name, value)
        environment.insert("PATH", os.defpath)  # an empty environment would be ours
        self.setProcessEnvironment(environment)
        self.setStandardErrorFile(QProcess.nullDevice())
        self._keep_handles()

    def end(self) -> None:
        """Kill the process, whatever it does."""
        self.blockSignals(True)
        if self.state() is not QProcess.ProcessState.NotRunning:
            self.kill()
            self.waitForFinished(PATIENCE)
        self.deleteLater()

    def _keep_handles(self) -> None:
        """Let the process inherit nothing, and end with this one."""
        if sys.platform == "win32":
            job = KillingJob()
            self.started.connect(lambda: job.take(self.processId()))
            self.destroyed.connect(partial(KillingJob.close, job))
            return
        how = QProcess.UnixProcessParameters()
        how.flags = QProcess.UnixProcessFlag.CloseFileDescriptors
        self.setUnixProcessParameters(how)
