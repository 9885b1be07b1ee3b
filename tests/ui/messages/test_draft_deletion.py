"""A draft of the list goes by a key and after a question."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from sdk_desktop.ui.main_window import MainWindow
from sdk_desktop.ui.messages.folder_choice import FolderChoice
from tests.ui.conftest import Client


def test_delete_throws_a_draft_away_after_a_question(client: Client) -> None:
    main = client.unlock()
    client.show()
    drafts = main._workspace.drafts
    drafts.save(drafts.new(main._workspace.mailboxes[0].address))
    main.messages.show_folder(FolderChoice("", None))
    client.qtbot.waitUntil(lambda: len(main.messages.list.model.rows) == 1)
    client.rest()
    main.messages.list.table.choose(0)

    QTest.keyClick(main.messages.list.table, Qt.Key.Key_Delete)
    asked, kept = main.messages.question.isVisible(), len(drafts.all())
    main.messages.question.yes.click()
    client.rest()

    assert (asked, kept, drafts.all()) == (True, 1, ())


def with_three_drafts(client: Client) -> MainWindow:
    main = client.unlock()
    client.show()
    drafts = main.work[0].drafts
    for _ in range(3):
        drafts.save(drafts.new(main.messages.mailbox))
    main.messages.show_folder(FolderChoice("", None))
    client.qtbot.waitUntil(lambda: len(main.messages.list.model.rows) == 3)
    client.rest()
    main.messages.list.table.choose(1)
    main.messages.list.table.setFocus()
    QTest.keyClick(main.messages.list.table, Qt.Key.Key_Delete)
    return main


def test_one_goes_on_with_the_draft_that_stands_where_another_stood(client: Client) -> None:
    main = with_three_drafts(client)
    last = main.messages.list.model.rows[2].key

    main.messages.question.yes.setFocus()
    QTest.keyClick(main.messages.question.yes, Qt.Key.Key_Return)
    client.rest()

    assert QApplication.focusWidget() is main.messages.list.table
    assert [row.key for row in main.messages.list.table.selected_rows] == [last]


def test_escape_keeps_the_draft_and_leads_back_to_it(client: Client) -> None:
    main = with_three_drafts(client)

    QTest.keyClick(main.messages.question.no, Qt.Key.Key_Escape)
    client.rest()

    assert main.messages.question.isHidden()
    assert QApplication.focusWidget() is main.messages.list.table
    assert len(main.work[0].drafts.all()) == 3


def test_a_question_is_dropped_when_something_else_is_chosen(client: Client) -> None:
    main = with_three_drafts(client)

    main.messages.list.table.choose(2)

    assert main.messages.question.isHidden()


@pytest.mark.qt_log_ignore("^This plugin does not support grabbing the keyboard", extend=True)
def test_the_menu_of_a_draft_opens_it_and_throws_it_away(client: Client) -> None:
    main = with_three_drafts(client)
    QTest.keyClick(main.messages.question.no, Qt.Key.Key_Escape)

    main.messages.list.table.customContextMenuRequested.emit(QPoint(5, 5))
    (menu,) = [one for one in main.messages.findChildren(QMenu) if one.isVisible()]
    open_, throw_away = menu.actions()
    throw_away.trigger()
    asked = main.messages.question.isVisible()
    open_.trigger()
    client.rest()

    assert asked
    assert len(main.composing.windows) == 1
