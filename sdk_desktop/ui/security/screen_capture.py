"""Keeps windows out of pictures and recordings of the screen, on Windows and macOS.

X11 and Wayland offer no way to do it.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from ctypes import CFUNCTYPE, c_char_p, c_long, c_void_p

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

WDA_NONE = 0x0
WDA_MONITOR = 0x1
WDA_EXCLUDEFROMCAPTURE = 0x11
_SM_REMOTESESSION = 0x1000
_NS_WINDOW_SHARING_NONE = 0

Hide = Callable[[int], None]
"""Hides the window with the system's handle from capture."""

_MOMENTS = frozenset({QEvent.Type.Show, QEvent.Type.WindowActivate})


class HiddenWindows(QObject):
    """Hides every window of the program from capture, whenever one is shown or activated.

    Those that are there already are hidden at once.
    """

    def __init__(self, app: QApplication, hide: Hide) -> None:
        super().__init__(app)
        self._hide = hide
        app.installEventFilter(self)
        for window in app.topLevelWidgets():
            if window.isVisible():
                hide(window.winId())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOMENTS and isinstance(watched, QWidget) and watched.isWindow():
            self._hide(watched.winId())
        return False


def hide_windows(app: QApplication, platform: str = sys.platform) -> None:
    """Hide every window from now on; do nothing on other systems."""
    hide = {"win32": hide_on_windows, "darwin": hide_on_macos}.get(platform)
    if hide is not None:
        HiddenWindows(app, hide)


def hide_on_windows(window: int) -> None:
    """Hide a window; before Windows 10 2004 it becomes a black area in pictures.

    Over a remote desktop it would not be seen at all, so there it is shown; a session may become
    one while the window is open.
    """
    user = ctypes.CDLL("user32")
    handle = c_void_p(window)
    if user.GetSystemMetrics(_SM_REMOTESESSION):
        user.SetWindowDisplayAffinity(handle, WDA_NONE)
    elif not user.SetWindowDisplayAffinity(handle, WDA_EXCLUDEFROMCAPTURE):
        user.SetWindowDisplayAffinity(handle, WDA_MONITOR)


def hide_on_macos(view: int) -> None:
    """Hide the window in which a view is."""
    objc = ctypes.CDLL("/usr/lib/libobjc.A.dylib")
    name = objc.sel_registerName
    name.restype, name.argtypes = c_void_p, [c_char_p]
    window_of = CFUNCTYPE(c_void_p, c_void_p, c_void_p)(("objc_msgSend", objc))
    share = CFUNCTYPE(None, c_void_p, c_void_p, c_long)(("objc_msgSend", objc))
    window = window_of(view, name(b"window"))
    if window:
        share(window, name(b"setSharingType:"), _NS_WINDOW_SHARING_NONE)
