"""Runs a module in a process of its own, which begins with the program already imported.

Importing takes half a second of the processor. So one process imports once, and is forked for each
that a test wants; where nothing can be forked (Windows), each imports anew. Called by itself as
`python -m tests.kit.processes.forked HANDLE`, with the handle of a socket.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import traceback
from functools import cache
from types import TracebackType
from typing import IO, NoReturn, Self

from tests.kit.project import PROJECT

PATIENCE = 120
"""Seconds that a process has for its end."""
IMPORTED = ("sdk_desktop.app.practice", "sdk_desktop.conformance.run", "tests.kit.direct_profile")
"""With what these import a client is whole."""


class Forked:
    """A process, with as much of `subprocess.Popen` as tests use."""

    def __init__(self, server: ForkServer, *call: str) -> None:
        asked, said = os.pipe(), os.pipe()
        self.stdin: IO[str] = os.fdopen(asked[1], "w", encoding="utf-8")
        self.stdout: IO[str] = os.fdopen(said[0], encoding="utf-8")
        self.returncode: int | None = None
        self._server = server
        self.pid = server.ask(call, asked[0], said[1])
        os.close(asked[0])
        os.close(said[1])

    def kill(self) -> None:
        """Kill the process, unless its end was waited for."""
        if self.returncode is None:
            os.kill(self.pid, signal.SIGKILL)

    def communicate(self, timeout: float = PATIENCE) -> tuple[str, None]:
        """Let the process end; return what it said, None for what went to the tests' errors."""
        self.stdin.close()
        said = self.stdout.read()
        self.wait(timeout)
        return said, None

    def wait(self, timeout: float = PATIENCE) -> int:
        if self.returncode is None:
            self.returncode = self._server.ask(self.pid, seconds=timeout)
        return self.returncode

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stdin.close()
        self.stdout.close()
        self.wait()


Process = subprocess.Popen[str] | Forked


class ForkServer:
    """The process that is forked; it ends when its socket is closed."""

    def __init__(self) -> None:
        self._socket, theirs = socket.socketpair()
        handle = theirs.fileno()
        command = [sys.executable, "-m", "tests.kit.processes.forked", str(handle)]
        self._process = subprocess.Popen(command, cwd=PROJECT, pass_fds=[handle])
        theirs.close()
        atexit.register(self._end)

    def ask(self, what: object, *handles: int, seconds: float = PATIENCE) -> int:
        """Ask for a process, or by its number how it ended; return the number of either."""
        self._socket.settimeout(seconds)
        socket.send_fds(self._socket, [json.dumps(what).encode()], handles)
        return int(self._socket.recv(100))

    def _end(self) -> None:
        self._socket.close()
        self._process.wait()


@cache
def _server() -> ForkServer:
    return ForkServer()


def started(module: str, *arguments: str) -> Process:
    """Start a module with arguments, as `python -m` does, with pipes to it and from it."""
    if hasattr(os, "fork"):
        return Forked(_server(), module, *arguments)
    command = [sys.executable, "-m", module, *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=PROJECT, stdin=pipe, stdout=pipe, text=True)


def run(module: str, *arguments: str) -> tuple[int, str]:
    """Run a module to its end; return its exit code and what it said."""
    with started(module, *arguments) as process:
        said, _ = process.communicate(timeout=PATIENCE)
        return process.wait(), said


def serve(control: socket.socket) -> None:
    """Fork, and tell how what was forked has ended, until nobody asks any longer."""
    for module in IMPORTED:
        importlib.import_module(module)
    gc.freeze()
    while True:
        asked, handles, *_ = socket.recv_fds(control, 65_536, 2)
        if not asked:
            return
        match json.loads(asked):
            case int(process):
                _, status = os.waitpid(process, 0)
                answer = os.waitstatus_to_exitcode(status)
            case call:
                answer = os.fork()
                if answer == 0:
                    control.close()
                    be(call, *handles)
                for handle in handles:
                    os.close(handle)
        control.send(str(answer).encode())


def be(call: list[str], stdin: int, stdout: int) -> NoReturn:
    """Be what was called for, in a process that was just forked."""
    code = 1
    try:
        os.dup2(stdin, 0)
        os.dup2(stdout, 1)
        os.closerange(3, max(stdin, stdout) + 1)
        sys.argv = call
        runpy.run_module(call[0], run_name="__main__", alter_sys=True)
        sys.stdout.flush()
        code = 0
    except BaseException:  # noqa: BLE001 - whatever it is ends this process, and no other
        traceback.print_exc()
    finally:
        os._exit(code)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
