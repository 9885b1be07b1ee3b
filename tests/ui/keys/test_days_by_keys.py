"""Working days by keys alone: each step is reached from where the keyboard is, and is spoken."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QMenu, QWidget

from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.ui.compose.compose_window import ComposeWindow
from sdk_desktop.ui.lock_screen import LockScreen
from sdk_desktop.ui.messages.go_to import GoTo
from sdk_desktop.ui.messages.message_dialogs import DayDialog, RegisterDialog
from sdk_desktop.ui.parts.dialog import ChoiceDialog
from sdk_desktop.ui.top_window import TopWindow
from tests.kit.typing_keys import type_text
from tests.ui.conftest import Client
from tests.ui.screens import listen, shown_words
from tests.ui.test_screens_accessible import name_of

CTRL = Qt.KeyboardModifier.ControlModifier
MOST_TABS = 40
"""More often nobody presses Tab to get anywhere in a window."""


@dataclass
class Person:
    """Somebody with a keyboard and a screen reader."""

    client: Client
    heard: list[str]

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(focus(), key, modifier)
        self.client.rest()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def types(self, text: str) -> None:
        """Type where the keyboard is."""
        type_text(focus(), text)
        self.client.rest()

    def tab_to(self, name: str) -> None:
        """Press Tab until a part of this name has the keyboard."""
        there = []
        for _ in range(MOST_TABS):
            there.append(name_of(focus()))
            if name_of(focus()) == name:
                return
            QTest.keyClick(focus(), Qt.Key.Key_Tab)
        pytest.fail(f"Tab does not lead to {name}, but to {there}")

    def hears(self, words: str) -> None:
        """Wait until something is spoken; what was before it is forgotten."""
        self.client.qtbot.waitUntil(lambda: words in " ".join(self.heard))
        self.heard.clear()

    def comes_to(self, kind: type[QWidget]) -> None:
        """Wait until a window of a kind has the keyboard."""
        windows = QApplication.topLevelWidgets()
        (window,) = [one for one in windows if isinstance(one, kind) and one.isVisible()]
        window.activateWindow()  # as a desktop does, which is not there
        self.client.qtbot.waitUntil(window.isActiveWindow)

    def chooses(self, words: str) -> None:
        """Open the menu with the rarer things, go down to one and press Enter."""
        self.tab_to("More")
        QTimer.singleShot(0, partial(pick, words))
        QTest.keyClick(focus(), Qt.Key.Key_Space)
        self.client.rest()

    def comes_back(self) -> None:
        """Wait until the main window has the keyboard, at something that has a name."""
        self.comes_to(TopWindow)
        self.client.rest()
        assert focus().isEnabled()
        assert not focus().visibleRegion().isEmpty()
        assert name_of(focus())

    def message(self) -> Headline:
        """Return the message that is chosen."""
        current = self.client.main.messages.list.current
        assert isinstance(current, Headline)
        return current


def focus() -> QWidget:
    focus = QApplication.focusWidget()
    assert isinstance(focus, QWidget), "nothing has the keyboard"
    return focus


def pick(words: str) -> None:
    """Go down in the open menu until something stands there, and press Enter."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    offered = [one.text() for one in menu.actions() if one.isEnabled() and not one.isSeparator()]
    for _ in offered[: offered.index(words) + 1]:
        QTest.keyClick(menu, Qt.Key.Key_Down)
    assert menu.activeAction().text() == words
    QTest.keyClick(menu, Qt.Key.Key_Return)


@pytest.fixture
def person(client: Client, monkeypatch: pytest.MonkeyPatch) -> Person:
    client.unlock()
    client.show()
    return Person(client, listen(monkeypatch))


def test_a_registrar_finds_the_shared_mailbox_takes_registers_and_notes(person: Person) -> None:
    main = person.client.main
    person.press(Qt.Key.Key_K, CTRL)
    person.comes_to(GoTo)
    person.types("reception")
    person.hears("Reception")
    person.press(Qt.Key.Key_Return)
    person.comes_to(TopWindow)
    person.client.wait_for_messages()
    assert focus() is main.messages.list.table

    person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Return)
    assert focus() is main.messages.reading
    assert person.message().subject in name_of(focus())
    person.press(Qt.Key.Key_T, CTRL)
    assert main.status.notice == "Taken."
    person.press(Qt.Key.Key_D, CTRL)
    person.comes_to(RegisterDialog)
    person.types("KS 2026/14")
    person.press(Qt.Key.Key_Return)
    person.comes_to(TopWindow)
    assert main.status.notice == "Registered."
    assert person.message().diary_number == "KS 2026/14"
    person.hears("Registered.")
    person.tab_to("More")


def test_a_secretary_writes_and_comes_round_the_whole_window(person: Person) -> None:
    main = person.client.main
    person.press(Qt.Key.Key_N, CTRL)
    person.comes_to(ComposeWindow)
    person.tab_to("Recipient")
    person.types("ekdala")
    person.hears("Ekdala")
    person.press(Qt.Key.Key_Return)
    person.hears("Ekdala")
    person.tab_to("Subject")
    person.types("Hjälpmedel")
    person.tab_to("Yes, it holds confidential information")
    person.press(Qt.Key.Key_Right)
    person.tab_to("Send")  # all round, with no place where the keyboard is caught
    person.tab_to("Text")
    person.types("Rullstolen är hämtad.")

    (window,) = main.composing.windows
    written = window.form.draft
    assert len(written.recipients) == 1
    assert (written.label, written.confidential) == ("Hjälpmedel", False)
    assert written.text == "Rullstolen är hämtad."


def read_first(person: Person) -> None:
    """Open the first message of the list."""
    person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Return)
    assert person.message().subject in name_of(focus())


def test_a_social_worker_answers_and_is_led_to_what_is_missing(person: Person) -> None:
    main = person.client.main
    read_first(person)
    person.press(Qt.Key.Key_R, CTRL)
    person.comes_to(ComposeWindow)
    assert name_of(focus()) == "Text"
    person.types("Vi kommer.")

    person.press(Qt.Key.Key_Return, CTRL)
    person.hears("The message is not sent yet: 1 thing to look at.")
    assert name_of(focus()) == "Choose confidentiality"
    (writing,) = main.composing.windows
    writing.flush_draft()
    writing._say_saved()
    assert "not sent yet" in shown_words(writing)

    person.press(Qt.Key.Key_Return)
    person.press(Qt.Key.Key_Right)
    person.press(Qt.Key.Key_Return, CTRL)
    person.client.qtbot.waitUntil(lambda: not main.composing.windows)
    person.comes_back()
    assert focus() is main.messages.reading


@pytest.mark.qt_log_ignore("^This plugin does not support grabbing the keyboard", extend=True)
def test_a_social_worker_puts_off_registers_files_takes_out_and_hands_over(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main, case = person.client.main, tmp_path / "ärende.zip"
    main.messages.actions_.know_people(("Kim Övning", "Åsa Öberg"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(case), ""))
    read_first(person)

    person.press(Qt.Key.Key_T, CTRL)
    person.chooses("Remind me …")
    person.comes_to(DayDialog)
    assert name_of(focus()) == "Day"
    person.tab_to("Remind me")
    person.press(Qt.Key.Key_Return)
    person.comes_back()
    assert main.status.notice == "You will be reminded."

    person.press(Qt.Key.Key_D, CTRL)
    person.comes_to(RegisterDialog)
    person.types("SN 2026/14")
    person.press(Qt.Key.Key_Return)
    person.comes_back()
    assert person.message().diary_number == "SN 2026/14"

    person.chooses("Kept in a personal file")
    person.comes_back()
    assert main.status.notice == "Noted for 1 message."
    person.chooses("Take the message out …")
    person.comes_back()
    assert case.is_file()

    person.tab_to("Hand over …")
    person.press(Qt.Key.Key_Return)
    person.comes_to(ChoiceDialog)
    assert isinstance(focus(), QComboBox)
    person.tab_to("Hand over")
    person.press(Qt.Key.Key_Return)
    person.comes_back()
    assert main.status.notice == "Handed over to Åsa Öberg."


def test_a_social_worker_searches_reads_and_locks_when_somebody_comes(person: Person) -> None:
    shell, waiting = person.client.shell, person.client.qtbot.waitUntil
    person.press(Qt.Key.Key_F, CTRL)
    person.types("sip")
    person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Return)
    assert "SIP" in name_of(focus())
    person.press(Qt.Key.Key_Escape)
    assert focus() is person.client.main.messages.list.table

    QTest.keyClick(focus(), Qt.Key.Key_L, CTRL)
    waiting(lambda: isinstance(shell.window.content, LockScreen))
    waiting(lambda: name_of(focus()) == "Passphrase")
