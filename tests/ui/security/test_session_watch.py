"""The client hears when the computer is locked or goes to sleep."""

import ctypes
from collections.abc import Iterator
from ctypes import wintypes
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusPendingCallWatcher
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.ui.security.session import watch_session
from sdk_desktop.ui.security.session.linux import SCREEN_SAVERS, Buses, LinuxSession
from sdk_desktop.ui.security.session.watch import Leaving
from sdk_desktop.ui.security.session.windows import NativeMessages
from tests.ui.security.message_bus import LOGIN, MANAGER_PATH, OURS, THEIRS, Bus, Login, a_bus

MANAGER = f"{LOGIN}.Manager"
SESSION = f"{LOGIN}.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
LOCKED = "Locked because the computer was locked."
ASLEEP = "Locked because the computer went to sleep."


@pytest.fixture
def bus(tmp_path: Path, qapp: object) -> Iterator[Bus]:
    with a_bus(tmp_path) as bus:
        yield bus


@pytest.fixture
def login(bus: Bus) -> Iterator[Login]:
    login = Login(bus.others, {"auto": OURS})
    yield login
    login.close()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def watch(qtbot: QtBot, bus: Bus, login: Login, window: QWidget) -> LinuxSession:
    return answered(qtbot, LinuxSession(window, Buses(bus.client, bus.client)))


def answered(qtbot: QtBot, watch: LinuxSession) -> LinuxSession:
    """Wait until every question of a watch has its answer."""
    qtbot.waitUntil(lambda: watch.findChildren(QDBusPendingCallWatcher) == [])
    return watch


def told(watch: LinuxSession) -> list[str]:
    """Collect what a watch tells."""
    reasons: list[str] = []
    watch.left.connect(reasons.append)
    return reasons


@pytest.mark.parametrize("desktop", SCREEN_SAVERS)
def test_a_locked_screen_is_told_in_words(
    qtbot: QtBot, bus: Bus, watch: LinuxSession, desktop: str
) -> None:
    with qtbot.waitSignal(watch.left) as left:
        bus.say("/ScreenSaver", desktop, "ActiveChanged", True)

    assert left.args == [LOCKED]


def test_nothing_is_told_when_the_screen_is_unlocked(
    qtbot: QtBot, bus: Bus, watch: LinuxSession
) -> None:
    reasons = told(watch)

    bus.say("/ScreenSaver", SCREEN_SAVERS[0], "ActiveChanged", False)
    bus.say(MANAGER_PATH, MANAGER, "PrepareForSleep", False)
    bus.say(MANAGER_PATH, MANAGER, "PrepareForSleep", True)
    qtbot.waitUntil(lambda: reasons != [])

    assert reasons == [ASLEEP]


def test_our_session_is_locked_by_its_own_signal_only(
    qtbot: QtBot, bus: Bus, watch: LinuxSession
) -> None:
    reasons = told(watch)

    bus.say(THEIRS, SESSION, "Lock")
    bus.say(OURS, SESSION, "Unlock")
    bus.say(OURS, SESSION, "Lock")
    bus.say(MANAGER_PATH, MANAGER, "PrepareForSleep", True)
    qtbot.waitUntil(lambda: ASLEEP in reasons)

    assert reasons == [LOCKED, ASLEEP]


def test_the_hint_that_our_session_is_locked_is_enough(
    qtbot: QtBot, bus: Bus, watch: LinuxSession
) -> None:
    reasons = told(watch)

    bus.say(OURS, PROPERTIES, "PropertiesChanged", SESSION, {"IdleHint": True}, [""])
    bus.say(OURS, PROPERTIES, "PropertiesChanged", SESSION, {"LockedHint": False}, [""])
    bus.say(OURS, PROPERTIES, "PropertiesChanged", "other", {"LockedHint": True}, [""])
    bus.say(THEIRS, PROPERTIES, "PropertiesChanged", SESSION, {"LockedHint": True}, [""])
    bus.say(OURS, PROPERTIES, "PropertiesChanged", SESSION, {"LockedHint": True}, [""])
    bus.say(MANAGER_PATH, MANAGER, "PrepareForSleep", True)
    qtbot.waitUntil(lambda: ASLEEP in reasons)

    assert reasons == [LOCKED, ASLEEP]


def test_a_session_by_name_comes_before_the_one_that_logind_guesses(
    qtbot: QtBot, bus: Bus, login: Login, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_SESSION_ID", "33")
    login.sessions["33"] = THEIRS
    watch = answered(qtbot, LinuxSession(window, Buses(bus.client, bus.client)))

    with qtbot.waitSignal(watch.left) as left:
        bus.say(THEIRS, SESSION, "Lock")

    assert left.args == [LOCKED]


def test_a_name_that_logind_does_not_know_is_no_hindrance(
    qtbot: QtBot, bus: Bus, login: Login, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_SESSION_ID", "99")
    watch = answered(qtbot, LinuxSession(window, Buses(bus.client, bus.client)))

    with qtbot.waitSignal(watch.left) as left:
        bus.say(OURS, SESSION, "Lock")

    assert left.args == [LOCKED]
    assert [arguments for member, arguments in login.asked if member == "GetSession"] == [
        ["99"],
        ["auto"],
    ]


def test_the_computer_sleeps_only_when_the_client_is_locked(
    qtbot: QtBot, bus: Bus, login: Login, watch: LinuxSession
) -> None:
    with qtbot.waitSignal(watch.left):
        bus.say(MANAGER_PATH, MANAGER, "PrepareForSleep", True)
    watch.stop()
    before = login.delays
    watch.delay.end()

    assert before == 1
    assert login.delays == 0
    assert login.asked[0][1][0::3] == ["sleep", "delay"]


def test_a_delay_that_is_given_too_late_is_not_kept(
    qtbot: QtBot, bus: Bus, login: Login, window: QWidget
) -> None:
    watch = LinuxSession(window, Buses(bus.client, bus.client))

    watch.delay.end()
    answered(qtbot, watch)

    assert "Inhibit" in dict(login.asked)
    assert login.delays == 0


def test_nothing_is_told_after_the_watch_has_stopped(
    qtbot: QtBot, bus: Bus, watch: LinuxSession, window: QWidget
) -> None:
    reasons = told(watch)
    other = LinuxSession(window, Buses(bus.client, bus.client))

    watch.stop()
    with qtbot.waitSignal(other.left):
        bus.say(MANAGER_PATH, MANAGER, "PrepareForSleep", True)

    assert reasons == []


def test_without_logind_the_screen_saver_is_heard(qtbot: QtBot, bus: Bus, window: QWidget) -> None:
    watch = answered(qtbot, LinuxSession(window, Buses(bus.client, bus.client)))

    with qtbot.waitSignal(watch.left) as left:
        bus.say("/", SCREEN_SAVERS[0], "ActiveChanged", True)

    assert left.args == [LOCKED]


def test_without_any_bus_there_is_nothing_to_hear(qtbot: QtBot, window: QWidget) -> None:
    nowhere = QDBusConnection("nowhere")

    watch = LinuxSession(window, Buses(nowhere, nowhere))

    assert watch.findChildren(QDBusPendingCallWatcher) == []
    watch.stop()
    watch.delay.end()


def test_this_system_can_be_listened_to(qtbot: QtBot, window: QWidget) -> None:
    watch = watch_session(window)

    with qtbot.waitSignal(watch.left) as left:
        watch.leave(Leaving.ASLEEP)
    watch.stop()
    watch.delay.end()

    assert left.args == [ASLEEP]


@pytest.mark.parametrize(
    ("number", "detail", "meaning"),
    [
        (0x02B1, 0x7, [Leaving.LOCKED]),  # WTS_SESSION_LOCK
        (0x02B1, 0x2, [Leaving.LOCKED]),  # WTS_CONSOLE_DISCONNECT
        (0x02B1, 0x4, [Leaving.LOCKED]),  # WTS_REMOTE_DISCONNECT
        (0x02B1, 0x8, []),  # WTS_SESSION_UNLOCK
        (0x0218, 0x4, [Leaving.ASLEEP]),  # PBT_APMSUSPEND
        (0x0218, 0x7, []),  # PBT_APMRESUMESUSPEND
        (0x0200, 0x7, []),  # WM_MOUSEMOVE
    ],
)
def test_a_message_of_windows_is_understood(
    number: int, detail: int, meaning: list[Leaving]
) -> None:
    told: list[Leaving] = []
    message = wintypes.MSG(message=number, wParam=detail)

    taken = NativeMessages(told.append).nativeEventFilter(b"", ctypes.addressof(message))

    assert told == meaning
    assert taken == (False, 0)
