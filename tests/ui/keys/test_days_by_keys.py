"""Working days by keys alone: each step is reached from where the keyboard is, and is spoken."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.ui.compose.compose_window import ComposeWindow
from sdk_desktop.ui.messages.go_to import GoTo
from sdk_desktop.ui.messages.message_dialogs import RegisterDialog
from sdk_desktop.ui.top_window import TopWindow
from tests.kit.typing_keys import type_text
from tests.ui.conftest import Client
from tests.ui.screens import listen
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

    def message(self) -> Headline:
        """Return the message that is chosen."""
        current = self.client.main.messages.list.current
        assert isinstance(current, Headline)
        return current


def focus() -> QWidget:
    focus = QApplication.focusWidget()
    assert isinstance(focus, QWidget), "nothing has the keyboard"
    return focus


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
