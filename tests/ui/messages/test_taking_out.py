"""A case is taken out by the menu of its message."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from sdk_desktop.domain.roles import Role
from sdk_desktop.ui.main_window import MainWindow
from sdk_desktop.usecases.dossier.verifying import verify_package
from tests.ui.conftest import Client
from tests.ui.test_main_window import choose
from tests.ui.test_permissions import HANDLES, may, unlocked


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the user chooses to save."""
    path = tmp_path / "case.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    return path


def status(main: MainWindow) -> str:
    return main.status._notice.text()


def test_the_chosen_message_is_saved_and_that_is_said(client: Client, path: Path) -> None:
    main = client.unlock()
    choose(main)

    main.messages.taking_out.message.trigger()
    client.rest()

    assert status(main) == "1 message is saved outside the program."
    assert verify_package(path).findings == ()


def test_a_receipt_is_saved_and_that_is_said(client: Client, path: Path) -> None:
    main = client.unlock()
    choose(main)

    main.messages.taking_out.receipt.trigger()
    client.rest()

    assert status(main) == "The receipt is saved outside the program."
    assert path.read_bytes().startswith(b"%PDF-1.7")


def test_a_message_is_copied_as_one_line_and_cleared_as_every_copy(client: Client) -> None:
    main = client.unlock()
    choose(main)

    main.messages.taking_out.line.trigger()
    copied = QGuiApplication.clipboard().text()
    client.shell.lock()

    assert "\tKallelse till SIP-möte\t" in copied
    assert QGuiApplication.clipboard().text() == ""


def test_a_proof_that_is_too_old_is_asked_for_first(client: Client, path: Path) -> None:
    main = client.unlock()
    choose(main)
    client.watch.turn(days=1)
    asked: list[object] = []
    main.messages.taking_out.proofNeeded.connect(lambda error, _retry: asked.append(error))

    main.messages.taking_out.conversation.trigger()
    client.rest()

    assert len(asked) == 1
    assert not path.exists()


def test_whoever_only_reads_is_told_whom_to_ask(client: Client) -> None:
    main = unlocked(client, Role.READER)
    choose(main)

    assert may(main.messages.taking_out.message) == HANDLES
