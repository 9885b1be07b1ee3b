"""The registry at eight in the morning: what needs somebody is swept to zero, by keys."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sdk_desktop.domain.clock import midnight
from sdk_desktop.domain.errand import Filing
from sdk_desktop.domain.mailbox import Direction, Folder, Headline
from sdk_desktop.domain.message import Attention, Message, Party
from sdk_desktop.ui.messages.folder_choice import FolderChoice
from sdk_desktop.ui.messages.message_dialogs import RegisterDialog
from sdk_desktop.ui.parts.dialog import TextDialog
from sdk_desktop.ui.todo.todo_list import TodoList
from sdk_desktop.usecases.workspace import Workspace
from tests.kit.sandbox_network import SOCIAL
from tests.kit.typing_keys import type_text
from tests.ui.conftest import (
    Client,
    client,
    nothing_by_the_clock,
    own_settings,
    short_pauses,
    undressed,
)
from tests.usecases.arrivals import AKUTEN, letter

__all__ = ["client", "nothing_by_the_clock", "own_settings", "short_pauses", "undressed"]

CTRL = Qt.KeyboardModifier.ControlModifier
WARD = Party("0203:regionekelund.example.se", "Region Ekelund", Attention(AKUTEN, "Akuten"))
UNREGISTERED, DUE = 19, 3
MISDIRECTED = "Till fel mottagare"


@pytest.fixture
def morning(client: Client) -> Client:
    """A window at 08:00: 19 came yesterday, 3 wait for their answer, 1 was for somebody else."""
    proof = client.app.practice_proof()
    assert proof is not None
    who, *_ = client.app.people()
    workspace = client.app.unlock(who, proof, lambda _changes: None)
    settle_the_first_messages(workspace)
    for number in range(UNREGISTERED):
        come(client, workspace, letter(label=f"Fråga {number}"))
    tomorrow = midnight(client.watch.now.date() + timedelta(days=1))
    for number in range(DUE):
        row = come(client, workspace, letter(label=f"Svara {number}"))
        workspace.handling.register(row, f"SOC 1/{number}")
        workspace.handling.answer_by(row, tomorrow + timedelta(days=1))
    come(client, workspace, letter(label=MISDIRECTED))
    workspace.close()
    client.watch.now = (tomorrow + timedelta(hours=8)).astimezone(client.watch.now.tzinfo)
    client.unlock()
    client.show()
    client.main.messages.show_folder(FolderChoice("", Folder.ACTION))
    client.qtbot.waitUntil(lambda: len(todo(client).rows) == UNREGISTERED + DUE + 1)
    client.rest()
    todo(client).focus_first()
    return client


def settle_the_first_messages(workspace: Workspace) -> None:
    found = workspace.inbox.page("", Folder.ALL).headlines
    received = [one.row for one in found if one.direction is Direction.IN]
    workspace.handling.file(received, Filing.MINOR)


def come(client: Client, workspace: Workspace, message: Message) -> int:
    message = replace(message, sender=WARD, recipient=replace(message.recipient, attention=None))
    with workspace._store.begin() as stored:
        return stored.messages.add(message, Direction.IN, SOCIAL, client.watch.now)


def todo(client: Client) -> TodoList:
    return client.main.messages.todo


def current(client: Client) -> Headline:
    headline = todo(client).current
    assert headline is not None
    return headline


def press(client: Client, key: Qt.Key) -> None:
    focus = client.main.window().focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def dialog(kind: type[QWidget]) -> QWidget:
    (found,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    return found


def register(client: Client, number: str) -> None:
    """Press the row's button, type a number, press Enter."""
    press(client, Qt.Key.Key_Return)
    question = dialog(RegisterDialog)
    assert isinstance(question, RegisterDialog)
    type_text(question.number, number)
    QTest.keyClick(question.number, Qt.Key.Key_Return)


def answer(client: Client) -> None:
    """Press the row's button, write, send."""
    press(client, Qt.Key.Key_Return)
    client.qtbot.waitUntil(lambda: len(client.main.composing.windows) == 1)
    window = client.main.composing.windows[0]
    type_text(window.form.text.editor, "Ja, vi kommer.")
    window.form.open.setChecked(True)
    window.activateWindow()
    client.qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_Return, CTRL)
    client.qtbot.waitUntil(lambda: client.main.composing.windows == ())
    client.show()


def tick_off(client: Client) -> None:
    """Press E, say what was done, press Enter."""
    press(client, Qt.Key.Key_E)
    question = dialog(TextDialog)
    assert isinstance(question, TextDialog)
    type_text(question.line, "ringde 08:10")
    QTest.keyClick(question.line, Qt.Key.Key_Return)


def see_to(client: Client) -> None:
    """Do what the row with the keyboard needs, and wait until it has left the list."""
    row, left = current(client), len(todo(client).rows) - 1
    if row.subject == MISDIRECTED:
        tick_off(client)
    elif row.diary_number:
        answer(client)
    else:
        register(client, f"SOC 2/{row.row}")
    client.qtbot.waitUntil(lambda: len(todo(client).rows) == left)
    client.rest()


def sweep(client: Client) -> None:
    """Do what each row needs; the keyboard goes on to the next one by itself."""
    for _ in range(UNREGISTERED + DUE + 1):
        see_to(client)


def test_the_morning_is_swept_to_zero(morning: Client) -> None:
    before = todo(morning).head.counts.text()

    sweep(morning)

    assert before.startswith("23 to see to")
    assert todo(morning).head.counts.text() == "You have done 23 today"
    inbox = morning.main._workspace.inbox
    assert sum(one.action for one in inbox.counts()) == 0
    numbers = [one.diary_number for one in inbox.page("", Folder.ALL).headlines]
    assert sum(number.startswith("SOC 2/") for number in numbers) == UNREGISTERED


def test_an_empty_number_is_answered_and_not_swallowed(morning: Client) -> None:
    press(morning, Qt.Key.Key_Return)
    question = dialog(RegisterDialog)
    assert isinstance(question, RegisterDialog)

    QTest.keyClick(question.number, Qt.Key.Key_Return)

    assert question.isVisible()
    assert question.outcome.text().startswith("Write the number.")
