"""Starts the child process that draws a file, and asks it without ever waiting for it."""

from __future__ import annotations

import os
import sys
from collections import deque
from dataclasses import dataclass, field
from functools import partial

import shiboken6
from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Qt, QTimer, Signal, Slot

from sdk_desktop.domain.errors import Refused
from sdk_desktop.ui.words import mark
from sdk_desktop.viewer import CHILD
from sdk_desktop.viewer.frames import (
    Answer,
    AnswerReader,
    Draw,
    Drawn,
    Extract,
    Failed,
    FileText,
    Find,
    Found,
    Open,
    Opened,
    PageText,
    Read,
    Request,
    write_request,
)

if sys.platform == "win32":
    from sdk_desktop.viewer.windows_limits import KillingJob

_ENDING = 5_000
"""Milliseconds that a killed process has for its end."""
_NEEDED = ("SYSTEMROOT", "WINDIR")
"""Variables without which no program starts on Windows."""
PATIENCE = 8_000
"""Milliseconds that the child has for an answer."""
TOO_SLOW = mark(
    "This takes too long to draw, and was given up. Save the file to open it elsewhere."
)
DIED = mark(
    "This cannot be drawn here: it is damaged, or needs more memory than a file may have."
    " Save the file to open it elsewhere."
)
_ANSWERS = {Open: Opened, Draw: Drawn, Read: PageText, Find: Found, Extract: FileText}


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
        environment.insert("PATH", os.defpath)  # Qt passes this process's on where one is empty
        self.setProcessEnvironment(environment)
        self.setStandardErrorFile(QProcess.nullDevice())
        self._keep_handles()

    def end(self) -> None:
        """Kill the process, whatever it does."""
        self.blockSignals(True)
        if self.state() is not QProcess.ProcessState.NotRunning:
            self.kill()
            self.waitForFinished(_ENDING)
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


class ViewerProcess(QObject):
    """One file's child process; started when something is asked, ended with this object.

    It answers one request at a time. A newer request takes the place of one of its kind that waits.
    When it dies, or is killed because it takes too long, what was asked has failed; the next
    request starts another one.
    """

    answered = Signal(object, object)
    """Gives a request and its answer."""
    failed = Signal(object, object)
    """Gives a request and a `Refused` that says why it has no answer."""

    def __init__(self, content: bytes, parent: QObject) -> None:
        super().__init__(parent)
        self._content = content
        self._opening = Open(content)
        self._child = _Child()
        self._waiting: list[Request] = []
        self._due: deque[Request | None] = deque()
        self._timer = QTimer(self, singleShot=True, interval=PATIENCE)
        self._timer.timeout.connect(self._give_up)
        self.destroyed.connect(partial(_Child.end, self._child))

    def open(self, password: str = "") -> None:
        """Open the file, or open it again with a password."""
        self._opening = Open(self._content, password)
        self.ask(self._opening)

    def ask(self, request: Request) -> None:
        """Ask for something; `answered` or `failed` tells what came of it."""
        kept = [one for one in self._waiting if type(one) is not type(request)]
        self._waiting = [*kept, request]
        self._send()

    def end(self) -> None:
        """End the child, and forget what was asked."""
        self._timer.stop()
        self._waiting.clear()
        self._due.clear()
        self._child.end()

    def _send(self) -> None:
        if self._due or not self._waiting:
            return
        request = self._waiting.pop(0)
        process = self._child.process
        if process is None:
            process = self._start()
            if not isinstance(request, Open | Extract):
                self._due.append(None)
                _write(process, self._opening)
        self._due.append(request)
        _write(process, request)
        self._timer.start()

    def _start(self) -> ChildProcess:
        process = self._child.process = ChildProcess()
        process.readyReadStandardOutput.connect(self._take)
        process.finished.connect(self._died)
        later = Qt.ConnectionType.QueuedConnection  # Windows knows at once that it did not start
        process.errorOccurred.connect(self._not_started, later)
        process.start()
        return process

    @Slot()
    def _take(self) -> None:
        process = self._child.process
        if process is None or not shiboken6.isValid(process):
            return
        try:
            answers = self._child.reader.feed(bytes(process.readAllStandardOutput().data()))
        except Refused as error:
            self._fail(error)
            return
        for answer in answers:
            if not self._due or not _answers(self._due[0], answer):
                self._fail(Refused(DIED))  # an answer to nothing: the file may have taken it over
                return
            self._accept(self._due.popleft(), answer)

    def _accept(self, request: Request | None, answer: Answer) -> None:
        if not self._due:
            self._timer.stop()
        if request is not None:
            self.answered.emit(request, answer)
        self._send()

    @Slot()
    def _give_up(self) -> None:
        self._fail(Refused(TOO_SLOW))

    @Slot()
    def _died(self) -> None:
        self._fail(Refused(DIED))

    @Slot(QProcess.ProcessError)
    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._fail(Refused(DIED))

    def _fail(self, error: Refused) -> None:
        self._timer.stop()
        self._child.end()
        failed = [request for request in self._due if request is not None]
        self._due.clear()
        for request in failed:
            self.failed.emit(request, error)
        self._send()


def _write(process: ChildProcess, request: Request) -> None:
    if process.isOpen():  # else it did not start, which is told soon
        process.write(write_request(request))


def _answers(request: Request | None, answer: Answer) -> bool:
    """Return whether an answer is one to a request; None is a file that is opened again."""
    if isinstance(answer, Failed):
        return True
    if isinstance(request, Draw | Read) and isinstance(answer, Drawn | PageText):
        return isinstance(answer, _ANSWERS[type(request)]) and answer.page == request.page
    return isinstance(answer, Opened if request is None else _ANSWERS[type(request)])


@dataclass
class _Child:
    """The process there is, and what has come of it; outlives the object that asks."""

    process: ChildProcess | None = None
    reader: AnswerReader = field(default_factory=AnswerReader)

    def end(self) -> None:
        """End the process."""
        process, self.process = self.process, None
        self.reader = AnswerReader()
        if process is not None and shiboken6.isValid(process):
            process.end()
