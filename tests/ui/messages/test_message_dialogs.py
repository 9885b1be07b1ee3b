"""The questions that handling a message asks."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.ui.messages.message_dialogs import HoldDialog, TextDialog
from tests.ui.screens import shown_words


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda parent: HoldDialog("", parent), "Write the reason first."),
        (lambda parent: TextDialog("Note", "", "Note", parent), "Write something first."),
    ],
)
def test_what_is_missing_is_asked_for_in_words(parent: QWidget, ask: object, said: str) -> None:
    assert callable(ask)
    dialog = ask(parent)
    dialog.open()

    dialog.save.click()

    assert dialog.isVisible()
    assert said in shown_words(dialog)
