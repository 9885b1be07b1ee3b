"""Keeps what is in memory from others, as far as that is possible.

Python and the C library keep freed memory for the next use, and what was in it stays there until
then. Nothing here reaches what something still refers to, nor the memory of the window system.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import sys

_M_PERTURB = -6
"""From glibc's malloc.h: the byte that freed memory is filled with; costs next to nothing."""
_FILLING = 0x55
_SMALL = range(48, 513, 16)
"""The sizes in bytes of the pieces that Python itself hands out; no text is smaller."""
_ENOUGH = 2_000_000
"""Bytes of each size, more than what is free of one in a program like this."""
_HEADER = sys.getsizeof(b"")


_PR_SET_DUMPABLE = 4
_PT_DENY_ATTACH = 31
_FAULT_REPORT_WITHOUT_HEAP = 1
_NO_FAULT_BOXES = 0x0001 | 0x0002


class MemoryRelease:
    """Overwrites freed memory: much of it at once, the rest by `forget`."""

    def __init__(self) -> None:
        """Let the C library overwrite what is freed from now on, where it is glibc."""
        self._library = _glibc()
        if self._library is not None:
            self._library.mallopt(_M_PERTURB, _FILLING)

    def forget(self) -> None:
        """Free what refers to itself only, overwrite small pieces, give back whole pages.

        Takes a tenth of a second; for the main thread only, whose windows may be among it.
        """
        gc.collect()
        for size in _SMALL:
            _overwrite(size)
        if self._library is not None:
            self._library.malloc_trim(0)


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


def _overwrite(size: int) -> None:
    """Allocate every free piece of a size with zeros in it, and free it again."""
    pieces = [bytes(size - _HEADER) for _ in range(_ENOUGH // size)]
    pieces.clear()


def _glibc() -> ctypes.CDLL | None:
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    known = hasattr(library, "mallopt") and hasattr(library, "malloc_trim")
    return library if known else None


def _no_core_file() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - Windows has none

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
