"""Whether there is somebody who can be asked."""

from __future__ import annotations

import sys


def is_terminal() -> bool:
    """Return whether somebody reads what is written and can answer.

    Windows calls its empty device a terminal, too, and what a timetable starts has that.
    """
    if not sys.stdin.isatty():
        return False
    if sys.platform == "win32":
        import ctypes
        import msvcrt
        from ctypes import wintypes

        handle = wintypes.HANDLE(msvcrt.get_osfhandle(sys.stdin.fileno()))
        mode = wintypes.DWORD()
        return bool(ctypes.windll.kernel32.GetConsoleMode(handle, ctypes.byref(mode)))
    return True
