"""The table of messages: the room for days, and what a press on one does not do."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHeaderView, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.domain.mailbox import A_PAGE
from sdk_desktop.ui.messages.list_rows import Stretch
from sdk_desktop.ui.messages.message_list_model import MessageListModel
from sdk_desktop.ui.messages.message_table import MOST_SELECTED, MessageTable
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
    rows.replace({place: day(4 - place, days) for place, days in enumerate(DAYS)}, 4, 4)
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

    rows.replace(dict(enumerate(rows.rows[1:])), 3, 3)

    row, day = row_height(), day_height()
    assert heights(table) == [row + day, row + day, row]


def test_larger_text_lets_many_rows_grow_at_once_and_not_each_by_itself(
    table: MessageTable, qapp: QApplication, undressed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt lets each row that is below a new minimum grow by itself, and reckons all places anew."""
    are_there: list[bool] = []
    real = QHeaderView.setMinimumSectionSize

    def noted(header: QHeaderView, size: int) -> None:
        are_there.append(header.defaultSectionSize() >= size)
        real(header, size)

    theme.apply(qapp, Preferences())
    before = heights(table)
    monkeypatch.setattr(QHeaderView, "setMinimumSectionSize", noted)

    theme.apply(qapp, Preferences(text_percent=200))

    assert are_there
    assert all(are_there)
    row, day = row_height(), day_height()
    assert heights(table) == [row + day, row, row + day, row] > before
    theme.apply(qapp, Preferences())
    assert heights(table) == before


def test_a_press_on_the_name_of_a_day_opens_nothing(table: MessageTable, qtbot: QtBot) -> None:
    clicked: list[int] = []
    table.clicked.connect(lambda index: clicked.append(index.row()))
    over = QPoint(100, table.rowViewportPosition(2) + day_height() // 2)

    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=over)
    nothing = list(clicked)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=over + QPoint(0, 30))

    assert (nothing, clicked) == ([], [2])


def test_a_line_is_chosen_by_its_key_where_others_above_it_are_not_loaded(
    table: MessageTable,
) -> None:
    table._rows.replace({0: day(9, 0), 5: day(4, 1)}, 8, 8)

    table.choose_key(4)

    assert table.currentIndex().row() == 5


def test_in_use_is_what_is_seen_and_what_is_selected_elsewhere(table: MessageTable) -> None:
    rows = table._rows
    far = day(3, 0)
    rows.replace({0: day(9, 0), 1: day(8, 0), 300: far}, 400, 400)
    table.selectionModel().select(
        table.model().index(300, 0), QItemSelectionModel.SelectionFlag.Select
    )

    assert table.stretches_in_use == (Stretch(0, A_PAGE), Stretch(300, A_PAGE, 3))


def test_in_use_is_the_beginning_of_a_list_that_is_not_loaded_yet(table: MessageTable) -> None:
    table._rows.replace({}, 0, 0)

    assert table.stretches_in_use == (Stretch(0),)


def test_what_is_looked_at_stays_where_it_is_when_more_comes_above_it(
    table: MessageTable, qtbot: QtBot
) -> None:
    rows = table._rows
    shown = {place: day(100 - place, 0) for place in range(100)}
    rows.replace(shown, 100, 100)
    qtbot.waitUntil(lambda: table.verticalScrollBar().maximum() > 2_000)
    table.verticalScrollBar().setValue(2_000)
    place = table.rowAt(0)
    above = table.rowViewportPosition(place)
    more = {place + 3: row for place, row in shown.items()}

    table.keep_in_view(lambda: rows.replace(more, 103, 103))

    assert table.rowAt(0) == place + 3
    assert table.rowViewportPosition(place + 3) == above


def test_at_the_top_what_is_new_is_seen(table: MessageTable) -> None:
    rows = table._rows
    shown = {place: day(100 - place, 0) for place in range(100)}
    rows.replace(shown, 100, 100)

    more = {place + 3: row for place, row in shown.items()}
    table.keep_in_view(lambda: rows.replace(more, 103, 103))

    assert table.rowAt(0) == 0


def test_no_more_are_selected_than_can_be_looked_up(table: MessageTable) -> None:
    table._rows.replace({}, 250_000, 250_000)

    table.selectAll()
    all_of_them = table.selected_places
    table.choose(200_000)
    end = table.model().index(100, 0)
    table.selectionModel().select(
        QItemSelection(end, table.currentIndex()), QItemSelectionModel.SelectionFlag.Select
    )

    assert all_of_them == tuple(range(MOST_SELECTED))
    assert table.selected_places == tuple(range(200_001 - MOST_SELECTED, 200_001))


def test_what_is_selected_moves_with_its_message(table: MessageTable) -> None:
    table.choose(2)
    before = table.selected_places

    table._rows.replace({n: day(5 - n, 0) for n in range(5)}, 5, 5)

    assert (before, table.selected_places) == ((2,), (3,))


def test_a_message_is_chosen_where_it_stands_though_others_are_not_loaded(
    table: MessageTable,
) -> None:
    table._rows.replace({0: day(4, 0), 700: day(3, 0)}, 1_000, 1_000)

    table.choose_key(3)

    assert table.currentIndex().row() == 700


@pytest.mark.parametrize(("row", "count", "wanted"), [(4, 1, [1]), (4, -1, []), (9, 1, [])])
def test_what_stands_beside_a_message_is_wanted(
    table: MessageTable, row: int, count: int, wanted: list[int]
) -> None:
    asked: list[int] = []
    table._rows.wanted.connect(asked.append)

    there = table.want_beside(row, count)

    assert (there, asked) == (bool(wanted), wanted)


def test_letters_look_for_a_line_only_where_all_are_loaded(table: MessageTable) -> None:
    asked: list[int] = []
    table._rows.wanted.connect(asked.append)
    table._rows.replace({0: day(9, 0)}, 250_000, 250_000)

    table.keyboardSearch("ä")

    assert asked == []


def test_dense_rows_take_one_line(table: MessageTable, qapp: QApplication, undressed: None) -> None:
    theme.apply(qapp, Preferences(dense_rows=True))

    assert heights(table)[1] == row_height() == theme.px(32)
    assert not table.grab().toImage().isNull()


def test_home_and_end_go_to_the_first_and_the_last_row(table: MessageTable) -> None:
    table.choose(1)

    QTest.keyClick(table, Qt.Key.Key_End)
    last = table.currentIndex().row()
    QTest.keyClick(table, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)

    assert (last, table.currentIndex().row()) == (3, 0)
    assert table.selected_places == (0, 1, 2, 3)
