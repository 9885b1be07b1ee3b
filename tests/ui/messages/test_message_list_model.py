from datetime import timedelta

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.mailbox import Order
from sdk_desktop.ui.messages.list_rows import Kept, Query, Stretch, fetch
from sdk_desktop.ui.messages.message_list_model import (
    MOST_LOADED,
    ROW_ROLE,
    MessageListModel,
)
from sdk_desktop.ui.messages.row_text import ListRow, RowReader, headline_row
from tests.ui.fake_workspace import NOON, FakeWorkspace, headline

READER = RowReader(NOON)


def row(row: int, subject: str = "Ämne", *, days: int = 0) -> ListRow:
    return headline_row(headline(row, subject=subject, time=NOON - timedelta(days=days)), READER)


def placed(*rows: ListRow) -> dict[int, ListRow]:
    return dict(enumerate(rows))


@pytest.fixture
def rows(qtmodeltester: ModelTester, qtbot: QtBot) -> MessageListModel:
    rows = MessageListModel()
    rows.replace(placed(row(3), row(2), row(1)), 3, 3)
    return rows


def test_the_model_keeps_qt_s_rules(rows: MessageListModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(rows)  # type: ignore[no-untyped-call] # pytest-qt does not type it
    rows.replace(placed(row(4), row(2, "Nytt ämne")), 9, 9)
    rows.add({2: row(1), 3: row(0)}, 4)
    rows.replace({0: row(5), 3: row(1), 4: row(0)}, 7, 7)

    assert [one.key for one in rows.rows] == [5, 1, 0]
    assert rows.rowCount() == 7


def test_what_stays_is_not_touched(rows: MessageListModel, qtbot: QtBot) -> None:
    place = QPersistentModelIndex(rows.index(1, 0))

    rows.replace(placed(row(4), row(3), row(2), row(1)), 4, 4)

    assert place.row() == 2


def test_a_changed_line_is_told_alone(rows: MessageListModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rows.dataChanged) as told:
        rows.replace(placed(row(3), row(2, "Nytt"), row(1)), 3, 3)

    assert told.args is not None
    assert told.args[0].row() == told.args[1].row() == 1


def test_lines_that_go_together_go_at_once(rows: MessageListModel) -> None:
    removed: list[tuple[int, int]] = []
    rows.rowsRemoved.connect(lambda _parent, first, last: removed.append((first, last)))
    rows.replace(placed(row(4), row(3), row(2), row(1), row(0)), 5, 5)

    rows.replace(placed(row(3)), 1, 1)

    assert removed == [(2, 4), (0, 0)]
    assert [one.key for one in rows.rows] == [3]


def test_lines_in_another_order_replace_all(rows: MessageListModel) -> None:
    rows.replace(placed(row(1), row(2), row(3)), 3, 3)

    assert [one.key for one in rows.rows] == [1, 2, 3]


def test_what_is_not_loaded_is_wanted_when_somebody_looks(
    rows: MessageListModel, qtbot: QtBot
) -> None:
    rows.replace(placed(row(3)), 100, 100)

    with qtbot.waitSignal(rows.wanted) as wanted:
        nothing = rows.data(rows.index(70, 0), ROW_ROLE)
    spoken = rows.data(rows.index(70, 0), int(Qt.ItemDataRole.AccessibleTextRole))

    assert (wanted.args, nothing, spoken) == ([70], None, "Loading …")


def test_nothing_is_wanted_where_rows_are_just_being_put(rows: MessageListModel) -> None:
    wanted: list[int] = []
    rows.wanted.connect(wanted.append)
    rows.rowsInserted.connect(lambda _parent, first, _last: rows.data(rows.index(first, 0)))

    rows.replace(placed(row(4), row(3), row(2), row(1)), 4, 4)

    assert wanted == []


def test_a_list_may_be_shorter_than_was_counted(rows: MessageListModel) -> None:
    rows.replace(placed(row(3)), 100, 100)

    rows.add({50: row(2), 51: row(1)}, 52)

    assert rows.rowCount() == 52
    assert [one.key for one in rows.rows] == [3, 2, 1]


def test_what_is_far_from_where_somebody_looks_is_not_kept(rows: MessageListModel) -> None:
    rows.replace({place: row(9_000 - place) for place in range(MOST_LOADED)}, 9_000, 9_000)

    rows.add({place: row(9_000 - place) for place in range(5_000, 5_050)}, 9_000, {7})

    assert rows.loaded(range(100)) == [7, *range(50, 100)]
    assert rows.loaded(range(5_000, 9_000)) == list(range(5_000, 5_050))


def test_what_stays_keeps_its_place_though_all_above_it_is_unknown(
    rows: MessageListModel, qtbot: QtBot
) -> None:
    rows.replace({5_000: row(30), 5_001: row(20), 5_002: row(10)}, 9_000, 9_000)
    place = QPersistentModelIndex(rows.index(5_001, 0))

    rows.replace({5_003: row(30), 5_004: row(20)}, 9_002, 9_002)

    assert (place.row(), rows.rowCount()) == (5_004, 9_002)
    assert list(rows.rows_and_gaps()) == [None, row(30), row(20)]


def test_a_row_knows_its_place_among_all(rows: MessageListModel) -> None:
    rows.replace(placed(row(3), row(2)), 20, 20)

    assert rows.data(rows.index(1, 0), Qt.ItemDataRole.AccessibleDescriptionRole) == "2 of 20"


def test_the_first_row_of_each_day_begins_it(rows: MessageListModel) -> None:
    rows.replace(placed(row(4), row(3), row(2, days=1), row(1, days=1), row(0, days=9)), 5, 5)

    assert [rows.begins_day(place) for place in range(-1, 6)] == [
        False,
        True,
        False,
        True,
        False,
        True,
        False,
    ]


def test_a_message_that_has_left_the_folder_stays_where_it_stood() -> None:
    workspace = FakeWorkspace()
    workspace.inbox.todo = (headline(9), headline(5), headline(7))
    workspace.inbox.headlines = (headline(3), headline(8))
    sorted_, newest = Query(order=Order.SENDER), Query()

    by_sender = fetch(workspace.real, sorted_, [Stretch(0)], Kept(8, place=1))
    by_arrival = fetch(workspace.real, newest, [Stretch(0)], Kept(8, place=2))

    assert [by_sender.rows[place].key for place in range(4)] == [9, 8, 5, 7]
    assert [by_arrival.rows[place].key for place in range(4)] == [9, 8, 5, 7]
    assert (by_sender.places, by_sender.total, by_sender.kept) == (4, 3, 1)
