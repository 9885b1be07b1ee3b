"""macOS: the notification of the locked screen, and the kernel's question before sleep."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from ctypes import CFUNCTYPE, POINTER, byref, c_char_p, c_int, c_long, c_uint32, c_void_p

from PySide6.QtWidgets import QWidget

from sdk_desktop.ui.security.session.watch import Leaving, SessionWatch, SleepDelay

SCREEN_IS_LOCKED = "com.apple.screenIsLocked"
CAN_SLEEP = 0xE0000270  # kIOMessageCanSystemSleep
WILL_SLEEP = 0xE0000280  # kIOMessageSystemWillSleep
_UTF8 = 0x08000100  # kCFStringEncodingUTF8
_AT_ONCE = 4  # CFNotificationSuspensionBehaviorDeliverImmediately
_FRAMEWORKS = "/System/Library/Frameworks"

_Notified = CFUNCTYPE(None, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
_Asked = CFUNCTYPE(None, c_void_p, c_uint32, c_uint32, c_void_p)


class MacSession(SessionWatch):
    """Listens for the locked screen and for sleep, which it delays until the client is locked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        foundation = core_foundation()
        self._screen = LockedScreen(foundation, lambda: self.leave(Leaving.LOCKED))
        self.delay = Power(foundation, lambda: self.leave(Leaving.ASLEEP))

    def stop(self) -> None:
        """Emit nothing any more; the delay of sleep stays until it is ended."""
        super().stop()
        self._screen.close()


class LockedScreen:
    """Calls `tell` when the screen is locked, until it is closed."""

    def __init__(self, foundation: ctypes.CDLL, tell: Callable[[], None]) -> None:
        """Register with the distributed notification centre."""
        self._foundation = foundation
        self._callback = _Notified(lambda *_: tell())
        self._observer = ctypes.cast(self._callback, c_void_p)
        self._centre = c_void_p(foundation.CFNotificationCenterGetDistributedCenter())
        name = c_void_p(
            foundation.CFStringCreateWithCString(None, SCREEN_IS_LOCKED.encode(), _UTF8)
        )
        foundation.CFNotificationCenterAddObserver(
            self._centre, self._observer, self._callback, name, None, _AT_ONCE
        )
        foundation.CFRelease(name)

    def close(self) -> None:
        """Stop listening."""
        self._foundation.CFNotificationCenterRemoveEveryObserver(self._centre, self._observer)


class Power(SleepDelay):
    """Calls `tell` before the computer sleeps, and delays sleep until it is ended."""

    def __init__(self, foundation: ctypes.CDLL, tell: Callable[[], None]) -> None:
        """Register with the kernel's power management."""
        self._foundation, self._tell = foundation, tell
        self._kit = io_kit()
        self._callback = _Asked(self._hear)
        self._argument: int | None = None
        self._port, self._notifier = c_void_p(), c_uint32()
        self._root = self._kit.IORegisterForSystemPower(
            None, byref(self._port), self._callback, byref(self._notifier)
        )
        if self._root:
            self._with_source(foundation.CFRunLoopAddSource)

    def end(self) -> None:
        """Allow the computer to sleep if it waits, and stop listening."""
        if not self._root:
            return
        if self._argument is not None:
            self._kit.IOAllowPowerChange(self._root, self._argument)
        self._with_source(self._foundation.CFRunLoopRemoveSource)
        self._kit.IODeregisterForSystemPower(byref(self._notifier))
        self._kit.IOServiceClose(self._root)
        self._kit.IONotificationPortDestroy(self._port)
        self._root = 0

    def _hear(self, _given: int | None, _service: int, kind: int, argument: int | None) -> None:
        if kind == CAN_SLEEP:
            self._kit.IOAllowPowerChange(self._root, argument or 0)
        elif kind == WILL_SLEEP:
            self._argument = argument or 0
            self._tell()

    def _with_source(self, act: Callable[[c_void_p, c_void_p, c_void_p], object]) -> None:
        modes = c_void_p.in_dll(self._foundation, "kCFRunLoopCommonModes")
        loop = c_void_p(self._foundation.CFRunLoopGetMain())
        act(loop, c_void_p(self._kit.IONotificationPortGetRunLoopSource(self._port)), modes)


def core_foundation() -> ctypes.CDLL:
    """Load CoreFoundation, and declare its functions."""
    library = ctypes.CDLL(f"{_FRAMEWORKS}/CoreFoundation.framework/CoreFoundation")
    for name, result, arguments in (
        ("CFNotificationCenterGetDistributedCenter", c_void_p, []),
        ("CFStringCreateWithCString", c_void_p, [c_void_p, c_char_p, c_uint32]),
        (
            "CFNotificationCenterAddObserver",
            None,
            [c_void_p, c_void_p, _Notified, c_void_p, c_void_p, c_long],
        ),
        ("CFNotificationCenterRemoveEveryObserver", None, [c_void_p, c_void_p]),
        ("CFRunLoopGetMain", c_void_p, []),
        ("CFRunLoopAddSource", None, [c_void_p, c_void_p, c_void_p]),
        ("CFRunLoopRemoveSource", None, [c_void_p, c_void_p, c_void_p]),
        ("CFRelease", None, [c_void_p]),
    ):
        _describe(library, name, result, arguments)
    return library


def io_kit() -> ctypes.CDLL:
    """Load IOKit, and declare its functions."""
    library = ctypes.CDLL(f"{_FRAMEWORKS}/IOKit.framework/IOKit")
    for name, result, arguments in (
        (
            "IORegisterForSystemPower",
            c_uint32,
            [c_void_p, POINTER(c_void_p), _Asked, POINTER(c_uint32)],
        ),
        ("IOAllowPowerChange", c_int, [c_uint32, c_long]),
        ("IODeregisterForSystemPower", c_int, [POINTER(c_uint32)]),
        ("IOServiceClose", c_int, [c_uint32]),
        ("IONotificationPortGetRunLoopSource", c_void_p, [c_void_p]),
        ("IONotificationPortDestroy", None, [c_void_p]),
    ):
        _describe(library, name, result, arguments)
    return library


def _describe(library: ctypes.CDLL, name: str, result: object, arguments: Sequence[object]) -> None:
    function = getattr(library, name)
    function.restype, function.argtypes = result, arguments
