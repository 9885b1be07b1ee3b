"""The board of a distribution list: one line a recipient, and help for those alone who lack it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.delivery import Arrival, ListState, Status
from sdk_desktop.domain.draft import DraftRecipient
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.mailbox import Direction, Folder, Headline
from sdk_desktop.domain.roles import Permissions, PersonRole, Role
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.messages.board import Board, ShareBar
from sdk_desktop.ui.messages.folder_choice import FolderChoice
from sdk_desktop.ui.messages.row_text import RowReader, headline_row
from sdk_desktop.ui.parts.painting import Mark, Tone
from tests.ui.boards import board_of_six, line
from tests.ui.conftest import Client
from tests.ui.fake_workspace import NOON, FakeWorkspace, headline
from tests.ui.screens import a_background, button, lay_out, opened, settle, shown_words


@pytest.fixture
def background() -> Iterator[Background]:
    with a_background() as background:
        yield background


@pytest.fixture
def workspace() -> FakeWorkspace:
    workspace = FakeWorkspace()
    workspace.inbox.lines = board_of_six()
    return workspace


@pytest.fixture
def board(qtbot: QtBot, background: Background, workspace: FakeWorkspace) -> Board:
    board = Board(workspace.real, background, None)
    board.resize(1100, 740)
    opened(qtbot, board, background)
    board.show_list_of(1)
    settle(qtbot, background)
    return board


def test_a_board_says_how_far_each_recipient_is_and_why(board: Board) -> None:
    words = shown_words(board)

    assert "6 recipients" in words
    assert "3 accepted\n1 waiting\n1 without acknowledgement\n1 rejected" in words
    assert "1 of 6 have answered" in words
    assert "does not know the function you sent to" in words
    assert "Accepted: delivered to the recipient's system." in words
    assert [one.line.headline.row for one in board.lines] == [1, 2, 3, 4, 5, 6]
    assert board.findChildren(ShareBar)


def test_the_first_button_that_helps_is_the_only_filled_one(board: Board) -> None:
    filled = [one.button.text() for one in board.lines if one.button.property("primary")]

    assert filled == ["Choose another recipient"]
    assert board.lines[1].button.text() == "Send again – a copy may arrive"
    assert board.lines[3].button.text() == "Open the answer"


def test_what_failed_is_sent_again_for_one_or_for_all_who_lack_it(
    board: Board, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(board.resendWanted) as one:
        board.lines[0].button.click()
    with qtbot.waitSignal(board.resendWanted) as every:
        button(board, "Send again to the 2 who lack it").click()

    assert (one.args, every.args) == ([(1,)], [(1, 2)])


def test_one_that_is_gone_is_changed_to_what_probably_replaces_it(
    board: Board, workspace: FakeWorkspace, qtbot: QtBot, background: Background
) -> None:
    lindhaga = DraftRecipient("0203:region.example.se", "Region Ekelund", "sdk.7", "BUP Lindhaga")
    gone, *others = board_of_six()
    workspace.inbox.lines = (replace(gone, offer=lindhaga), *others)

    board.reload()
    settle(qtbot, background)
    with qtbot.waitSignal(board.changeWanted) as wanted:
        button(board, "Change to BUP Lindhaga").click()

    assert wanted.args == [1, lindhaga]
    assert "Probably replaced by BUP Lindhaga, Region Ekelund." in shown_words(board)
    assert board.lines[0].button.property("primary")


def test_those_who_have_not_answered_are_reminded_and_no_others(board: Board, qtbot: QtBot) -> None:
    with qtbot.waitSignal(board.remindWanted) as wanted:
        button(board, "Remind the 2 who have not answered").click()

    assert wanted.args == [(5, 6)]


def test_what_was_sent_is_opened_also_where_the_button_does_something_else(
    board: Board, qtbot: QtBot
) -> None:
    board.focus_first()
    with qtbot.waitSignal(board.opened) as opened_:
        button(board, "Show the message").click()

    assert opened_.args[0].row == 1


def test_heads_stand_over_the_columns_and_our_number_is_copied(
    board: Board, workspace: FakeWorkspace, qtbot: QtBot, background: Background
) -> None:
    first, *others = board_of_six()
    registered = replace(first.headline, diary_number="SOC 26/80")
    workspace.inbox.lines = (replace(first, headline=registered), *others)
    board.reload()
    settle(qtbot, background)
    lay_out()

    button(board, "Ours SOC 26/80 · Diary number").click()

    who, way, *_ = board.lines[0]._parts
    heads = {one.text(): one.mapTo(board, QPoint()).x() for one in board.findChildren(QLabel)}
    assert heads["Recipient"] == who.mapTo(board, QPoint()).x()
    assert heads["How far"] == way.mapTo(board, QPoint()).x()
    assert QGuiApplication.clipboard().text() == "SOC 26/80"


def test_who_may_not_send_gets_no_button_that_works(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace
) -> None:
    workspace.permissions = Permissions(PersonRole(Role.READER), {})
    board = Board(workspace.real, background, None)
    opened(qtbot, board, background)
    board.show_list_of(1)
    settle(qtbot, background)

    assert not board.again.isEnabled()
    assert not board.remind.isEnabled()
    assert [one.button.isEnabled() for one in board.lines[:4]] == [False, False, True, True]


def test_keys_walk_down_the_lines_and_open(board: Board, qtbot: QtBot) -> None:
    board.focus_first()
    QTest.keyClick(board.lines[0].button, Qt.Key.Key_J)
    QTest.keyClick(board.lines[1].button, Qt.Key.Key_Down)
    QTest.keyClick(board.lines[2].button, Qt.Key.Key_K)

    assert board.lines[1].button.hasFocus()
    with qtbot.waitSignal(board.opened) as sent:
        QTest.keyClick(board.lines[1].button, Qt.Key.Key_O)
    with qtbot.waitSignal(board.opened) as answer:
        board.lines[3].button.click()
    assert [sent.args[0].row, answer.args[0].row] == [2, 20]


def test_a_line_that_changes_leaves_the_keyboard_where_it_was(
    board: Board, workspace: FakeWorkspace, qtbot: QtBot, background: Background
) -> None:
    board.focus_first()
    board.step(2)
    *before, _, _, last = board_of_six()
    workspace.inbox.lines = (*before, line(5, "Habiliteringen", Status.REJECTED), last)

    board.reload()
    settle(qtbot, background)

    assert board.lines[2].button.hasFocus()
    assert "2 rejected" in shown_words(board)


def test_a_list_that_is_gone_says_so(
    board: Board, workspace: FakeWorkspace, qtbot: QtBot, background: Background
) -> None:
    workspace.inbox.error = Refused("This message is not in the store.")

    board.reload()
    settle(qtbot, background)

    assert (board.lines, board.again.isVisible()) == ((), False)
    assert "This message is not in the store." in shown_words(board)


@pytest.mark.parametrize(
    ("counts", "mark"),
    [
        (
            ((Arrival.REJECTED, 2), (Arrival.ACCEPTED, 1)),
            Mark("2 rejected", "step-failed", Tone.BAD, pressing=True),
        ),
        (
            ((Arrival.UNDELIVERED, 1),),
            Mark("1 not delivered", "step-failed", Tone.BAD, pressing=True),
        ),
        (
            ((Arrival.UNKNOWN, 1), (Arrival.WAITING, 1)),
            Mark("1 without acknowledgement", "hourglass", Tone.WAITING, pressing=True),
        ),
        (((Arrival.WAITING, 1), (Arrival.ACCEPTED, 9)), Mark("1 waiting", "hourglass")),
        (((Arrival.ACCEPTED, 9),), Mark("9 accepted", "check", Tone.GOOD)),
    ],
)
def test_the_row_of_a_list_says_what_is_most_in_need(
    counts: tuple[tuple[Arrival, int], ...], mark: Mark
) -> None:
    state = ListState(counts)
    row = headline_row(headline(direction=Direction.OUT, list_state=state), RowReader(NOON))

    assert (row.note, row.who) == (mark, f"{state.recipients} recipients")


def test_a_list_is_opened_from_what_was_sent_and_left_for_it_again(client: Client) -> None:
    main = client.unlock()
    client.show()
    page, workspace = main.messages, main._workspace
    hits = [one.function for one in workspace.address_book.search("a", 2)]
    both = tuple(map(DraftRecipient.of_function, hits))
    draft = replace(workspace.drafts.new(page.mailbox), recipients=both, label="Inbjudan")
    workspace.outbox.send(replace(draft, confidential=False, text="Hej"))
    page.show_folder(FolderChoice("", Folder.SENT))
    client.wait_for_messages()
    page.list.table.choose(0)
    QTest.keyClick(page.list.table, Qt.Key.Key_Return)
    client.rest()
    sent = page.middle.board.current
    board_shown = page.middle.shows_board
    QTest.keyClick(page.middle.board.lines[0].button, Qt.Key.Key_O)
    client.rest()
    read, back = page._read, page.middle.board.back.text()
    main.back()
    main.back()
    page.open(sent)
    client.rest()
    button(page.reading, "Sent to 2 recipients: show how far all are").click()
    client.rest()
    again = page.middle.shows_board
    main.back()

    assert isinstance(sent, Headline)
    assert (board_shown, read, back, again) == (True, sent.row, "Sent", True)
    assert page.middle.currentWidget() is page.list
    assert page.list.table.hasFocus()
