"""The keys that work in every window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.domain.message import File
from sdk_desktop.ui.messages.message_dialogs import HoldDialog
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.shortcuts import ShortcutList
from sdk_desktop.ui.viewing.attachment_view import AttachmentView
from tests.ui.conftest import Client
from tests.ui.looks import LEAST, sideways
from tests.ui.screens import lay_out

CTRL = Qt.KeyboardModifier.ControlModifier


def compose_window(client: Client) -> QWidget:
    client.main.composing.write("")
    client.qtbot.waitUntil(lambda: len(client.main.composing.windows) == 1)
    return client.main.composing.windows[0]


def dialog(client: Client) -> QWidget:
    dialog = HoldDialog("", client.main)
    dialog.open()
    return dialog


WINDOWS = {"main": lambda client: client.shell.window, "compose": compose_window, "dialog": dialog}


@pytest.fixture(params=WINDOWS)
def window(client: Client, request: pytest.FixtureRequest) -> QWidget:
    client.unlock()
    client.show()
    window: QWidget = WINDOWS[request.param](client)
    client.qtbot.waitUntil(window.isActiveWindow)
    return window


def test_every_window_can_lock(client: Client, window: QWidget) -> None:
    QTest.keyClick(window, Qt.Key.Key_L, CTRL)

    client.qtbot.waitUntil(lambda: client.shell.main is None)
    client.qtbot.waitUntil(lambda: client.background.idle)


def test_every_window_shows_the_keys_and_that_somebody_practises(
    client: Client, window: QWidget
) -> None:
    said = [one.text() for one in window.findChildren(QLabel) if one.isVisible()]

    QTest.keyClick(window, Qt.Key.Key_F1)

    (shown,) = window.findChildren(ShortcutList)
    assert shown.isVisible()
    assert said.count("Practice – nothing is sent for real") == 1


def test_escape_closes_a_window_and_keeps_what_is_written(client: Client) -> None:
    client.unlock()
    client.show()
    window = compose_window(client)
    client.qtbot.waitUntil(window.isActiveWindow)

    QTest.keyClick(window, Qt.Key.Key_Escape)

    client.qtbot.waitUntil(lambda: client.main.composing.windows == ())


def test_escape_closes_the_window_of_an_attachment(client: Client) -> None:
    client.unlock()
    client.show()
    window = AttachmentView(File("a.exe", "", b"MZ"), client.main)
    window.show()
    client.qtbot.waitUntil(window.isActiveWindow)

    with client.qtbot.waitSignal(window.destroyed):
        QTest.keyClick(window, Qt.Key.Key_Escape)


def test_what_a_key_does_is_read_whole_where_there_is_little_width(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    keys = ShortcutList(window)
    keys.show()
    keys.resize(320, 600)
    lay_out()
    (tree,) = keys.findChildren(QTreeWidget)

    words = ("Register under the number that is proposed", "Answer")
    rows = [tree.findItems(one, Qt.MatchFlag.MatchExactly, 1)[0] for one in words]

    long, short = (tree.visualItemRect(row).height() for row in rows)

    assert long > short


def test_no_key_is_scrolled_sideways_where_text_is_large_and_the_window_narrow(
    qapp: QApplication, undressed: None, qtbot: QtBot
) -> None:
    theme.apply(qapp, Preferences(text_percent=200))
    window = QWidget()
    qtbot.addWidget(window)
    keys = ShortcutList(window)
    keys.show()
    keys.resize(LEAST)
    lay_out()

    assert keys.width() == LEAST.width()
    assert list(sideways(keys)) == []
