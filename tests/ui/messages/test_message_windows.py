"""Messages in windows of their own."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.clearance import Purpose
from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.errors import ProofNeeded, Refused
from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.domain.roles import Permissions, PersonRole, Role
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.messages.message_dialogs import RegisterDialog
from sdk_desktop.ui.messages.message_windows import MessageWindow, MessageWindows
from sdk_desktop.ui.parts.message_text import MessageText
from sdk_desktop.ui.viewing.attachment_view import AttachmentView
from sdk_desktop.usecases.searching.search_text import sought_words
from tests.ui.conftest import Client
from tests.ui.fake_workspace import NOON, FakeWorkspace, received, sent
from tests.ui.screens import a_background, button, press, settle, shown_words


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    with a_background() as one:
        yield one


@pytest.fixture
def workspace() -> FakeWorkspace:
    workspace = FakeWorkspace()
    workspace.inbox.readings = {1: received(1, label="Ett"), 2: received(2, label="Två")}
    return workspace


@pytest.fixture
def windows(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace
) -> Iterator[MessageWindows]:
    main = QWidget()
    qtbot.addWidget(main)
    yield MessageWindows(workspace.real, background, main)
    main.close()


def test_each_message_has_one_window_whose_title_says_nothing_of_it(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, windows: MessageWindows
) -> None:
    windows.open(1)
    windows.open(2)
    windows.open(1)
    qtbot.waitUntil(lambda: background.idle)

    one, two = windows.windows
    assert "Ett" in shown_words(one)
    assert "Två" in shown_words(two)
    assert {one.windowTitle(), two.windowTitle()} == {"Message"}
    assert sorted(row for row, _ in workspace.inbox.read) == [1, 2]


def test_a_window_that_was_closed_is_opened_anew(
    qtbot: QtBot, background: Background, windows: MessageWindows
) -> None:
    windows.open(1)
    qtbot.waitUntil(lambda: background.idle)
    (before,) = windows.windows
    with qtbot.waitSignal(before.destroyed):
        before.close()

    windows.open(1)
    qtbot.waitUntil(lambda: background.idle)
    QApplication.processEvents()

    assert [one.row for one in windows.windows] == [1]


def test_a_proof_is_asked_for_over_the_window(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, windows: MessageWindows
) -> None:
    workspace.inbox.error = ProofNeeded("Prove who you are.", Purpose.READ)
    asked: list[object] = []
    windows.proofNeeded.connect(lambda _error, _retry, over: asked.append(over))

    windows.open(1)
    qtbot.waitUntil(lambda: background.idle)

    assert asked == list(windows.windows)


def test_a_message_is_printed_from_the_window_that_shows_it_on_paper(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, windows: MessageWindows
) -> None:
    windows.open(2)
    (one,) = windows.windows

    one.print.trigger()
    qtbot.waitUntil(lambda: background.idle)

    (paper,) = one.findChildren(AttachmentView)
    assert "message.pdf" in shown_words(paper)
    assert workspace.dossiers.printed == [2]


def test_a_message_is_passed_on_from_its_window_by_those_who_handle(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, windows: MessageWindows
) -> None:
    asked: list[int] = []
    windows.forwarded.connect(asked.append)
    windows.open(2)
    qtbot.waitUntil(lambda: background.idle)
    (one,) = windows.windows

    one.actions_.forward.trigger()
    workspace.permissions = Permissions(
        PersonRole(Role.READER), {"Åsa Öberg": PersonRole(Role.MANAGER)}
    )
    windows.look_again()

    assert asked == [2]
    assert not one.actions_.forward.isEnabled()


def test_why_a_message_cannot_be_printed_is_said_over_it(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, windows: MessageWindows
) -> None:
    workspace.dossiers.error = Refused("Not today.")
    windows.open(1)
    (one,) = windows.windows

    one.print.trigger()
    qtbot.waitUntil(lambda: background.idle)

    assert "Not today." in shown_words(one)
    assert one.findChildren(AttachmentView) == []


def test_what_was_searched_for_is_marked_until_the_search_has_ended(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, windows: MessageWindows
) -> None:
    workspace.inbox.readings[1] = received(1, label="Kallelse")
    windows.open(1, sought_words("kallelse", NOON))
    settle(qtbot, background)
    (one,) = windows.windows
    marked = marks(one)

    windows.end_search()
    settle(qtbot, background)

    assert (marked, marks(one)) == (1, 0)
    assert workspace.inbox.read == [(1, True)]


def test_j_and_k_lead_through_the_messages_among_which_it_was_opened(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, windows: MessageWindows
) -> None:
    windows.stepped.connect(lambda window, count: window.show_message(window.row_beside(count)))
    windows.open(1, order=(2, 1))
    settle(qtbot, background)
    (one,) = windows.windows

    press(one.reading, Qt.Key.Key_K)
    settle(qtbot, background)
    one.know_order((1, 3))
    above, below = one.row_beside(-1), one.row_beside(1)
    press(one.reading, Qt.Key.Key_J)
    settle(qtbot, background)

    assert (above, below) == (None, 1)
    assert one.row == 1
    assert "Ett" in shown_words(one)
    assert [row for row, _ in workspace.inbox.read] == [1, 2, 1]


def test_a_message_is_answered_from_its_window_if_it_has_come_to_one_who_handles(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, windows: MessageWindows
) -> None:
    workspace.inbox.readings[2] = sent(Status.ACCEPTED)
    asked: list[int] = []
    windows.answered.connect(asked.append)
    windows.open(1)
    windows.open(2)
    settle(qtbot, background)
    received_, sent_ = windows.windows

    button(received_, "Answer").click()

    assert asked == [1]
    assert not button(sent_, "Answer").isEnabled()


def marks(window: MessageWindow) -> int:
    return sum(len(text.extraSelections()) for text in window.findChildren(MessageText))


def test_what_the_conversation_leads_to_is_answered(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, windows: MessageWindows
) -> None:
    windows.open(1)
    settle(qtbot, background)
    (window,) = windows.windows

    window.reading.show_message(2)
    settle(qtbot, background)

    with qtbot.waitSignal(windows.answered) as answered:
        window.actions_.answer.trigger()
    assert answered.args == [2]


def test_a_message_is_taken_over_and_registered_by_keys_in_its_own_window(client: Client) -> None:
    main = client.unlock()
    client.show()
    main.messages.list.table.choose(1)
    client.rest()
    headline = main.messages.list.current
    assert isinstance(headline, Headline)
    with main._workspace._store.begin() as stored:
        stored.messages.assign(headline.row, stored.colleagues.id_of("Sara Lind"))
    main.messages.open_apart.trigger()
    client.rest()
    (window,) = main.messages.apart.windows

    QTest.keyClick(window.reading, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    client.qtbot.waitUntil(window.question.isVisible)
    asked = shown_words(window.question)
    window.question.yes.click()
    client.qtbot.waitUntil(lambda: "Taken by you" in shown_words(window))
    client.rest()
    QTest.keyClick(window.reading, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = window.findChildren(RegisterDialog)
    dialog.number.setText("SOC 2026/77")
    dialog.accept()

    client.qtbot.waitUntil(lambda: "Registered SOC 2026/77" in shown_words(window))
    assert "Sara Lind has taken this message." in asked
    assert not window.actions_.take.isEnabled()
