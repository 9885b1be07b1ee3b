"""Locked means: nothing of the main window is left."""

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.domain.errors import Locked
from sdk_desktop.ui import idle
from sdk_desktop.ui.application import Shell
from sdk_desktop.ui.lock_screen import LockScreen
from sdk_desktop.ui.reading import ReadingPane
from tests.typing_keys import type_text
from tests.ui.conftest import Client


def delete_what_is_to_be_deleted() -> None:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_locking_destroys_the_window_and_its_workspace(client: Client) -> None:
    main = client.unlock()
    workspace = main._workspace
    client.show()

    QTest.keyClick(main, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    client.qtbot.waitUntil(lambda: client.background.idle)
    delete_what_is_to_be_deleted()

    assert isinstance(client.shell.frame.content, LockScreen)
    assert not shiboken6.isValid(main)
    assert [w for w in QApplication.allWidgets() if isinstance(w, ReadingPane)] == []
    with pytest.raises(Locked):
        workspace.inbox.counts()


def test_a_draft_that_is_being_written_survives_locking(client: Client) -> None:
    main = client.unlock()
    main.composing.write(main.messages.mailbox)
    client.qtbot.waitUntil(lambda: len(main.composing.windows) == 1)
    window = main.composing.windows[0]
    type_text(window.form.subject, "Halvskrivet ärende")

    client.shell.lock()
    client.qtbot.waitUntil(lambda: client.background.idle)
    delete_what_is_to_be_deleted()
    client.watch.turn(seconds=30)
    client.unlock()

    assert not shiboken6.isValid(window)
    assert [d.label for d in client.main._workspace.drafts.all()] == ["Halvskrivet ärende"]


def test_it_locks_when_nobody_touches_it(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    main = client.unlock()
    watcher = main.findChild(idle.Idle)
    assert watcher is not None
    watcher._touched -= 601

    watcher._look()

    screen = client.shell.frame.content
    assert isinstance(screen, LockScreen)
    assert screen.notice.text() == "Locked because nobody used it."


def test_a_key_puts_the_locking_off(client: Client) -> None:
    main = client.unlock()
    watcher = main.findChild(idle.Idle)
    assert watcher is not None
    watcher._touched -= 601

    QTest.keyClick(main, Qt.Key.Key_Shift)
    watcher._look()

    assert client.shell.main is main
    assert "locks in 10 min" in main.status.text


def test_another_language_makes_the_window_anew(client: Client) -> None:
    main = client.unlock()

    client.shell._keep(Preferences(language="sv", idle_minutes=5))
    client.qtbot.waitUntil(lambda: client.shell.main is not main)
    client.wait_for_messages()

    assert "låses om 5 min" in client.main.status.text
    assert client.app.settings.preferences.language == "sv"


def test_ending_closes_the_store(client: Client) -> None:
    workspace = client.unlock()._workspace

    client.shell.end()

    with pytest.raises(Locked):
        workspace.inbox.counts()
    client.shell.frame = Shell(_app(), client.app, client.background).frame


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def test_the_panes_keep_their_widths(client: Client) -> None:
    main = client.unlock()
    client.show()
    main.messages.panes.splitter.setSizes([300, 500, 500])
    widths = main.messages.panes.splitter.sizes()

    client.shell.lock()
    client.watch.turn(seconds=30)
    client.unlock()
    QApplication.processEvents()

    assert client.main.messages.panes.splitter.sizes() == widths
