"""The main job by keys alone, counted: ten new messages read, taken and registered."""

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sdk_desktop.domain.mailbox import Direction, Folder, Headline
from sdk_desktop.domain.message import Attention, Party
from sdk_desktop.ui.messages.folder_choice import FolderChoice
from tests.kit.sandbox_network import SOCIAL
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
MESSAGES, KEYS = 10, 45
OURS = "SOC 2026/17"


@dataclass
class Typist:
    """Presses keys where the keyboard is, and counts them."""

    client: Client
    pressed: int = 0

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.pressed += 1
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifier)
        self.client.rest()

    def see_to(self, next_key: Qt.Key) -> None:
        """Open the next message, take it, and register it under the number that it names."""
        self.press(next_key)
        self.press(Qt.Key.Key_T, CTRL)
        self.press(Qt.Key.Key_G, CTRL)


@pytest.fixture
def typist(client: Client) -> Typist:
    """Somebody before a list on top of which ten messages are new."""
    main = client.unlock()
    client.show()
    with main._workspace._store.begin() as stored:
        for number in range(MESSAGES):
            message = replace(letter(label=f"Fråga {number}"), sender=WARD)
            stored.messages.add(message, Direction.IN, SOCIAL, client.watch.now)
    main.messages.show_folder(FolderChoice(SOCIAL, Folder.ALL))
    model = main.messages.list.model
    client.qtbot.waitUntil(lambda: [one.title for one in model.rows][:1] == ["Fråga 9"])
    client.rest()
    main.messages.list.table.choose(0)
    main.messages.list.table.setFocus()
    return Typist(client)


def arrived(client: Client) -> list[Headline]:
    found = client.main._workspace.inbox.page(SOCIAL, Folder.ALL).headlines
    return [one for one in found if one.subject.startswith("Fråga ")]


def test_ten_new_messages_are_read_taken_and_registered_in_forty_five_keys(
    typist: Typist,
) -> None:
    typist.see_to(Qt.Key.Key_Return)
    for _ in range(MESSAGES - 1):
        typist.see_to(Qt.Key.Key_J)

    done = arrived(typist.client)
    who = typist.client.main._workspace.who
    assert len(done) == MESSAGES
    assert {(one.handler, one.diary_number, one.unread) for one in done} == {(who, OURS, False)}
    assert typist.pressed <= KEYS
