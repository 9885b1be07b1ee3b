"""Two people, two windows, one mailbox: the whole story of a message without a double answer."""

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pyotp
import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.clearance import PassphraseProof
from sdk_desktop.domain.mailbox import Folder, Headline
from sdk_desktop.domain.message import Attention, Message, Party
from sdk_desktop.formats.message import write_message
from sdk_desktop.ui import pauses
from sdk_desktop.ui.application import Shell
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.compose.compose_window import ComposeWindow
from tests.kit.town import ADDRESS, SOCIAL
from tests.kit.typing_keys import type_text
from tests.ui.conftest import Client, client, own_settings, short_pauses, undressed
from tests.usecases.arrivals import AKUTEN, letter

__all__ = ["client", "own_settings", "short_pauses", "undressed"]

CTRL = Qt.KeyboardModifier.ControlModifier
WORDS = "en helt annan mening"
WARD = Party("0203:regionekelund.example.se", "Region Ekelund", Attention(AKUTEN, "Akuten"))
QUESTION = replace(letter(label="Hur många kommer till mötet?"), sender=WARD)
FOLLOW_UP = replace(
    letter(label="En sak till"), conversation_id=QUESTION.conversation_id, sender=WARD
)


@pytest.fixture
def kim(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Kim's window, into which the question has come."""
    monkeypatch.setattr(pauses, "OTHERS", 50)
    client.unlock()
    client.show()
    arrive(client, QUESTION)
    return client


@pytest.fixture
def sara(kim: Client, qapp: QApplication, qtbot: QtBot) -> Iterator[Client]:
    """Sara's window on the same profile."""
    people = kim.main._workspace.people
    enrolment = people.begin("Sara Lind")
    code = pyotp.TOTP(enrolment.secret)
    people.enrol(enrolment, WORDS, code.at(kim.watch()))
    kim.watch.turn(seconds=60)
    background = Background()
    shell = Shell(qapp, kim.app, background)
    sara = Client(kim.app, background, shell, kim.watch, kim.line, qtbot)
    proof = PassphraseProof(WORDS, code.at(kim.watch()))
    shell.show_workspace(kim.app.unlock("Sara Lind", proof, shell.changed.emit))
    sara.wait_for_messages()
    yield sara
    shell.end()
    background.close()
    shiboken6.delete(shell)


def arrive(at: Client, message: Message) -> None:
    """Let a message come, and wait until a window shows it."""
    web = httpx.Client(transport=at.line)
    place = f"{ADDRESS}/practice/mailboxes/{SOCIAL}"
    web.post(place, content=write_message(message)).raise_for_status()
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


def test_one_message_gets_one_answer(kim: Client, sara: Client) -> None:
    sara.show()
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
    kim.qtbot.waitUntil(lambda: row(kim).handler == "Sara Lind")
    kim.qtbot.waitUntil(lambda: noted(kim) == "Answered")

    # Kim sends what he wrote before: it stops, and shows Sara's answer first.
    press_send(kim)
    other = window(kim).other_answer
    kim.qtbot.waitUntil(lambda: other.isVisible() and other.send.isEnabled())
    assert said(other, "Sara Lind answered this message")
    assert "Vi kommer inte." in typed(other)
    other.keep.click()
    kim.rest()
    assert sent_answers(kim) == ["Vi kommer inte."]

    # What comes next in the conversation is Sara's.
    arrive(kim, FOLLOW_UP)
    assert row(kim, FOLLOW_UP).handler == "Sara Lind"


def test_both_answers_go_only_when_the_first_has_been_seen(kim: Client, sara: Client) -> None:
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
