"""Linux: logind on the system bus, the desktop's screen saver on the session bus.

Neither has to be there: no call waits for an answer.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
)
from PySide6.QtWidgets import QWidget

from sdk_desktop.ui.security.session.watch import Leaving, SessionWatch, SleepDelay
from sdk_desktop.ui.words import tr

LOGIN = "org.freedesktop.login1"
MANAGER = f"{LOGIN}.Manager"
MANAGER_PATH = "/org/freedesktop/login1"
OWN = "auto"
"""Logind's name for the caller's own session."""
SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
_SESSION = f"{LOGIN}.Session"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_PATIENCE = 2000
"""Milliseconds after which an answer is ignored."""


class Buses(NamedTuple):
    """The two buses of a desktop; either connection may be closed."""

    system: QDBusConnection
    session: QDBusConnection


class Inhibitor(SleepDelay):
    """The lock that logind gives out; the computer does not sleep while it is held."""

    def __init__(self) -> None:
        """Start without a lock."""
        self._held: QDBusUnixFileDescriptor | None = None
        self._ended = False

    def hold(self, given: QDBusUnixFileDescriptor) -> None:
        """Hold logind's lock, unless the delay has ended."""
        if not self._ended:
            self._held = given

    def end(self) -> None:
        """Allow the computer to sleep."""
        self._ended, self._held = True, None


class LinuxSession(SessionWatch):
    """Listens to logind and the screen savers, and delays sleep until the client is locked."""

    def __init__(self, parent: QWidget, buses: Buses | None = None) -> None:
        super().__init__(parent)
        if buses is None:
            buses = Buses(QDBusConnection.systemBus(), QDBusConnection.sessionBus())
        self._system, self._session = buses
        self.delay: Inhibitor = Inhibitor()
        self._names = [name for name in (os.environ.get("XDG_SESSION_ID"), OWN) if name]
        if self._session.isConnected():
            for name in SCREEN_SAVERS:
                self._hear(self._session, ("", "", name, "ActiveChanged"), "_screen_saver(bool)")
        if self._system.isConnected():
            sleep = (LOGIN, MANAGER_PATH, MANAGER, "PrepareForSleep")
            self._hear(self._system, sleep, "_prepare_for_sleep(bool)")
            why = (tr("It locks before the computer sleeps."), "delay")
            self._ask("Inhibit", ("sleep", "SDK Desktop", *why), self._take_delay)
            self._find_session()

    @Slot(bool)
    def _screen_saver(self, active: bool) -> None:
        if active:
            self.leave(Leaving.LOCKED)

    @Slot(bool)
    def _prepare_for_sleep(self, begins: bool) -> None:
        if begins:
            self.leave(Leaving.ASLEEP)

    @Slot()
    def _lock(self) -> None:
        self.leave(Leaving.LOCKED)

    @Slot(str, "QVariantMap", "QStringList")
    def _changed(self, interface: str, values: dict[str, object], _gone: list[str]) -> None:
        if interface == _SESSION and values.get("LockedHint") is True:
            self.leave(Leaving.LOCKED)

    @Slot(QDBusPendingCallWatcher)
    def _take_delay(self, call: QDBusPendingCallWatcher) -> None:
        if not call.isError():
            self.delay.hold(call.reply().arguments()[0])
        call.deleteLater()

    @Slot(QDBusPendingCallWatcher)
    def _take_session(self, call: QDBusPendingCallWatcher) -> None:
        if not call.isError():
            path = call.reply().arguments()[0].path()
            self._hear(self._system, (LOGIN, path, _SESSION, "Lock"), "_lock()")
            changed = (LOGIN, path, _PROPERTIES, "PropertiesChanged")
            self._hear(self._system, changed, "_changed(QString,QVariantMap,QStringList)")
        else:
            self._find_session()
        call.deleteLater()

    def _find_session(self) -> None:
        """Ask for our session by the first name that is left to try."""
        if self._names:
            self._ask("GetSession", (self._names.pop(0),), self._take_session)

    def _hear(self, bus: QDBusConnection, signal: tuple[str, str, str, str], slot: str) -> None:
        bus.connect(*signal, self, f"1{slot}")  # type: ignore[call-overload] # takes str only

    def _ask(
        self,
        member: str,
        arguments: tuple[str, ...],
        then: Callable[[QDBusPendingCallWatcher], None],
    ) -> None:
        message = QDBusMessage.createMethodCall(LOGIN, MANAGER_PATH, MANAGER, member)
        message.setArguments(arguments)
        call = QDBusPendingCallWatcher(self._system.asyncCall(message, _PATIENCE), self)
        call.finished.connect(then)
