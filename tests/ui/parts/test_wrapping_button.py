"""Buttons and choices in places that are narrower than their words."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.ui.parts.elided_choice import ElidedChoice
from sdk_desktop.ui.parts.wrapping_button import WrappingButton
from tests.ui.screens import lay_out

WORDS = "Send again, even if a copy may arrive twice"


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


def show(part: QWidget, width: int) -> None:
    """Show a part of a window alone in it."""
    window = part.window()
    column = QVBoxLayout(window)
    column.addWidget(part)
    column.addStretch(1)
    window.resize(width, 300)
    window.show()
    lay_out()


def test_words_go_on_in_a_new_line_where_there_is_no_room(window: QWidget) -> None:
    button = WrappingButton(WORDS, window)
    one_line = button.sizeHint()

    show(button, one_line.width() // 2)

    lines = button.text().split("\n")
    assert " ".join(lines) == WORDS
    assert len(lines) > 1
    assert max(map(button.fontMetrics().horizontalAdvance, lines)) < button.width()
    assert button.height() >= len(lines) * button.fontMetrics().lineSpacing()
    assert button.accessibleName() == WORDS


def test_words_are_in_one_line_again_where_there_is_room(window: QWidget) -> None:
    button = WrappingButton(WORDS, window)
    one_line = button.sizeHint()
    show(button, one_line.width() // 2)

    window.resize(QSize(one_line.width() * 2, 300))
    lay_out()

    assert button.text() == WORDS


def test_a_choice_asks_for_less_room_than_its_longest_name(window: QWidget) -> None:
    choice = ElidedChoice(window)
    choice.addItems(["Socialkontoret · Sandvikens kommun och dess bolag", "Reception"])

    show(choice, 160)

    assert choice.width() < choice.sizeHint().width()
    assert window.width() == 160
