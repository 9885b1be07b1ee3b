"""The system tells which mailbox has something new and how much, and nothing of it."""

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.ui.desktop_notices import DesktopNotices
from sdk_desktop.ui.top_window import TopWindow
from tests.ui.conftest import Client


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What the system is asked to tell, on a desktop that has a tray."""
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda *_: True)
    monkeypatch.setattr(QSystemTrayIcon, "isVisible", lambda _: True)
    monkeypatch.setattr(QSystemTrayIcon, "setVisible", lambda *_: None)
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda _, title, text, _icon: told.append((title, text))
    )
    return told


def test_what_is_new_is_told_by_mailbox_and_number(
    told: list[tuple[str, str]], fresh_client: Client
) -> None:
    fresh_client.unlock()

    ((title, text),) = told
    assert title == "SDK Desktop"
    assert text.split(" · ") == [
        "Socialkontoret: 7 new messages",
        "Reception: 2 new messages",
        "Överförmyndaren: 1 new message",
    ]


def test_the_title_counts_what_is_new_until_the_client_is_locked(client: Client) -> None:
    client.unlock()
    open_ = client.shell.window.windowTitle()
    client.shell.lock()

    assert (open_, client.shell.window.windowTitle()) == ("SDK Desktop (10)", "SDK Desktop")


@pytest.mark.parametrize(("are_told", "active"), [(False, False), (True, True)])
def test_nothing_is_told_that_is_not_wanted_or_is_seen_anyway(
    qtbot: QtBot, told: list[tuple[str, str]], are_told: bool, active: bool
) -> None:
    window = TopWindow()
    qtbot.addWidget(window)
    window.isActiveWindow = lambda: active  # type: ignore[method-assign] # as the desktop has it
    notices = DesktopNotices(window, lambda: are_told)

    notices.tell("Socialkontoret: 1 new message")

    assert told == []


def test_a_click_on_a_notice_brings_the_window_back(
    qtbot: QtBot, told: list[tuple[str, str]]
) -> None:
    window = TopWindow()
    qtbot.addWidget(window)
    notices = DesktopNotices(window, lambda: True)
    window.showMinimized()

    notices.messageClicked.emit()

    assert window.isVisible()
    assert not window.isMinimized()


HOURS = [
    ("", 3, True),
    ("17:00-07:30", 18, False),
    ("17:00-07:30", 3, False),
    ("17:00-07:30", 12, True),
    ("11:00-13:00", 12, False),
    ("11:00-13:00", 13, True),
]


@pytest.mark.parametrize(("quiet", "hour", "are_told"), HOURS)
def test_in_quiet_hours_nothing_is_told(quiet: str, hour: int, are_told: bool) -> None:
    now = datetime(2026, 3, 2, hour, tzinfo=UTC)

    assert Preferences(quiet_hours=quiet).are_told(now) is are_told
    assert Preferences(quiet_hours=quiet, notices=False).are_told(now) is False


@pytest.mark.parametrize("hours", ["25:00-07:00", "7-8", "17:00", "17.00-07.00"])
def test_what_are_no_hours_is_refused(hours: str) -> None:
    with pytest.raises(ValueError, match="hours"):
        Preferences(quiet_hours=hours)
