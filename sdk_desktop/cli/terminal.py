"""Asks who calls the command, on a terminal, or reads what a program says in their place."""

from __future__ import annotations

import sys
from getpass import getpass

from sdk_desktop.domain.errors import Refused

_MARK = "\ufeff"
"""What Windows' shell writes first into a pipe that takes UTF-8."""


def ask_secret(question: str) -> str:
    """Ask on the terminal for what nobody sees; raise `Refused` when there is no answer."""
    try:
        return getpass(f"{question} ")
    except (EOFError, UnicodeDecodeError):
        raise _unanswered() from None


def ask(question: str) -> str:
    """Ask on the terminal; raise `Refused` when there is no answer."""
    try:
        return input(f"{question} ")
    except (EOFError, UnicodeDecodeError):
        raise _unanswered() from None


def read_line() -> str:
    """Read a line that a program writes; raise `Refused` when no text comes."""
    try:
        line = sys.stdin.readline() if sys.stdin else ""
        line.encode()
    except UnicodeError:
        raise Refused("What was read is not a text (UTF-8).") from None
    if not line:
        raise _unanswered()
    return line.removeprefix(_MARK).rstrip("\r\n")


def is_terminal() -> bool:
    """Return whether somebody reads what is written and can answer.

    Windows calls its empty device a terminal, too, and what a timetable starts has that.
    """
    if not sys.stdin or not sys.stdin.isatty():
        return False
    if sys.platform == "win32":
        import ctypes
        import msvcrt
        from ctypes import wintypes

        handle = wintypes.HANDLE(msvcrt.get_osfhandle(sys.stdin.fileno()))
        mode = wintypes.DWORD()
        return bool(ctypes.windll.kernel32.GetConsoleMode(handle, ctypes.byref(mode)))
    return True


def _unanswered() -> Refused:
    return Refused("Nobody has answered what was asked, so nothing has been done.")
