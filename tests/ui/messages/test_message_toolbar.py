"""The tools over a message: what has room, and where the others are."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.messages.message_actions import MessageActions
from sdk_desktop.ui.messages.message_toolbar import MessageToolbar
from sdk_desktop.ui.parts import theme
from tests.ui.fake_workspace import FakeWorkspace, headline
from tests.ui.screens import a_background, button, lay_out


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    with a_background() as one:
        yield one


@pytest.fixture
def actions(qtbot: QtBot, background: Background) -> MessageActions:
    window = QWidget()
    qtbot.addWidget(window)
    actions = MessageActions(FakeWorkspace().real, background, window)
    actions.choose(headline())
    return actions


def shown(actions: MessageActions, width: int) -> MessageToolbar:
    window = actions.parent()
    assert isinstance(window, QWidget)
    tools = MessageToolbar(actions, (), window)
    window.resize(width, 60)
    tools.resize(width, 60)
    window.show()
    tools.show()
    return tools


def names(tools: MessageToolbar) -> list[str]:
    return [one.accessibleName() for one in tools.findChildren(QToolButton) if one.isVisible()]


def in_menu(tools: MessageToolbar) -> list[str]:
    menu = tools.more.menu()
    assert menu is not None
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions() if action.text()]


def test_what_has_no_room_is_in_the_menu_and_the_first_tool_always_stays(
    actions: MessageActions,
) -> None:
    wide, narrow = shown(actions, 900), shown(actions, 260)

    ends = {"More", "Previous message", "Next message"}
    assert set(names(wide)) - ends == {"Answer", "Take", "Hand over …", "Enter diary number …"}
    assert set(names(narrow)) - ends == {"Answer"}
    assert in_menu(narrow) == ["Take", "Enter diary number …"]


def test_larger_words_leave_room_for_fewer_tools(
    qapp: QApplication, undressed: None, actions: MessageActions
) -> None:
    tools = shown(actions, 700)
    before = set(names(tools))

    theme.apply(qapp, Preferences(text_percent=200))
    lay_out()

    first = button(tools, "Answer")
    assert "Take" in before
    assert set(names(tools)) < before
    assert first.width() >= first.sizeHint().width()


def test_of_taking_and_releasing_only_one_is_offered(actions: MessageActions) -> None:
    tools = shown(actions, 900)
    before = names(tools)

    actions.choose(headline(handler="Kim Övning", handler_id=actions._workspace.who_id))

    assert "Take" in before
    assert "Release" not in before
    assert "Release" in names(tools)
    assert "Take" not in names(tools)


def test_the_way_back_says_where_it_leads(actions: MessageActions, qtbot: QtBot) -> None:
    tools = shown(actions, 600)
    tools.show_back("Alla brevlådor")

    with qtbot.waitSignal(tools.backWanted):
        tools.back.click()

    assert tools.back.text() == "Alla brevlådor"


def test_it_says_which_of_how_many_is_shown_and_how_many_are_selected(
    actions: MessageActions,
) -> None:
    tools = shown(actions, 900)
    said = []

    for place in ((1, 5), (2, 5, 3), (1, 0), (0, 5)):
        tools.show_place(*place)
        said.append(tools._place.text())

    assert said == ["1 of 5", "3 selected", "", ""]
