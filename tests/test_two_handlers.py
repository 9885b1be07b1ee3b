"""Two people, two windows, one mailbox: the whole story of a message without a double answer.

Told twice: of two windows at one computer, and of two computers that share the mailbox.
"""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import httpx
import pyotp
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.app.practice import WHO, PracticeApp
from sdk_desktop.domain.clearance import PassphraseProof
from sdk_desktop.domain.mailbox import Counts, Folder, Headline
from sdk_desktop.domain.message import Attention, Message, Party
from sdk_desktop.formats.message import write_message
from sdk_desktop.sandbox.cast.organisations import PRACTICE_ORGANISATION
from sdk_desktop.sandbox.server import Application
from sdk_desktop.ui import pauses
from sdk_desktop.ui.compose.compose_window import ComposeWindow
from sdk_desktop.ui.messages.folder_choice import FolderChoice
from sdk_desktop.ui.parts.dialog import ChoiceDialog
from tests.kit.practice import Practice, practise_together
from tests.kit.sandbox_network import ADDRESS, PKI, SOCIAL
from tests.kit.sharing.postgres import PostgresCluster
from tests.kit.typing_keys import type_text
from tests.ui.conftest import (
    Client,
    client,
    nothing_by_the_clock,
    own_settings,
    shell,
    short_pauses,
    undressed,
)
from tests.usecases.arrivals import AKUTEN, letter

__all__ = ["client", "nothing_by_the_clock", "own_settings", "short_pauses", "undressed"]

CTRL = Qt.KeyboardModifier.ControlModifier
SARA = "Sara Lind"
WORDS = "en helt annan mening"
WARD = Party("0203:regionekelund.example.se", "Region Ekelund", Attention(AKUTEN, "Akuten"))
QUESTION = replace(letter(label="Hur många kommer till mötet?"), sender=WARD)
FOLLOW_UP = replace(
    letter(label="En sak till"), conversation_id=QUESTION.conversation_id, sender=WARD
)


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the store be looked at at once; rounds are made only when told, as in each test."""
    monkeypatch.setattr(pauses, "OTHERS", 50)


@pytest.fixture
def at_one_computer(
    client: Client, qapp: QApplication, quiet: None
) -> Iterator[tuple[Client, Client]]:
    """Kim's window, into which the question has come, and Sara's on the same profile."""
    client.unlock()
    client.show()
    put(client, QUESTION)
    fetch(client, QUESTION)
    people = client.main._workspace.people
    enrolment = people.begin(SARA)
    code = pyotp.TOTP(enrolment.secret)
    people.enrol(enrolment, WORDS, code.at(client.watch()))
    client.watch.turn(seconds=60)
    assert isinstance(client.app, PracticeApp)
    practice = Practice(client.app, Application(client.watch, PKI), client.line, client.watch)
    with shell(qapp, practice, client.qtbot) as sara:
        proof = PassphraseProof(WORDS, code.at(client.watch()))
        sara.shell.show_workspace(client.app.unlock(SARA, proof, sara.shell.changed.emit))
        sara.wait_for_messages()
        yield client, sara


@pytest.fixture
def at_two_computers(
    qapp: QApplication,
    undressed: None,
    qtbot: QtBot,
    quiet: None,
    tmp_path: Path,
    postgres: PostgresCluster,
) -> Iterator[tuple[Client, Client]]:
    """Kim's window, into which the question has come, and Sara's at her own computer."""
    practice = practise_together(tmp_path, postgres, WHO, SARA)
    practice[0].sandbox.federation.members[PRACTICE_ORGANISATION.participant].incoming.clear()
    with ExitStack() as opened:
        for one in practice:
            opened.enter_context(closing(one.app))
        kim, sara = (opened.enter_context(shell(qapp, one, qtbot)) for one in practice)
        put(kim, QUESTION)
        kim.unlock()
        kim.show()
        sara.unlock()
        yield kim, sara


@pytest.fixture(params=["at_one_computer", "at_two_computers"])
def kim_and_sara(request: pytest.FixtureRequest) -> tuple[Client, Client]:
    pair: tuple[Client, Client] = request.getfixturevalue(request.param)
    return pair


def put(at: Client, message: Message) -> None:
    """Let a message come to the message service."""
    web = httpx.Client(transport=at.line)
    place = f"{ADDRESS}/practice/mailboxes/{SOCIAL}"
    web.post(place, content=write_message(message)).raise_for_status()


def fetch(at: Client, message: Message) -> None:
    """Have a message fetched, and wait until the window shows it."""
    at.main.sync_timer.now()
    at.qtbot.waitUntil(lambda: message.label in titles(at))
    at.rest()


def titles(who: Client) -> list[str]:
    return [line.title for line in who.main.messages.list.model.rows]


def row(who: Client, message: Message = QUESTION) -> Headline:
    """Return a message as somebody's list shows it."""
    lines = {line.title: line.value for line in who.main.messages.list.model.rows}
    headline = lines[message.label or ""]
    assert isinstance(headline, Headline)
    return headline


def noted(who: Client) -> str:
    """Return what somebody's list says of the question."""
    lines = who.main.messages.list.model.rows
    (line,) = [line for line in lines if line.title == QUESTION.label]
    return line.note.text if line.note else ""


def open_question(who: Client) -> None:
    table = who.main.messages.list.table
    table.choose(titles(who).index(QUESTION.label or ""))
    QTest.keyClick(table, Qt.Key.Key_Return)
    who.qtbot.waitUntil(lambda: said(who.main.messages.reading, "Hej"))
    who.rest()


def said(widget: QWidget, text: str) -> bool:
    shown = (label.text() for label in widget.findChildren(QLabel) if label.isVisible())
    return any(text in words for words in shown) or text in typed(widget)


def typed(widget: QWidget) -> str:
    return "\n".join(edit.toPlainText() for edit in widget.findChildren(QTextEdit))


def window(who: Client) -> ComposeWindow:
    """Return the window in which somebody writes."""
    who.qtbot.waitUntil(lambda: len(who.main.composing.windows) == 1)
    return who.main.composing.windows[0]


def write(who: Client, text: str) -> None:
    form = window(who).form
    type_text(form.text.editor, text)
    form.open.setChecked(True)


def press_answer(who: Client) -> None:
    who.shell.window.activateWindow()
    who.main.messages.actions_.answer.trigger()


def press_send(who: Client) -> None:
    writing = window(who)
    writing.activateWindow()
    who.qtbot.waitUntil(writing.isActiveWindow)
    QTest.keyClick(writing, Qt.Key.Key_Return, CTRL)


def sent_answers(who: Client) -> list[str]:
    inbox = who.main._workspace.inbox
    answers = [one for one in inbox.page("", Folder.SENT).headlines if "Hur många" in one.subject]
    read = [inbox.open(one.row).message for one in answers]
    return [text for message in read if message for text in message.texts]


def counts(who: Client) -> Counts:
    """Return what somebody's tree says of the mailbox."""
    return who.main.messages.counters._known[SOCIAL]


def hand_the_draft_over(kim: Client, sara: Client) -> None:
    """Let Kim give what he writes to Sara, who goes on with it: it is hers then."""
    press_hand_over(kim)
    for one in (kim, sara):
        one.main.messages.show_folder(FolderChoice(SOCIAL, None))
    sara.qtbot.waitUntil(lambda: len(titles(sara)) == 1)
    open_first(sara)
    assert "Vi kommer tre personer." in typed(window(sara))
    kim.qtbot.waitUntil(lambda: titles(kim) == [])


def press_hand_over(who: Client) -> None:
    """Give what somebody writes to the first colleague who is offered."""
    writing = window(who)
    button = writing._hand_over_button
    who.qtbot.waitUntil(button.isVisible)
    button.click()
    who.qtbot.waitUntil(lambda: writing.findChild(ChoiceDialog) is not None)
    dialog = writing.findChild(ChoiceDialog)
    assert isinstance(dialog, ChoiceDialog)
    dialog.accept()
    who.qtbot.waitUntil(lambda: who.main.composing.windows == ())


def open_first(who: Client) -> None:
    table = who.main.messages.list.table
    table.choose(0)
    QTest.keyClick(table, Qt.Key.Key_Return)


def test_one_message_gets_one_answer(kim_and_sara: tuple[Client, Client]) -> None:
    kim, sara = kim_and_sara
    sara.show()
    unassigned = counts(kim).unassigned
    assert (row(kim).handler, row(sara).handler) == ("", "")
    assert row(sara).unread

    # Kim begins an answer: Sara sees it on the row and over the message.
    open_question(kim)
    press_answer(kim)
    write(kim, "Vi kommer tre personer.")
    sara.qtbot.waitUntil(lambda: noted(sara) == "Kim is writing an answer")
    assert row(sara).unread
    open_question(sara)
    assert said(sara.main.messages.reading, "Kim Övning is writing an answer since")

    # Sara wants to answer, too: she is asked with Kim's name, and leaves it to Kim.
    press_answer(sara)
    question = sara.main.messages.question
    sara.qtbot.waitUntil(question.isVisible)
    assert "Kim Övning is writing an answer" in question.text.text()
    question.no.click()
    assert sara.main.composing.windows == ()

    # Kim is called away; Sara takes over on purpose and answers.
    press_answer(sara)
    sara.qtbot.waitUntil(question.isVisible)
    question.yes.click()
    write(sara, "Vi kommer inte.")
    press_send(sara)
    sara.qtbot.waitUntil(lambda: sara.main.composing.windows == ())
    kim.qtbot.waitUntil(lambda: row(kim).handler == SARA)
    kim.qtbot.waitUntil(lambda: noted(kim) == "Answered")

    # Kim sends what he wrote before: it stops, and shows Sara's answer first.
    press_send(kim)
    other = window(kim).other_answer
    kim.qtbot.waitUntil(lambda: other.isVisible() and other.send.isEnabled())
    assert said(other, f"{SARA} answered this message")
    assert "Vi kommer inte." in typed(other)
    other.keep.click()
    kim.rest()
    assert sent_answers(kim) == ["Vi kommer inte."]

    # What comes next in the conversation is Sara's.
    put(kim, FOLLOW_UP)
    fetch(kim, FOLLOW_UP)
    assert row(kim, FOLLOW_UP).handler == SARA
    sara.qtbot.waitUntil(lambda: counts(sara).mine == 2)
    assert counts(kim).unassigned == unassigned - 1

    # What Kim has written becomes Sara's, too, who goes on with it.
    hand_the_draft_over(kim, sara)


def test_both_answers_go_only_when_the_first_has_been_seen(
    at_one_computer: tuple[Client, Client],
) -> None:
    kim, sara = at_one_computer
    sara.show()
    open_question(kim)
    press_answer(kim)
    write(kim, "Vi kommer tre personer.")
    kim.rest()
    kim.main.messages.list.table.setFocus()
    open_question(sara)
    press_answer(sara)
    sara.qtbot.waitUntil(sara.main.messages.question.isVisible)
    sara.main.messages.question.yes.click()
    write(sara, "Vi kommer inte.")
    press_send(sara)
    sara.qtbot.waitUntil(lambda: sara.main.composing.windows == ())

    press_send(kim)
    other = window(kim).other_answer
    kim.qtbot.waitUntil(lambda: other.isVisible() and other.send.isEnabled())
    other.send.click()
    kim.qtbot.waitUntil(lambda: kim.main.composing.windows == ())

    assert sorted(sent_answers(kim)) == ["Vi kommer inte.", "Vi kommer tre personer."]
