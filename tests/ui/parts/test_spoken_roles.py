"""What assistive technology is told that a widget is."""

import pytest
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QLabel, QProgressBar, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.ui.compose.compose_window import ComposeWindow
from sdk_desktop.ui.messages.message_windows import MessageWindow
from sdk_desktop.ui.parts import spoken_roles
from sdk_desktop.ui.parts.collapsible import Collapsible
from sdk_desktop.ui.parts.spoken_roles import PageButton, install_roles
from sdk_desktop.ui.top_window import TopWindow
from sdk_desktop.ui.viewing.attachment_view import AttachmentView

PRESS = QAccessibleActionInterface.pressAction()


@pytest.fixture(scope="module", autouse=True)
def roles(qapp: object) -> None:
    install_roles()


@pytest.fixture
def desk(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def told_of(widget: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(widget)


def test_a_window_is_a_window_and_what_holds_pages_is_nothing_of_its_own(
    qtbot: QtBot, desk: QWidget
) -> None:
    window = TopWindow()
    qtbot.addWidget(window)

    assert told_of(window).role() is QAccessible.Role.Window
    assert told_of(QStackedWidget(desk)).role() is QAccessible.Role.Client
    assert told_of(QProgressBar(desk)).role() is QAccessible.Role.Client
    assert told_of(QLabel("Text", desk)).role() is QAccessible.Role.StaticText
    windows = {one.__name__ for one in (TopWindow, ComposeWindow, MessageWindow, AttachmentView)}
    assert windows == spoken_roles._WINDOWS


def test_what_unfolds_says_whether_it_is_unfolded(desk: QWidget) -> None:
    part = Collapsible("Tekniska uppgifter", QLabel("x"), desk)
    told = told_of(part.button)
    assert (told.role(), told.text(QAccessible.Text.Name)) == (
        QAccessible.Role.Button,
        "Tekniska uppgifter",
    )
    assert (told.state().expandable, told.state().expanded, told.state().checkable) == (1, 0, 0)

    told.actionInterface().doAction(PRESS)

    assert part.button.isChecked()
    assert (told.state().expanded, told.state().collapsed) == (1, 0)


def test_a_page_is_chosen_among_others(desk: QWidget) -> None:
    page = PageButton("Adressbok", "", desk)
    page.setText("Adressbok")
    page.setCheckable(True)
    told = told_of(page)

    told.actionInterface().doAction(PRESS)

    assert told.role() is QAccessible.Role.RadioButton
    assert told.text(QAccessible.Text.Name) == "Adressbok"
    assert told.state().checked
    assert told.actionInterface().actionNames()[0] == PRESS
    told.actionInterface().doAction(told.actionInterface().actionNames()[-1])
    assert page.isChecked()
