"""Words that are heard: typed one by one, or pasted all at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sdk_desktop.ui.sharing.word_fields import WordFields
from tests.kit.typing_keys import type_text

KNOWN = ("björk", "cykel", "fjärd", "lampa", "mössa", "organ", "orgel")


@pytest.fixture
def fields(qtbot: QtBot) -> WordFields:
    fields = WordFields(6, KNOWN, None)  # type: ignore[arg-type] # a window of its own
    qtbot.addWidget(fields)
    with qtbot.waitExposed(fields):
        fields.show()
    fields.activateWindow()
    fields.fields[0].setFocus()
    return fields


def test_words_go_on_by_space_and_are_completed_by_tab(fields: WordFields) -> None:
    type_text(fields.fields[0], "Björk ")
    type_text(fields.fields[1], "or")
    proposed = fields.hint.text()
    QTest.keyClick(fields.fields[1], Qt.Key.Key_Tab)

    assert fields.words[:2] == ("björk", "organ")
    assert proposed == "Do you mean organ, orgel? Tab takes the first."
    assert fields.fields[2].hasFocus()
    assert fields.hint.isHidden()


def test_all_words_are_pasted_into_any_field(fields: WordFields) -> None:
    fields.fields[2].setFocus()
    QApplication.clipboard().setText("björk lampa\nfjärd cykel mössa orgel")

    fields.fields[2].paste()

    assert fields.words == ("björk", "lampa", "fjärd", "cykel", "mössa", "orgel")
    assert fields.wrong is None
    assert [len(one.actions()) for one in fields.fields] == [1] * 6


def test_what_is_no_word_is_marked_when_it_is_left_and_like_ones_are_proposed(
    fields: WordFields,
) -> None:
    type_text(fields.fields[0], "lampqa")
    proposed = fields.hint.text()
    fields.fields[1].setFocus()
    left = fields.fields[0].property("wrong"), fields.fields[0].accessibleDescription()
    fields.fields[0].setText("lampa")

    assert "lampa" in proposed
    assert left == (True, "This is none of the words.")
    assert (fields.fields[0].property("wrong"), fields.wrong) == (False, fields.fields[1])
    assert fields.fields[0].accessibleName() == "Word 1 of 6"
