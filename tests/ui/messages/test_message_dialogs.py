"""The questions that handling a message asks."""

from datetime import date
from functools import partial

import pytest
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.errors import SdkError, Unavailable
from sdk_desktop.ui.messages.message_actions import do_with_each
from sdk_desktop.ui.messages.message_dialogs import (
    DayDialog,
    HoldDialog,
    RegisterDialog,
)
from sdk_desktop.ui.parts.dialog import ChoiceDialog, TextDialog
from tests.ui.screens import a_background, listen, settle, shown_words


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


def numbered(number: str, parent: QWidget) -> RegisterDialog:
    """Ask for a number, with one that was typed."""
    dialog = RegisterDialog("", "", parent)
    dialog.number.setText(number)
    return dialog


DIALOGS = (
    lambda parent: HoldDialog("Överklagat", parent),
    partial(numbered, "SN 1/26"),
    lambda parent: TextDialog("Note", "", "Note", parent, may_be_empty=True),
    lambda parent: ChoiceDialog("Hand over", "", "Colleague", ["Bo Ek"], parent),
    lambda parent: DayDialog("Remind me", "", date(2099, 1, 2), parent),
)


class Keeping:
    """Saves what is given, once nothing hinders it."""

    def __init__(self) -> None:
        self.hindered = True
        self.kept: list[tuple[object, ...]] = []
        self.told: list[tuple[object, ...]] = []

    def keep(self, *given: object) -> None:
        if self.hindered:
            raise Unavailable("The disk is full.")
        self.kept.append(given)

    def tell(self, *given: object) -> None:
        self.told.append(given)


@pytest.mark.parametrize("ask", DIALOGS)
def test_a_dialog_stays_with_what_stands_in_it_until_that_is_saved(
    parent: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, ask: object
) -> None:
    assert callable(ask)
    dialog, keeping, said = ask(parent), Keeping(), listen(monkeypatch)
    ended: list[int] = []
    dialog.finished.connect(ended.append)
    dialog.open()
    before = [line.text() for line in dialog.findChildren(QLineEdit)]
    with a_background() as background:
        dialog.save_by(background, parent, keeping.keep, keeping.tell)

        dialog.save.click()
        settle(qtbot, background)
        stayed, words = not ended, dialog.outcome.text()
        stands = [line.text() for line in dialog.findChildren(QLineEdit)]
        keeping.hindered = False
        dialog.save.click()
        settle(qtbot, background)

    assert (stayed, words, stands) == (True, "The disk is full.", before)
    assert words in said
    assert len(keeping.kept) == 1
    assert keeping.told == keeping.kept
    assert ended == [QDialog.DialogCode.Accepted]


def test_what_cannot_be_saved_is_told_of_elsewhere_where_the_dialog_was_left(
    parent: QWidget, qtbot: QtBot
) -> None:
    dialog = TextDialog("Note", "", "Note", parent, may_be_empty=True)
    failed: list[SdkError] = []
    dialog.open()
    with a_background() as background:
        background.on_failure = failed.append
        dialog.save_by(background, parent, Keeping().keep, Keeping().tell)

        dialog.save.click()
        dialog.reject()
        settle(qtbot, background)

    assert [str(error) for error in failed] == ["The disk is full."]


def test_what_is_tried_again_is_done_with_the_messages_only_that_are_left() -> None:
    left = [1, 2, 3]
    done: list[tuple[int, str]] = []

    def work(row: int, note: str) -> None:
        if row == 2 and note == "first":
            raise Unavailable("Try again.")
        done.append((row, note))

    with pytest.raises(Unavailable):
        do_with_each(work, left, "first")
    do_with_each(work, left, "again")

    assert done == [(1, "first"), (2, "again"), (3, "again")]
