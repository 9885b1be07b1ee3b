"""Hears from the operating system when the person leaves the computer; one module a system.

Here is the only place that asks which system this is. Each module can be imported everywhere.
"""

import sys

from PySide6.QtWidgets import QWidget

from sdk_desktop.ui.security.session.watch import SessionWatch, SleepDelay

if sys.platform == "win32":
    from sdk_desktop.ui.security.session.windows import WindowsSession as OwnSession
elif sys.platform == "darwin":
    from sdk_desktop.ui.security.session.macos import MacSession as OwnSession
else:
    from sdk_desktop.ui.security.session.linux import LinuxSession as OwnSession

__all__ = ["SessionWatch", "SleepDelay", "watch_session"]


def watch_session(window: QWidget) -> SessionWatch:
    """Begin to listen; what comes back belongs to the window."""
    return OwnSession(window)
