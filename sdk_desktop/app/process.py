"""Keeps what is in memory from crash files and from other programs, as far as the system lets us.

Linux: no core file, and no other program of the same user reads the memory. macOS: no core file,
no debugger. Windows: no heap in error reports; other programs of the same user can read memory.
"""

from __future__ import annotations

import contextlib
import ctypes
import sys

_PR_SET_DUMPABLE = 4
_PT_DENY_ATTACH = 31
_FAULT_REPORT_WITHOUT_HEAP = 1
_NO_FAULT_BOXES = 0x0001 | 0x0002


def protect_memory() -> None:
    """Protect this process's memory from now on; a system that cannot is left as it is."""
    with contextlib.suppress(OSError, AttributeError, ValueError):
        if sys.platform == "win32":
            ctypes.windll.kernel32.SetErrorMode(_NO_FAULT_BOXES)
            ctypes.windll.wer.WerSetFlags(_FAULT_REPORT_WITHOUT_HEAP)
            return
        _no_core_file()
        system = ctypes.CDLL(None)
        if sys.platform == "linux":
            system.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        elif sys.platform == "darwin":
            system.ptrace(_PT_DENY_ATTACH, 0, None, 0)


def _no_core_file() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
