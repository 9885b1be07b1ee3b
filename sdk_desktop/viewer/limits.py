"""What the child process takes from itself before it reads anything foreign."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

MEMORY = 768 * 1024 * 1024
"""Bytes of address space; the libraries take 60 MB and the largest picture that is shown 500."""
SECONDS = 10
"""Of processor time for one request."""
FILES = 64
"""Open files: the fonts of the system are read one at a time."""

_DUMPABLE = 4
_PARENT_DEATH_SIGNAL = 1
_NO_NEW_PRIVILEGES = 38


def forbid_network() -> None:
    """Let nothing that is imported from now on load what speaks with a network.

    On Windows Python loads it to name the computer where a library asks which system it is on.
    """
    absent = dict.fromkeys(("socket", "_socket", "ssl", "_ssl"))
    sys.modules.update(absent)  # type: ignore[arg-type]  # None is how Python is told so


def give_up_rights() -> None:
    """Bound memory and files, leave no core, start nothing, end with the window's process.

    Linux lets it also read nothing of the user's, and reach nobody.
    """
    if sys.platform == "win32":
        from sdk_desktop.viewer import windows_limits  # noqa: PLC0415 - Windows only

        windows_limits.contain_itself(MEMORY)
    else:
        _bound_posix()


def allow_one_request() -> None:
    """Bound the processor time from now on to that of one request."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - Windows lacks it

        used = int(sum(os.times()[:2]))
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (used + SECONDS, most))


if sys.platform != "win32":

    def _bound_posix() -> None:
        import resource  # noqa: PLC0415 - Windows lacks it

        bounds = {
            resource.RLIMIT_CORE: 0,
            resource.RLIMIT_FSIZE: 0,
            resource.RLIMIT_NOFILE: FILES,
            resource.RLIMIT_NPROC: 0,
        }
        if sys.platform == "linux":
            bounds[resource.RLIMIT_AS] = MEMORY  # macOS knows no such bound
            library = ctypes.CDLL(None)
            library.prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
            library.prctl(_DUMPABLE, 0, 0, 0, 0)
            library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        for bound, value in bounds.items():
            resource.setrlimit(bound, (value, value))
        if sys.platform == "linux":
            from sdk_desktop.viewer import linux_limits  # noqa: PLC0415 - Linux only

            linux_limits.confine_itself()
