"""The table of messages: the room for days, and what a press on one does not do."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.ui.messages.message_list_model import MessageListModel
from sdk_desktop.ui.messages.message_table import MessageTable
from sdk_desktop.ui.messages.row_delegate import day_height, row_height
from sdk_desktop.ui.messages.row_text import ListRow, RowReader, headline_row
from sdk_desktop.ui.parts import theme
from tests.ui.fake_workspace import NOON, headline

DAYS = (0, 0, 1, 1)


def day(row: int, days: int) -> ListRow:
    time = NOON - timedelta(days=days)
    return headline_row(headline(row, time=time, unread=row == 3), RowReader(NOON))


@pytest.fixture
def table(qtbot: QtBot) -> Iterator[MessageTable]:
    parent = QWidget()
    qtbot.addWidget(parent)
    rows = MessageListModel(parent)
    table = MessageTable(rows, parent)
    rows.replace([day(4 - place, days) for place, days in enumerate(DAYS)], None, 4)
    parent.resize(432, 400)
    table.resize(432, 400)
    parent.show()
    yield table
    parent.hide()


def heights(table: MessageTable) -> list[int]:
    return [table.rowHeight(place) for place in range(table._rows.rowCount())]


def test_the_first_row_of_a_day_has_room_for_its_name(table: MessageTable) -> None:
    row, day = row_height(), day_height()

    assert heights(table) == [row + day, row, row + day, row]


def test_the_room_follows_when_the_first_row_of_a_day_goes(table: MessageTable) -> None:
    rows = table._rows

    rows.replace(rows.rows[1:], None, 3)

    row, day = row_height(), day_height()
    assert heights(table) == [row + day, row + day, row]


def test_a_press_on_the_name_of_a_day_opens_nothing(table: MessageTable, qtbot: QtBot) -> None:
    clicked: list[int] = []
    table.clicked.connect(lambda index: clicked.append(index.row()))
    over = QPoint(100, table.rowViewportPosition(2) + day_height() // 2)

    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=over)
    nothing = list(clicked)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=over + QPoint(0, 30))

    assert (nothing, clicked) == ([], [2])


def test_in_use_is_what_is_seen_and_what_is_selected_below_it(table: MessageTable) -> None:
    all_fit = table.rows_in_use
    table.resize(432, day_height() + row_height())
    first_fits = table.rows_in_use
    table.selectionModel().select(
        table.model().index(2, 0), QItemSelectionModel.SelectionFlag.Select
    )

    assert (all_fit, first_fits, table.rows_in_use) == (4, 1, 3)


def test_dense_rows_take_one_line(table: MessageTable, qapp: QApplication, undressed: None) -> None:
    theme.apply(qapp, Preferences(dense_rows=True))

    assert heights(table)[1] == row_height() == theme.px(32)
    assert not table.grab().toImage().isNull()
