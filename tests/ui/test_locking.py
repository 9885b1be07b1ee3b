"""Locking cannot fail, whatever else does."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from sdk_desktop.domain.errors import Locked
from sdk_desktop.domain.message import File
from sdk_desktop.ui.compose.compose_window import ComposeWindow
from sdk_desktop.ui.lock_screen import LockScreen
from sdk_desktop.usecases.workspace import Workspace
from tests.kit.typing_keys import type_text
from tests.ui.conftest import Client

UNSTORABLE = File("utredn\udce4ng.pdf", "application/pdf", b"%PDF-")


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
    chosen = replace(unlocked.app.settings.preferences, language="sv")

    unlocked.shell._save_preferences(chosen)
    unlocked.rest()

    assert unlocked.main.composing.windows == (window,)
    window.form.attachments.show_files(())
