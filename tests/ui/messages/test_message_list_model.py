from datetime import timedelta

import pytest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.mailbox import Order
from sdk_desktop.ui.messages.message_list_model import MessageListModel, Query, fetch
from sdk_desktop.ui.messages.row_text import ListRow, RowReader, headline_row
from tests.ui.fake_workspace import NOON, FakeWorkspace, headline

READER = RowReader(NOON)


def row(row: int, subject: str = "Ämne", *, days: int = 0) -> ListRow:
    return headline_row(headline(row, subject=subject, time=NOON - timedelta(days=days)), READER)


@pytest.fixture
def rows(qtmodeltester: ModelTester, qtbot: QtBot) -> MessageListModel:
    rows = MessageListModel()
    rows.replace([row(3), row(2), row(1)], None, 3)
    return rows


def test_the_model_keeps_qt_s_rules(rows: MessageListModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(rows)  # type: ignore[no-untyped-call] # pytest-qt does not type it
    rows.replace([row(4), row(2, "Nytt ämne")], 2, 9)
    rows.append([row(1), row(0)], None, 9)

    assert [one.key for one in rows.rows] == [4, 2, 1, 0]


def test_what_stays_is_not_touched(rows: MessageListModel, qtbot: QtBot) -> None:
    from PySide6.QtCore import QPersistentModelIndex

    place = QPersistentModelIndex(rows.index(1, 0))

    rows.replace([row(4), row(3), row(2), row(1)], None, 4)

    assert place.row() == 2


def test_a_changed_line_is_told_alone(rows: MessageListModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rows.dataChanged) as told:
        rows.replace([row(3), row(2, "Nytt"), row(1)], None, 3)

    assert told.args is not None
    assert told.args[0].row() == told.args[1].row() == 1


def test_lines_that_go_together_go_at_once(rows: MessageListModel) -> None:
    removed: list[tuple[int, int]] = []
    rows.rowsRemoved.connect(lambda _parent, first, last: removed.append((first, last)))
    rows.replace([row(4), row(3), row(2), row(1), row(0)], None, 5)

    rows.replace([row(3)], 3, 5)

    assert removed == [(2, 4), (0, 0)]
    assert [one.key for one in rows.rows] == [3]


def test_lines_in_another_order_replace_all(rows: MessageListModel) -> None:
    rows.replace([row(1), row(2), row(3)], None, 3)

    assert [one.key for one in rows.rows] == [1, 2, 3]


def test_more_is_asked_for_once(rows: MessageListModel, qtbot: QtBot) -> None:
    from PySide6.QtCore import QModelIndex

    rows.replace([row(3)], 3, 100)

    with qtbot.waitSignal(rows.wanted) as wanted:
        rows.fetchMore(QModelIndex())

    assert wanted.args == [3]
    assert not rows.canFetchMore(QModelIndex())


def test_a_page_that_came_twice_is_added_once(rows: MessageListModel) -> None:
    rows.append([row(1), row(0)], None, 4)
    rows.append([row(1), row(0)], None, 4)

    assert [one.key for one in rows.rows] == [3, 2, 1, 0]


def test_a_row_knows_its_place_among_all(rows: MessageListModel) -> None:
    from PySide6.QtCore import Qt

    rows.replace([row(3), row(2)], 2, 20)

    assert rows.data(rows.index(1, 0), Qt.ItemDataRole.AccessibleDescriptionRole) == "2 of 20"


def test_the_first_row_of_each_day_begins_it(rows: MessageListModel) -> None:
    rows.replace([row(4), row(3), row(2, days=1), row(1, days=1), row(0, days=9)], None, 5)

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

    by_sender = fetch(workspace.real, sorted_, 1, 8, place=1)
    by_arrival = fetch(workspace.real, newest, 1, 8, place=2)

    assert [one.key for one in by_sender.rows] == [9, 8, 5, 7]
    assert [one.key for one in by_arrival.rows] == [9, 8, 5, 7]
