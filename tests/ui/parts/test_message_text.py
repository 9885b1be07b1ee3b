"""Texts that are laid out in parts."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextFormat
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.ui.parts import message_text, theme
from sdk_desktop.ui.parts.message_text import CHARACTERS, LevelColumn, MessageText, MessageTexts
from sdk_desktop.usecases.searching.search_text import sought_words
from tests.ui.screens import press


def texts_of(shown: MessageTexts) -> list[str]:
    return [text.toPlainText() for text in shown.findChildren(MessageText)]


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    return page


def shown(page: QWidget, *texts: tuple[str, str]) -> MessageTexts:
    return MessageTexts(texts, page)


def rest(qtbot: QtBot, made: MessageTexts) -> None:
    qtbot.waitUntil(lambda: not made._timer.isActive())


def test_a_text_is_there_at_once_as_it_was_written(page: QWidget) -> None:
    made = shown(page, ("", "# Dos\nAlvedon 1*3,  Ipren 1*2\n3. tre\n* punkt"))

    assert texts_of(made) == ["Dos\nAlvedon 1*3,  Ipren 1*2\n3.\ttre\n•\tpunkt"]


def test_what_is_marked_is_seen(page: QWidget) -> None:
    made = shown(page, ("", "# Rubrik\n**stark** *vikt*\n---"))
    document = made.findChildren(MessageText)[0].document()
    html = document.toHtml()

    assert document.firstBlock().blockFormat().headingLevel() == 1
    assert "font-weight:700" in html
    assert "font-style:italic" in html
    ruler = QTextFormat.Property.BlockTrailingHorizontalRulerWidth
    assert document.lastBlock().blockFormat().hasProperty(ruler)


def test_no_heading_is_as_large_as_the_subject_over_it(page: QWidget) -> None:
    made = shown(page, ("", "# Ett\n## Tva\n### Tre"))
    block = made.findChildren(MessageText)[0].document().firstBlock()
    steps: list[object] = []
    while block.isValid():
        form = block.begin().fragment().charFormat()
        steps.append(form.property(QTextFormat.Property.FontSizeAdjustment) or 0)
        block = block.next()

    assert steps == [1, 0, 0]


def test_the_words_of_an_item_begin_where_they_have_room_beside_its_number(
    page: QWidget, undressed: None, qapp: QApplication
) -> None:
    theme.apply(qapp, Preferences(text_percent=200))
    made = shown(page, ("", "1. Ett\n* Tva"))
    document = made.findChildren(MessageText)[0].document()
    item, bullet = document.firstBlock(), document.lastBlock()

    assert item.blockFormat().leftMargin() == bullet.blockFormat().leftMargin() == theme.px(22)
    assert theme.px(22) > 40


def test_a_text_that_takes_long_is_laid_out_in_parts_and_whole_at_the_end(
    qtbot: QtBot, page: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message_text, "_SLICE", 1)
    made = shown(page, ("", "*a* " * 1_500))
    rest(qtbot, made)

    assert "".join(texts_of(made)).replace("\n", "").count("a") == 1_500


def test_the_bound_is_for_all_texts_together(qtbot: QtBot, page: QWidget) -> None:
    made = shown(page, *(("", "ord " * 25_000) for _ in range(50)))
    rest(qtbot, made)
    first = sum(map(len, texts_of(made)))

    made.findChildren(QPushButton)[0].click()
    rest(qtbot, made)

    assert first <= CHARACTERS + 5_000
    assert first < sum(map(len, texts_of(made))) <= 2 * (CHARACTERS + 5_000)


def test_ten_thousand_texts_are_not_laid_out_at_once(qtbot: QtBot, page: QWidget) -> None:
    made = shown(page, *(("namn", "a") for _ in range(10_000)))
    rest(qtbot, made)

    assert len(texts_of(made)) <= CHARACTERS // 1_000


def test_a_text_is_read_selected_and_copied_by_keys(qtbot: QtBot) -> None:
    area = QScrollArea()
    area.setWidgetResizable(True)
    qtbot.addWidget(area)
    made = MessageTexts([("", "\n\n".join(f"Stycke {n}" for n in range(100)))], area)
    area.setWidget(made)
    area.resize(300, 200)
    with qtbot.waitActive(area):
        area.show()
        area.activateWindow()
    rest(qtbot, made)
    (text,) = made.findChildren(MessageText)
    text.setFocus()

    press(text, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    followed = area.verticalScrollBar().value()
    press(text, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
    press(text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QApplication.clipboard().text() == "Stycke 99"
    assert followed > area.verticalScrollBar().maximum() // 2


def test_the_page_keys_scroll_the_page_around_and_leave_the_caret(page: QWidget) -> None:
    (text,) = shown(page, ("", "Hej\n\npå dig")).findChildren(MessageText)

    press(text, Qt.Key.Key_PageDown)

    assert text.textCursor().position() == 0


def test_an_override_of_the_reading_direction_is_seen(page: QWidget) -> None:
    made = shown(page, ("", "ett \u202eevt"))

    assert texts_of(made) == ["ett �evt"]


def test_parts_are_marked_also_in_what_is_laid_out_later(qtbot: QtBot, page: QWidget) -> None:
    made = shown(page, ("", "Hej 😀 möte\n\nmöten"), ("Två", "inget"), ("", "möte"))

    made.mark(sought_words("möte", datetime(2026, 3, 2, tzinfo=UTC)).places)
    rest(qtbot, made)

    texts = made.findChildren(MessageText)
    marked = [[one.cursor.selectedText() for one in text.extraSelections()] for text in texts]
    assert marked == [["möte", "möten"], [], ["möte"]]


def test_the_focus_stands_clear_of_the_letters_which_begin_where_other_words_do(
    qtbot: QtBot, undressed: None, qapp: QApplication
) -> None:
    theme.apply(qapp, Preferences(language="en"))
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    over = QLabel("Kallelse", window)
    made = MessageTexts([("Bilaga", "Kallelse"), ("", "Hej")], window)
    column.addWidget(over)
    column.addLayout(LevelColumn(made))
    window.resize(400, 300)
    window.show()
    rest(qtbot, made)

    lefts = {
        label.mapTo(window, label.contentsRect().topLeft()).x()
        for label in window.findChildren(QLabel)
        if label.isVisible() and label.text() in {"Kallelse", "Bilaga"}
    }
    edges = set()
    for text in made.findChildren(MessageText):
        lefts.add(text.viewport().mapTo(window, QPoint()).x())
        edges.add(text.mapTo(window, QPoint()).x())
    (left,), (edge,) = lefts, edges
    assert left - edge > 3  # the ring takes two
