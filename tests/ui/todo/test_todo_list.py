"""The list of what needs somebody."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.errand import Errand, Reason
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.todo.todo_list import TodoList
from tests.ui.fake_workspace import FakeWorkspace, headline
from tests.ui.screens import a_background, shown_words


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    with a_background() as one:
        yield one


def test_only_what_one_has_taken_is_shown_on_wish_and_all_again(
    qtbot: QtBot, background: Background
) -> None:
    workspace, window = FakeWorkspace(), QWidget()
    qtbot.addWidget(window)
    mine = headline(1, errand=Errand(reason=Reason.UNANSWERED), handler_id=workspace.who_id)
    other = headline(2, errand=Errand(reason=Reason.UNREGISTERED), handler_id="somebody else")
    workspace.inbox.todo = (mine, other)
    todo = TodoList(workspace.real, background, window)
    window.show()
    shown: list[list[int]] = []

    def press() -> None:
        todo.only_mine.click()
        qtbot.waitUntil(lambda: background.idle)
        shown.append(sorted(row.headline.row for row in todo.rows))

    todo.show_mailbox("")
    qtbot.waitUntil(lambda: background.idle)
    press()
    workspace.inbox.todo = (other,)
    todo.reload()
    qtbot.waitUntil(lambda: background.idle)
    nothing = shown_words(todo)
    press()

    assert shown == [[1], [2]]
    assert "Nothing of yours needs you now." in nothing
