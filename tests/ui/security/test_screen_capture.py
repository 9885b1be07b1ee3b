"""Every window of the program is kept out of pictures of the screen."""

import ctypes
from collections.abc import Iterator
from ctypes import wintypes

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.message import File
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.compose.compose_window import ComposeWindow
from sdk_desktop.ui.security import screen_capture
from sdk_desktop.ui.security.screen_capture import (
    HiddenNativeWindows,
    HiddenWindows,
    WindowMessages,
    WindowPosition,
)
from sdk_desktop.ui.viewing.attachment_view import AttachmentView
from tests.ui.fake_workspace import FakeWorkspace, draft
from tests.ui.screens import a_background


@pytest.fixture
def hidden(qapp: QApplication) -> Iterator[list[int]]:
    """Collect the numbers of the windows that are hidden."""
    numbers: list[int] = []
    windows = HiddenWindows(qapp, numbers.append)
    yield numbers
    windows.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def background() -> Iterator[Background]:
    with a_background() as background:
        yield background


@pytest.fixture
def frame(qtbot: QtBot) -> QWidget:
    frame = QWidget()
    qtbot.addWidget(frame)
    return frame


def test_a_window_is_hidden_when_it_is_shown(hidden: list[int], frame: QWidget) -> None:
    before = list(hidden)
    frame.show()

    assert before == []
    assert hidden[0] == frame.winId()


def test_a_window_that_is_there_already_is_hidden_at_once(
    qapp: QApplication, frame: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame.show()
    numbers: list[int] = []
    monkeypatch.setattr(screen_capture, "hide_on_macos", numbers.append)

    screen_capture.hide_windows(qapp, "darwin")
    forget(qapp, HiddenWindows)

    assert frame.winId() in numbers


def test_what_is_inside_a_window_is_hidden_with_it(hidden: list[int], frame: QWidget) -> None:
    QLabel("Kallelse", frame)

    frame.show()

    assert set(hidden) == {frame.winId()}


def test_a_window_that_was_closed_is_hidden_again(hidden: list[int], frame: QWidget) -> None:
    frame.show()
    frame.hide()
    hidden.clear()

    frame.show()

    assert frame.winId() in hidden


def test_a_window_is_looked_at_again_when_one_goes_to_it(
    qtbot: QtBot, hidden: list[int], frame: QWidget
) -> None:
    frame.show()
    qtbot.waitUntil(frame.isActiveWindow)
    hidden.clear()

    QApplication.sendEvent(frame, QEvent(QEvent.Type.WindowActivate))

    assert hidden == [frame.winId()]


def test_dialogs_and_tips_are_hidden_too(hidden: list[int], frame: QWidget) -> None:
    dialog = QDialog(frame)
    tip = QLabel("Region Norrstrand", frame, Qt.WindowType.ToolTip)

    dialog.show()
    tip.show()

    assert {dialog.winId(), tip.winId()} <= set(hidden)


def test_windows_for_writing_and_for_attachments_are_hidden(
    qtbot: QtBot, hidden: list[int], frame: QWidget, background: Background
) -> None:
    writing = ComposeWindow(FakeWorkspace().real, background, draft(), frame)
    file = AttachmentView(File("läs.txt", "text/plain", b"hej"), frame)

    writing.show()
    file.show()
    qtbot.waitUntil(lambda: background.idle)

    assert {writing.winId(), file.winId()} <= set(hidden)


@pytest.mark.parametrize(
    ("platform", "expected"),
    [
        ("win32", [0, 1]),
        ("darwin", [1, 0]),
        ("linux", [0, 0]),
        ("freebsd14", [0, 0]),
    ],
)
def test_only_systems_that_can_hide_windows_are_asked_to(
    qapp: QApplication, platform: str, expected: list[int]
) -> None:
    screen_capture.hide_windows(qapp, platform)

    found = [forget(qapp, kind) for kind in (HiddenWindows, HiddenNativeWindows)]

    assert found == expected


@pytest.mark.parametrize(
    ("number", "detail", "flags", "expected"),
    [
        (0x0018, 1, 0, [7]),  # WM_SHOWWINDOW
        (0x0018, 0, 0, []),  # … hidden
        (0x0046, 0, 0x0040, [7]),  # WM_WINDOWPOSCHANGING with SWP_SHOWWINDOW
        (0x0046, 0, 0x0001, []),  # … moved
        (0x0006, 1, 0, [7]),  # WM_ACTIVATE
        (0x0006, 0, 0, []),  # … another window is activated
        (0x0200, 1, 0x0040, []),  # WM_MOUSEMOVE
    ],
)
def test_what_windows_tells_a_window_that_is_shown_is_understood(
    number: int, detail: int, flags: int, expected: list[int]
) -> None:
    position = WindowPosition(flags=flags)
    place = ctypes.addressof(position)
    message = wintypes.MSG(hWnd=7, message=number, wParam=detail, lParam=place)
    hidden: list[int] = []

    taken = WindowMessages(hidden.append).nativeEventFilter(b"", ctypes.addressof(message))

    assert hidden == expected
    assert taken == (False, 0)


def forget(qapp: QApplication, kind: type[QObject]) -> int:
    """Destroy what hides windows, of one kind; return how many there were."""
    found = qapp.findChildren(kind)
    for one in found:
        one.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return len(found)
