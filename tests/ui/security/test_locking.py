"""Locked means: nothing of the main window is left."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QWidget

from sdk_desktop.domain.clearance import Way
from sdk_desktop.domain.errors import Locked
from sdk_desktop.domain.message import File
from sdk_desktop.ui.compose.compose_window import ComposeWindow
from sdk_desktop.ui.lock_screen import LockScreen
from sdk_desktop.ui.preferences import PreferencesDialog
from sdk_desktop.ui.reading.reading_pane import ReadingPane
from sdk_desktop.ui.security import auto_lock
from sdk_desktop.ui.security.auto_lock import CardWatch
from sdk_desktop.ui.security.session import SessionWatch, SleepDelay
from sdk_desktop.ui.security.session.watch import Leaving
from sdk_desktop.ui.shortcuts import ShortcutList
from sdk_desktop.ui.top_window import TopWindow
from sdk_desktop.ui.viewing.attachment_view import AttachmentView
from sdk_desktop.usecases.workspace import Workspace
from tests.kit.typing_keys import type_text
from tests.ui.conftest import Client
from tests.ui.screens import button, listen

UNSTORABLE = File("utredn\udce4ng.pdf", "application/pdf", b"%PDF-")


def delete_what_is_to_be_deleted() -> None:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_locking_destroys_the_window_and_its_workspace(client: Client) -> None:
    main = client.unlock()
    workspace = main._workspace
    client.show()

    QTest.keyClick(main, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    client.qtbot.waitUntil(lambda: client.background.idle)
    delete_what_is_to_be_deleted()

    assert isinstance(client.shell.window.content, LockScreen)
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


def expire(client: Client) -> None:
    """Let eleven minutes pass in which nobody touches the client."""
    leave_alone(client, 661, 661)._look()


def leave_alone(client: Client, wall: float, steady: float) -> auto_lock.IdleTimer:
    """Let so many seconds pass by the clock on the wall, and by the one that nobody can set."""
    watcher = client.main.findChild(auto_lock.IdleTimer)
    assert watcher is not None
    watcher._touched = (watcher._touched[0] - wall, watcher._touched[1] - steady)
    return watcher


def reason(client: Client) -> str:
    """Return what the lock screen says about why it is there."""
    screen = client.shell.window.content
    assert isinstance(screen, LockScreen)
    return screen.notice.text()


def visible_windows() -> list[QWidget]:
    return [window for window in QApplication.topLevelWidgets() if window.isVisible()]


def test_it_locks_when_nobody_touches_it(client: Client) -> None:
    client.unlock()

    expire(client)

    assert reason(client) == "Locked because nobody used it."


def test_it_locks_when_the_computer_is_locked(client: Client) -> None:
    main = client.unlock()
    watch = main.findChild(SessionWatch)
    assert watch is not None

    watch.leave(Leaving.LOCKED)
    watch.leave(Leaving.ASLEEP)

    assert reason(client) == "Locked because the computer was locked."


class Delay(SleepDelay):
    """Notes whether the store was closed when the computer was let to sleep."""

    def __init__(self, client: Client) -> None:
        self.workspace = client.main._workspace
        self.ended: list[bool] = []

    def end(self) -> None:
        try:
            self.workspace.inbox.counts()
        except Locked:
            self.ended.append(True)
        else:
            self.ended.append(False)


def test_the_computer_goes_to_sleep_when_the_key_is_forgotten(client: Client) -> None:
    main = client.unlock()
    watch = main.findChild(SessionWatch)
    assert watch is not None
    delay = Delay(client)
    watch.delay = delay

    watch.leave(Leaving.ASLEEP)
    at_once = list(delay.ended)
    client.qtbot.waitUntil(lambda: client.background.idle)

    assert reason(client) == "Locked because the computer went to sleep."
    assert (at_once, delay.ended) == ([], [True])


def test_what_still_runs_at_locking_is_forgotten_at_its_end(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.unlock()
    gate, forgotten = threading.Event(), list[bool]()
    release = client.shell._memory_release
    monkeypatch.setattr(release, "forget", lambda: forgotten.append(gate.is_set()))
    client.background.run(client.shell, gate.wait, lambda _: None)

    with ExitStack() as end:
        end.callback(gate.set)
        client.shell.lock()
        client.qtbot.waitUntil(lambda: forgotten == [False])
    client.qtbot.waitUntil(lambda: client.background.idle)

    assert forgotten == [False, True]


def test_it_locks_when_the_card_is_taken_out(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    main = client.unlock()
    watch = main.findChild(CardWatch)
    assert watch is not None
    monkeypatch.setattr(main._workspace, "ways", lambda: (Way.CARD,))
    monkeypatch.setattr(main._workspace, "card_is_there", lambda: False)

    watch.start()
    client.qtbot.waitUntil(lambda: client.shell.main is None)

    assert reason(client) == "Locked because the smart card was taken out."


def test_locking_destroys_every_window(client: Client) -> None:
    main = client.unlock()
    client.show()
    main.composing.write(main.messages.mailbox)
    client.qtbot.waitUntil(lambda: len(main.composing.windows) == 1)
    file = File("läs.txt", "text/plain", b"Om Alva")
    AttachmentView(file, main.messages.reading).show()
    QFileDialog(main.composing.windows[0]).open()
    QInputDialog(main).open()
    ShortcutList(main).open()
    client.rest()
    before = len(visible_windows())

    expire(client)
    client.qtbot.waitUntil(lambda: client.background.idle)
    delete_what_is_to_be_deleted()

    assert before == 6
    assert visible_windows() == [client.shell.window]
    assert not shiboken6.isValid(main)


def test_locking_ends_a_dialog_that_chooses_files(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    main = client.unlock()
    client.show()
    main.composing.write(main.messages.mailbox)
    client.qtbot.waitUntil(lambda: len(main.composing.windows) == 1)
    form = main.composing.windows[0].form
    type_text(form.subject, "Halvskrivet ärende")
    seen: list[str] = []
    ask = QFileDialog.getOpenFileNames

    def expire_meanwhile(over: QWidget, title: str, begin: str) -> object:
        QTimer.singleShot(0, lambda: seen.append(type(QApplication.activeModalWidget()).__name__))
        QTimer.singleShot(0, lambda: expire(client))
        return ask(over, title, begin)

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", expire_meanwhile)
    form.attachments._choose()
    client.qtbot.waitUntil(lambda: client.shell.main is None)
    client.qtbot.waitUntil(lambda: client.background.idle)
    windows, why = visible_windows(), reason(client)
    client.watch.turn(seconds=30)
    client.unlock()

    assert seen == ["QFileDialog"]
    assert (windows, why) == ([client.shell.window], "Locked because nobody used it.")
    assert [d.label for d in client.main._workspace.drafts.all()] == ["Halvskrivet ärende"]


def test_locking_clears_the_clipboard(client: Client) -> None:
    client.unlock()
    clipboard = QApplication.clipboard()
    clipboard.setText("Kallelse till SIP-möte")

    client.shell.lock()

    assert clipboard.text() == ""


def test_ending_clears_the_clipboard(client: Client) -> None:
    client.unlock()
    clipboard = QApplication.clipboard()
    clipboard.setText("Kallelse till SIP-möte")

    client.shell.end()

    assert clipboard.text() == ""
    client.shell.window = TopWindow()


@pytest.mark.parametrize(
    ("wall", "steady"), [(-3600, 601), (601, 0)], ids=["clock set back", "asleep"]
)
def test_neither_a_clock_set_back_nor_sleep_puts_the_locking_off(
    client: Client, wall: float, steady: float
) -> None:
    client.unlock()

    leave_alone(client, wall, steady)._look()

    assert client.shell.main is None


def test_a_key_that_wakes_the_computer_is_too_late(client: Client) -> None:
    main = client.unlock()
    watcher = leave_alone(client, 601, 0)

    QTest.keyClick(main, Qt.Key.Key_Shift)
    watcher._look()

    assert client.shell.main is None


def test_a_key_puts_the_locking_off(client: Client) -> None:
    main = client.unlock()
    client.show()
    watcher = leave_alone(client, 590, 590)

    QTest.keyClick(main.window().windowHandle(), Qt.Key.Key_Shift)
    watcher._look()

    assert client.shell.main is main
    assert "locks in 10 min" in main.status.text


def test_it_says_half_a_minute_before_that_it_locks(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    main = client.unlock()
    client.show()
    main.composing.write(main.messages.mailbox)
    client.qtbot.waitUntil(lambda: len(main.composing.windows) == 1)
    written = main.composing.windows[0].lock_warning
    client.shell.window.activateWindow()
    client.qtbot.waitUntil(main.isActiveWindow)
    heard = listen(monkeypatch)
    watcher = leave_alone(client, 0, 0)
    answer = button(main.messages.tools, "Answer")
    filled = answer.property("primary")
    begun, steady = watcher._touched

    for passed in (571, 576, 582):
        still = (begun + passed, steady + passed)
        monkeypatch.setattr(auto_lock, "_clocks", partial(tuple, still))
        watcher._look()

    for warning in (main.lock_warning, written):
        assert warning.isVisibleTo(warning.window())
        assert (warning.text.text(), warning.bar.value()) == ("Locks in 18 s", 18)
    told = "Locks in {} seconds. Press any key to keep working."
    assert heard == [told.format(29), told.format(18)]
    assert (filled, answer.property("primary")) == (True, False)


def test_a_key_ends_the_warning_and_one_can_lock_at_once(client: Client) -> None:
    main = client.unlock()
    client.show()
    leave_alone(client, 590, 590)._look()

    QTest.keyClick(main.window().windowHandle(), Qt.Key.Key_Shift)
    gone = main.lock_warning.isHidden()
    filled = button(main.messages.tools, "Answer").property("primary")
    main.lock_warning.lock.click()

    assert gone
    assert filled
    assert client.shell.main is None


def opened_settings(client: Client) -> PreferencesDialog:
    client.main.settingsWanted.emit()
    (settings,) = client.main.findChildren(PreferencesDialog)
    return settings


def test_another_language_makes_the_window_anew(client: Client) -> None:
    client.show()  # the bar tells its state where there is room
    main = client.unlock()

    settings = opened_settings(client)
    settings.language.setCurrentIndex(settings.language.findData("sv"))
    settings.idle.setValue(5)
    settings.save.click()
    client.qtbot.waitUntil(lambda: client.shell.main is not main)
    client.wait_for_messages()

    assert "låses om 5 min" in client.main.status.text
    assert client.app.settings.preferences.language == "sv"


def test_ending_closes_the_store(client: Client) -> None:
    workspace = client.unlock()._workspace

    client.shell.end()

    with pytest.raises(Locked):
        workspace.inbox.counts()
    client.shell.window = TopWindow()


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


def stumble(*_given: object) -> None:
    raise ZeroDivisionError


@pytest.fixture
def unlocked(client: Client) -> Iterator[Client]:
    client.unlock()
    yield client
    client.qtbot.waitUntil(lambda: client.background.idle)


def writing(client: Client) -> ComposeWindow:
    client.main.composing.write("")
    client.qtbot.waitUntil(lambda: len(client.main.composing.windows) == 1)
    return client.main.composing.windows[0]


def locked(client: Client, workspace: Workspace) -> LockScreen:
    """Wait until the key is forgotten; return the screen that is shown."""
    client.qtbot.waitUntil(lambda: client.background.idle)
    with pytest.raises(Locked):
        workspace.drafts.all()
    assert client.shell.main is None
    screen = client.shell.window.content
    assert isinstance(screen, LockScreen)
    return screen


def test_a_draft_that_cannot_be_saved_does_not_hinder_it(unlocked: Client) -> None:
    workspace = unlocked.main._workspace
    window = writing(unlocked)
    window.form.attachments.show_files((UNSTORABLE,))
    type_text(window.form.text.editor, "Ett ord till")

    unlocked.shell.lock()

    said = locked(unlocked, workspace).notice.text()
    assert "A draft could not be saved as it stood." in said
    assert "cannot be stored" in said


@pytest.mark.parametrize("duty", ["save_panes", "forget_clipboard", "flush"])
def test_a_fault_in_a_step_of_it_does_not_hinder_the_others(
    unlocked: Client, monkeypatch: pytest.MonkeyPatch, duty: str
) -> None:
    workspace, shell = unlocked.main._workspace, unlocked.shell
    window = writing(unlocked)
    step = {
        "save_panes": (shell._window_state, "save_panes"),
        "forget_clipboard": (shell._clipboard, "forget"),
        "flush": (window, "flush_draft"),
    }[duty]
    monkeypatch.setattr(*step, stumble)

    with unlocked.qtbot.captureExceptions() as faults:
        shell.lock()

    locked(unlocked, workspace)
    assert [kind for kind, _, _ in faults] == [ZeroDivisionError]


def test_a_window_that_cannot_be_made_locks_at_once(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sdk_desktop.ui.main_window.MainWindow.start", stumble)
    proof = client.app.practice_proof()
    assert proof is not None
    workspace = client.app.unlock(client.app.people()[0], proof, client.shell.changed.emit)

    with client.qtbot.captureExceptions() as faults:
        client.shell.show_workspace(workspace)

    locked(client, workspace)
    assert [kind for kind, _, _ in faults] == [ZeroDivisionError]


def test_a_draft_that_cannot_be_saved_is_not_lost_by_a_new_language(unlocked: Client) -> None:
    window = writing(unlocked)
    window.form.attachments.show_files((UNSTORABLE,))
    type_text(window.form.text.editor, "Ett ord till")
    settings = opened_settings(unlocked)
    settings.language.setCurrentIndex(settings.language.findData("sv"))

    settings.save.click()
    unlocked.rest()

    assert unlocked.main.composing.windows == (window,)
    window.form.attachments.show_files(())
