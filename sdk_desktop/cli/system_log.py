"""Tells the system's log what administrators must see: Windows' event log, journald by syslog.

Warnings and errors only. They have no content, as the client's own log has none.
"""

from __future__ import annotations

import ctypes
import logging
import logging.handlers
import sys
from pathlib import Path

from sdk_desktop.domain.visible_text import HIDDEN

SOURCE = "SDK Desktop"
"""What Windows' event log calls the client; the installer registers it."""
SYSLOG = Path("/dev/log")
_FORM = "%(levelname)s %(name)s %(message)s"
LONGEST = 2_000
"""Characters of a line."""
_ERROR, _WARNING = 1, 2
"""EVENTLOG_ERROR_TYPE, EVENTLOG_WARNING_TYPE."""
_NUMBER = 1
"""Of the event: the message is its text and nothing else."""


def system_log(syslog: Path = SYSLOG) -> logging.Handler | None:
    """Return what writes to the system's log; None where there is none."""
    handler = _windows_log() if sys.platform == "win32" else _syslog(syslog)
    if handler is not None:
        handler.setLevel(logging.WARNING)
        handler.setFormatter(OneLine(_FORM))
    return handler


class OneLine(logging.Formatter):
    """Writes each event as one line of bounded length: others make up the ids of messages."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, without signs that end it or cannot be seen."""
        line = super().format(record)[:LONGEST]
        return "".join(sign if sign.isprintable() else HIDDEN for sign in line)


class EventLog(logging.Handler):
    """Writes to Windows' event log, among the applications' events."""

    def __init__(self) -> None:
        """Open the log; raise `OSError` where Windows does not let it."""
        super().__init__()
        api = ctypes.WinDLL("advapi32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
        api.RegisterEventSourceW.restype = ctypes.c_void_p
        self._report = api.ReportEventW
        self._source = api.RegisterEventSourceW(None, SOURCE)
        if not self._source:
            raise OSError(SOURCE)

    def emit(self, record: logging.LogRecord) -> None:
        """Write one event."""
        kind = _ERROR if record.levelno >= logging.ERROR else _WARNING
        texts = (ctypes.c_wchar_p * 1)(self.format(record))
        source = ctypes.c_void_p(self._source)
        self._report(source, kind, 0, _NUMBER, None, 1, 0, texts, None)


def _windows_log() -> logging.Handler | None:
    try:
        return EventLog()
    except OSError:
        return None


def _syslog(place: Path) -> logging.Handler | None:
    if not place.exists():
        return None
    handler = logging.handlers.SysLogHandler(str(place))
    handler.ident = "sdk-desktop: "
    return handler
