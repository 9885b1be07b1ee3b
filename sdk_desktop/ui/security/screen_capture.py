"""Keeps windows out of pictures and recordings of the screen, on Windows and macOS.

X11 and Wayland offer no way to do it.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from ctypes import CFUNCTYPE, c_char_p, c_long, c_void_p, wintypes

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

WM_ACTIVATE = 0x0006
WM_SHOWWINDOW = 0x0018
WM_WINDOWPOSCHANGING = 0x0046
SWP_SHOWWINDOW = 0x0040

WDA_NONE = 0x0
WDA_MONITOR = 0x1
WDA_EXCLUDEFROMCAPTURE = 0x11
_SM_REMOTESESSION = 0x1000
_NS_WINDOW_SHARING_NONE = 0

Hide = Callable[[int], None]
"""Hides the window with the system's handle from capture."""

_MOMENTS = frozenset({QEvent.Type.Show, QEvent.Type.WindowActivate})


class HiddenWindows(QObject):
    """Hides every window of the program from capture, whenever Qt shows or activates one."""

    def __init__(self, app: QApplication, hide: Hide) -> None:
        super().__init__(app)
        self._hide = hide
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOMENTS and isinstance(watched, QWidget) and watched.isWindow():
            self._hide(watched.winId())
        return False


class WindowPosition(ctypes.Structure):
    """Windows' WINDOWPOS: how a window is about to be moved, shown or hidden."""

    _fields_ = (
        ("hwnd", wintypes.HWND),
        ("after", wintypes.HWND),
        *((name, ctypes.c_int) for name in ("x", "y", "width", "height")),
        ("flags", wintypes.UINT),
    )


class WindowMessages(QAbstractNativeEventFilter):
    """Hides a window when Windows tells it that it is about to be seen, or gets the keyboard."""

    def __init__(self, hide: Hide) -> None:
        super().__init__()
        self._hide = hide

    def nativeEventFilter(
        self, _kind: QByteArray | bytes | bytearray | memoryview, message: int, /
    ) -> object:
        native = wintypes.MSG.from_address(int(message))
        if native.hWnd and _is_shown(native):
            self._hide(native.hWnd)
        return False, 0


class HiddenNativeWindows(QObject):
    """Does the same on Windows: of all that happens in a window only little passes Python there."""

    def __init__(self, app: QApplication, hide: Hide) -> None:
        super().__init__(app)
        self._messages = WindowMessages(hide)
        app.installNativeEventFilter(self._messages)


def hide_windows(app: QApplication, platform: str = sys.platform) -> None:
    """Hide every window from now on, and at once those that are there; do nothing elsewhere."""
    match platform:
        case "win32":
            hide: Hide = hide_on_windows
            HiddenNativeWindows(app, hide)
        case "darwin":
            hide = hide_on_macos
            HiddenWindows(app, hide)
        case _:
            return
    for window in app.topLevelWidgets():
        if window.isVisible():
            hide(window.winId())


def _is_shown(native: wintypes.MSG) -> bool:
    if native.message == WM_WINDOWPOSCHANGING:
        return bool(WindowPosition.from_address(native.lParam).flags & SWP_SHOWWINDOW)
    return native.message in {WM_SHOWWINDOW, WM_ACTIVATE} and bool(native.wParam)


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
