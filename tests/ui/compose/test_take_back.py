"""The twenty seconds after sending, in the real window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sdk_desktop.domain.delivery import HeldSending
from sdk_desktop.domain.errors import Unavailable
from sdk_desktop.ui import pauses
from sdk_desktop.ui.compose.compose_window import ComposeWindow
from tests.ui.conftest import Client
from tests.ui.screens import listen

CTRL = Qt.KeyboardModifier.ControlModifier
MESSAGES = "/v1/sdk/messages"


@pytest.fixture
def sender(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A window in which somebody has just sent an answer."""
    monkeypatch.setattr(pauses, "TAKE_BACK", 20_000)
    main = client.unlock()
    client.show()
    main.messages.list.table.choose(0)
    main.messages.open(main.messages.list.current)
    client.rest()
    QTest.keyClick(main, Qt.Key.Key_R, CTRL)
    writing = window(client)
    writing.form.text.editor.setPlainText("Vi kommer")
    writing.form.open.setChecked(True)
    writing.send()
    client.qtbot.waitUntil(main.take_back.isVisible)
    client.show()
    return client


def window(client: Client) -> ComposeWindow:
    client.qtbot.waitUntil(lambda: len(client.main.composing.windows) == 1)
    return client.main.composing.windows[0]


def handed_over(client: Client) -> int:
    return client.line.count("POST", MESSAGES)


def test_a_key_takes_back_what_was_just_sent_and_one_writes_on(sender: Client) -> None:
    seconds = sender.main.take_back.bar.value()

    QTest.keyClick(sender.main, Qt.Key.Key_Z, CTRL)

    assert window(sender).form.draft.text == "Vi kommer"
    sender.rest()
    assert (seconds, sender.main.take_back.isVisible(), handed_over(sender)) == (20, False, 0)


def test_the_bar_counts_down_and_then_it_leaves(
    sender: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = listen(monkeypatch)
    bar = sender.main.take_back
    sender.watch.turn(seconds=10)
    bar.look()
    sender.qtbot.waitUntil(lambda: bar.bar.value() == 10)
    text = bar.text.text()
    sender.watch.turn(seconds=10)
    bar.look()
    sender.qtbot.waitUntil(bar.isHidden)
    sender.rest()

    assert text.endswith("in 10 s")
    assert "Sent in 10 seconds. Ctrl+Z takes it back." in said
    assert handed_over(sender) == 1


def test_the_bar_counts_on_after_it_could_not_be_read_what_waits(
    sender: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar = sender.main.take_back
    failed: list[str] = []
    bar.failed.connect(lambda error: failed.append(str(error)))

    def unreadable() -> tuple[HeldSending, ...]:
        raise Unavailable("The store is busy.")

    with monkeypatch.context() as hindered:
        hindered.setattr(bar._outbox, "held", unreadable)
        for _ in range(2):
            bar.look()
            sender.rest()
    sender.watch.turn(seconds=15)
    sender.qtbot.waitUntil(lambda: bar.bar.value() == 5)

    assert failed == ["The store is busy."]


def test_it_leaves_at_once_when_one_says_so(sender: Client) -> None:
    sender.main.take_back.now.click()
    sender.qtbot.waitUntil(sender.main.take_back.isHidden)
    sender.rest()

    assert handed_over(sender) == 1


def test_locking_lets_it_leave(sender: Client) -> None:
    QTest.keyClick(sender.main, Qt.Key.Key_L, CTRL)
    sender.qtbot.waitUntil(lambda: sender.shell.main is None and sender.background.idle)

    assert handed_over(sender) == 1
