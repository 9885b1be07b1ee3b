"""What locking can do about the memory that the process has freed: its best, no promise.

Python and the C library keep freed memory for the next use, and what was in it stays there until
then. Nothing here reaches what something still refers to, nor the memory of the window system.
"""

from __future__ import annotations

import ctypes
import gc
import sys

_M_PERTURB = -6
"""Of glibc's malloc.h: with which byte everything freed is filled; that costs next to nothing."""
_FILLING = 0x55
_SMALL = range(48, 513, 16)
"""The sizes in bytes of the pieces that Python itself hands out; no text is smaller."""
_ENOUGH = 2_000_000
"""Bytes of each size, more than what is free of one in a program like this."""
_HEADER = sys.getsizeof(b"")


class MemoryRelease:
    """Overwrites what the process frees: much of it at once, and the rest when it is told to."""

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
    """Take every free piece of a size, and free it again with zeros in it."""
    pieces = [bytes(size - _HEADER) for _ in range(_ENOUGH // size)]
    pieces.clear()


def _glibc() -> ctypes.CDLL | None:
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    known = hasattr(library, "mallopt") and hasattr(library, "malloc_trim")
    return library if known else None
