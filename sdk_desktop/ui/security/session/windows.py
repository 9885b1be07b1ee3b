"""Windows: the messages that each window gets when the session is locked or the computer sleeps."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import wintypes

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from PySide6.QtWidgets import QWidget

from sdk_desktop.ui.security.session.watch import Leaving, SessionWatch

WM_POWERBROADCAST = 0x0218
WM_WTSSESSION_CHANGE = 0x02B1
PBT_APMSUSPEND = 0x4
WTS_CONSOLE_DISCONNECT = 0x2
WTS_REMOTE_DISCONNECT = 0x4
WTS_SESSION_LOCK = 0x7
_NOTIFY_FOR_THIS_SESSION = 0

_MEANINGS = {
    (WM_WTSSESSION_CHANGE, WTS_CONSOLE_DISCONNECT): Leaving.LOCKED,
    (WM_WTSSESSION_CHANGE, WTS_REMOTE_DISCONNECT): Leaving.LOCKED,
    (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK): Leaving.LOCKED,
    (WM_POWERBROADCAST, PBT_APMSUSPEND): Leaving.ASLEEP,
}


class NativeMessages(QAbstractNativeEventFilter):
    """Filters the messages of all windows for those on locking and sleep."""

    def __init__(self, tell: Callable[[Leaving], None]) -> None:
        super().__init__()
        self._tell = tell

    def nativeEventFilter(
        self, _kind: QByteArray | bytes | bytearray | memoryview, message: int, /
    ) -> object:
        native = wintypes.MSG.from_address(int(message))
        why = _MEANINGS.get((native.message, native.wParam))
        if why is not None:
            self._tell(why)
        return False, 0


class WindowsSession(SessionWatch):
    """Listens for locking, for switching to another user and for sleep."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._terminal = ctypes.CDLL("wtsapi32")
        self._handle = wintypes.HWND(parent.window().winId())
        self._messages = NativeMessages(self.leave)
        self._terminal.WTSRegisterSessionNotification(self._handle, _NOTIFY_FOR_THIS_SESSION)
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._messages)

    def stop(self) -> None:
        """Emit nothing any more, and stop receiving the messages."""
        super().stop()
        application = QCoreApplication.instance()
        if application is not None:
            application.removeNativeEventFilter(self._messages)
        self._terminal.WTSUnRegisterSessionNotification(self._handle)
