"""Detects through the operating system that the person leaves; one module for each system.

Only here is the system chosen. Each module can be imported on every system.
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
    """Return a watch of the session, owned by the window."""
    return OwnSession(window)
