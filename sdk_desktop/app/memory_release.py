"""Overwrites memory that the process has freed, as far as that is possible.

Python and the C library keep freed memory for the next use, and what was in it stays there until
then. Nothing here reaches what something still refers to, nor the memory of the window system.
"""

from __future__ import annotations

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
