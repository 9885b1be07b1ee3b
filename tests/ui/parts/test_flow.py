"""Widgets that go on in a new row where there is no room."""

import pytest
import shiboken6
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.ui.parts.accessibility import add_layout
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.parts.labels import paragraph
from tests.ui.looks import kept_items

WORDS = ("Kontrollera kedjan", "Slumpmässigt urval", "Exportera …")


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    flow = Flow()
    for words in WORDS:
        flow.addWidget(QPushButton(words, page))
    add_layout(column, flow)
    page.show()
    return page


def places(page: QWidget) -> list[QRect]:
    return [button.geometry() for button in page.findChildren(QPushButton)]


def test_all_stand_in_one_row_where_there_is_room(page: QWidget) -> None:
    page.resize(900, 200)

    assert len({place.top() for place in places(page)}) == 1


def test_no_word_is_cut_where_there_is_little_room(page: QWidget) -> None:
    page.resize(220, 300)

    wanted = [button.sizeHint().width() for button in page.findChildren(QPushButton)]
    assert [place.width() for place in places(page)] == wanted
    assert len({place.top() for place in places(page)}) == len(WORDS)


def test_what_is_hidden_takes_no_room(page: QWidget) -> None:
    page.resize(900, 200)
    first, second, _ = page.findChildren(QPushButton)
    before = second.x()

    first.hide()
    page.resize(901, 200)

    assert second.x() < before


def test_a_field_takes_what_is_left_of_its_row(qtbot: QtBot) -> None:
    page, flow = QWidget(), Flow()
    qtbot.addWidget(page)
    field, last = QLineEdit(page), QPushButton("Visa alla", page)
    flow.addWidget(field)
    flow.addWidget(last)
    page.setLayout(flow)
    page.resize(700, 60)
    page.show()

    assert last.geometry().right() == page.width() - 1
    assert field.width() > field.sizeHint().width()


def test_there_is_room_around_all_of_them(qtbot: QtBot) -> None:
    page, flow, one = QWidget(), Flow(), QPushButton("Svara")
    qtbot.addWidget(page)
    flow.addWidget(one)
    flow.setContentsMargins(20, 4, 10, 6)
    page.setLayout(flow)

    page.resize(page.sizeHint())
    page.show()

    assert one.pos().toTuple() == (20, 4)
    assert page.size() == one.sizeHint() + QSize(30, 10)
    assert flow.heightForWidth(page.width()) == page.height()


def test_a_text_gets_as_many_lines_as_it_needs(qtbot: QtBot) -> None:
    page, flow = QWidget(), Flow()
    qtbot.addWidget(page)
    text = paragraph("Meddelandet är inte skickat än: en sak att se över.", page)
    flow.add_growing(text)
    flow.addWidget(QPushButton("Skicka ändå", page))
    page.setLayout(flow)
    page.resize(160, 300)
    page.show()

    assert text.height() >= text.heightForWidth(text.width())
    assert text.width() == 160


def test_what_a_field_may_not_take_of_its_row_goes_to_another(qtbot: QtBot) -> None:
    page, flow = QWidget(), Flow()
    qtbot.addWidget(page)
    field, between, last = QLineEdit(page), QWidget(page), QPushButton("Skriv ut …", page)
    field.setMaximumWidth(280)
    flow.addWidget(field)
    flow.add_growing(between)
    flow.addWidget(last)
    page.setLayout(flow)
    page.resize(900, 100)
    page.show()

    assert (field.width(), last.geometry().right()) == (280, 899)
    assert between.x() == 280 + flow.spacing()


def test_its_height_is_reckoned_anew_whenever_something_in_it_changes(qtbot: QtBot) -> None:
    page, flow = QWidget(), Flow()
    qtbot.addWidget(page)
    page.setLayout(flow)
    buttons = [QPushButton(words, page) for words in WORDS[:2]]
    flow.addWidget(buttons[0])
    page.show()
    width = sum(button.sizeHint().width() for button in buttons) + flow.spacing()

    heights = [flow.heightForWidth(width)]
    flow.addWidget(buttons[1])
    for change in (buttons[1].show, lambda: buttons[1].setText(WORDS[1] * 3), buttons[1].hide):
        change()
        heights.append(flow.heightForWidth(width))

    one_row = buttons[0].sizeHint().height()
    assert heights == [one_row, one_row, 2 * one_row + flow.spacing(), one_row]


def test_no_item_that_qt_frees_is_kept_by_python(page: QWidget) -> None:
    page.resize(220, 300)
    first, *_ = page.findChildren(QPushButton)

    shiboken6.delete(first)
    page.resize(900, 200)

    assert kept_items() == []
    assert len(places(page)) == len(WORDS) - 1


def test_what_leaves_for_another_place_takes_no_room(page: QWidget) -> None:
    page.resize(900, 200)
    first, second, _ = page.findChildren(QPushButton)
    before = second.x()

    first.setParent(None)
    page.resize(901, 200)

    assert second.x() < before


def test_what_is_added_once_more_moves_behind_the_others(page: QWidget) -> None:
    page.resize(900, 200)
    first, second, third = page.findChildren(QPushButton)
    begin = first.x()

    page.findChildren(Flow)[0].addWidget(first)
    page.resize(901, 200)

    assert begin == second.x() < third.x() < first.x()
