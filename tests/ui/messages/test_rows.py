import pytest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from sdk_desktop.ui.messages.row_text import ListRow, headline_line
from sdk_desktop.ui.messages.rows import Rows
from tests.ui.fake_workspace import NOON, headline


def line(row: int, subject: str = "Ämne") -> ListRow:
    return headline_line(headline(row, subject=subject), NOON)


@pytest.fixture
def rows(qtmodeltester: ModelTester, qtbot: QtBot) -> Rows:
    rows = Rows()
    rows.replace([line(3), line(2), line(1)], None, 3)
    return rows


def test_the_model_keeps_qt_s_rules(rows: Rows, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(rows)  # type: ignore[no-untyped-call] # pytest-qt does not type it
    rows.replace([line(4), line(2, "Nytt ämne")], 2, 9)
    rows.append([line(1), line(0)], None, 9)

    assert [one.key for one in rows.lines] == [4, 2, 1, 0]


def test_what_stays_is_not_touched(rows: Rows, qtbot: QtBot) -> None:
    from PySide6.QtCore import QPersistentModelIndex

    place = QPersistentModelIndex(rows.index(1, 0))

    rows.replace([line(4), line(3), line(2), line(1)], None, 4)

    assert place.row() == 2


def test_a_changed_line_is_told_alone(rows: Rows, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rows.dataChanged) as told:
        rows.replace([line(3), line(2, "Nytt"), line(1)], None, 3)

    assert told.args is not None
    assert told.args[0].row() == told.args[1].row() == 1


def test_lines_in_another_order_replace_all(rows: Rows) -> None:
    rows.replace([line(1), line(2), line(3)], None, 3)

    assert [one.key for one in rows.lines] == [1, 2, 3]


def test_more_is_asked_for_once(rows: Rows, qtbot: QtBot) -> None:
    from PySide6.QtCore import QModelIndex

    rows.replace([line(3)], 3, 100)

    with qtbot.waitSignal(rows.wanted) as wanted:
        rows.fetchMore(QModelIndex())

    assert wanted.args == [3]
    assert not rows.canFetchMore(QModelIndex())


def test_a_page_that_came_twice_is_added_once(rows: Rows) -> None:
    rows.append([line(1), line(0)], None, 4)
    rows.append([line(1), line(0)], None, 4)

    assert [one.key for one in rows.lines] == [3, 2, 1, 0]


def test_a_place_that_is_not_fetched_is_none(rows: Rows) -> None:
    assert rows.place(2) == 1
    assert rows.place(77) is None


def test_a_row_knows_its_place_among_all(rows: Rows) -> None:
    from PySide6.QtCore import Qt

    rows.replace([line(3), line(2)], 2, 20)

    assert rows.data(rows.index(1, 0), Qt.ItemDataRole.AccessibleDescriptionRole) == "2 of 20"
