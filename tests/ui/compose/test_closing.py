"""What keeps the window open."""

import pytest
from PySide6.QtWidgets import QWidget

from sdk_desktop.domain.draft import DraftOnItsWay
from sdk_desktop.domain.errors import Refused, SdkError
from tests.kit.typing_keys import type_text
from tests.ui.conftest import Client


def write(client: Client) -> None:
    """Write a word that is not saved yet."""
    main = client.unlock()
    client.show()
    main.composing.write(main.messages.mailbox)
    client.qtbot.waitUntil(lambda: len(main.composing.windows) == 1)
    (window,) = main.composing.windows
    type_text(window.form.subject, "x")


def hinder(client: Client, patch: pytest.MonkeyPatch, error: SdkError) -> None:
    def refuse(*_: object) -> None:
        raise error

    patch.setattr(client.main.work[0].drafts, "save", refuse)


def closes(client: Client) -> bool:
    window: QWidget = client.shell.window
    return window.close()


def test_a_window_with_a_draft_that_cannot_be_saved_stays_open_and_says_why(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(client)
    hinder(client, monkeypatch, Refused("The disk is full."))

    with client.qtbot.assertNotEmitted(client.shell.window.closed):
        stays = not closes(client)
    said = client.main.status.notice
    monkeypatch.undo()

    assert (stays, said) == (True, "A draft could not be saved as it stood. The disk is full.")
    with client.qtbot.waitSignal(client.shell.window.closed):
        closes(client)


def test_a_draft_that_has_left_keeps_no_window_open(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(client)
    hinder(client, monkeypatch, DraftOnItsWay())

    with client.qtbot.waitSignal(client.shell.window.closed):
        closes(client)

    monkeypatch.undo()


def test_a_locked_window_closes(client: Client) -> None:
    client.show()

    with client.qtbot.waitSignal(client.shell.window.closed):
        closes(client)
