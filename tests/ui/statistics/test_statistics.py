"""The figures of the mailboxes in the window: picture, table, files, and for whom."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.clock import local, system_clock
from sdk_desktop.domain.delivery import RejectionCause
from sdk_desktop.domain.errors import Refused
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.statistics.bar_chart import BarChart, ChartMonth, Series
from sdk_desktop.ui.statistics.figure_words import cells, chart_months, charts
from sdk_desktop.ui.statistics.statistics_dialog import StatisticsDialog, months_before
from sdk_desktop.ui.words import set_language
from tests.ui.fake_workspace import OURS, RECEPTION, FakeWorkspace, figures
from tests.ui.screens import a_background, button, settle

APRIL, MAY = date(2026, 4, 1), date(2026, 5, 1)
REJECTED = {RejectionCause.SCHEMA: 0, RejectionCause.RULE: 2, RejectionCause.SIGNATURE: 1}
BUSY = figures(
    MAY, 1200, 30, to_answer=timedelta(hours=1.5), to_keep=timedelta(hours=26.4),
    late=2, rejected=REJECTED,
)  # fmt: skip
FEW = figures(APRIL, 3, mailbox=RECEPTION.address)


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    with a_background() as one:
        yield one


@pytest.fixture
def workspace() -> FakeWorkspace:
    workspace = FakeWorkspace()
    workspace.figures.months = (figures(APRIL, 4), BUSY, FEW)
    return workspace


def shown(qtbot: QtBot, background: Background, workspace: FakeWorkspace) -> StatisticsDialog:
    dialog = StatisticsDialog(workspace.real, background, cast("QWidget", None))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    settle(qtbot, background)
    return dialog


def rows(dialog: StatisticsDialog) -> list[list[str]]:
    table = dialog.table
    return [
        [table.model().index(row, column).data() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def test_a_month_is_written_as_the_language_writes_numbers(
    qapp: QApplication, undressed: None
) -> None:
    set_language(qapp, "sv")
    thousand = QLocale().toString(1200)

    assert cells(BUSY) == ("Maj 2026", thousand, "30", "1,5", "26", "2", "0", "2", "1")
    assert cells(FEW)[3:5] == ("–", "–")
    assert chart_months((figures(APRIL), BUSY)) == (
        ChartMonth(QLocale().standaloneMonthName(4, QLocale.FormatType.ShortFormat), "2026"),
        ChartMonth(QLocale().standaloneMonthName(5, QLocale.FormatType.ShortFormat), ""),
    )
    over_new_year = chart_months((figures(date(2025, 12, 1)), figures(date(2026, 1, 1))))
    assert [one.year for one in over_new_year] == ["", "2026"]


def test_the_pictures_show_what_the_table_says() -> None:
    (_, messages), (_, times), (_, wrong) = charts((figures(APRIL, 4), BUSY))

    assert [one.values for one in messages] == [(4, 1200), (0, 30)]
    assert [one.values for one in times] == [(None, 1.5), (None, 26.4)]
    assert [one.values for one in wrong] == [(0, 2), (0, 3)]


def test_a_bar_is_as_high_as_its_number(qtbot: QtBot, undressed: None) -> None:
    chart = BarChart(cast("QWidget", None))
    qtbot.addWidget(chart)
    chart.resize(300, 200)
    twice = Series("a", (10.0, 20.0), ("10", "20"))
    months = (ChartMonth("apr", "2026"), ChartMonth("maj", ""))
    chart.show_series("Messages", (twice, Series("b", (None, None), ("", ""))), months)

    picture = chart.grab().toImage()
    accent = [
        sum(
            picture.pixelColor(x, y).name() == theme.colours().accent
            for x in half
            for y in range(70, 160)
        )
        for half in (range(0, 150, 5), range(150, 300, 5))
    ]

    assert accent[1] == pytest.approx(2 * accent[0], rel=0.1)


def test_each_mailbox_is_shown_by_month_for_the_period_that_is_chosen(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace
) -> None:
    dialog = shown(qtbot, background, workspace)
    first = rows(dialog)

    dialog.mailbox.setCurrentText(RECEPTION.name)
    dialog.period.setCurrentText("The last 12 months")
    settle(qtbot, background)

    today = local(system_clock()).date()
    assert [row[1] for row in first] == ["4", QLocale().toString(1200)]
    assert rows(dialog) == [list(cells(FEW))]
    assert workspace.figures.asked == [
        (months_before(today, 5), today),
        (months_before(today, 11), today),
    ]


def test_the_figures_of_a_period_that_is_chosen_no_longer_are_not_shown(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace
) -> None:
    dialog = shown(qtbot, background, workspace)
    dialog.period.setCurrentText("The last 3 months")
    settle(qtbot, background)

    dialog._show(12, (figures(APRIL, 99),))

    assert [row[1] for row in rows(dialog)] == ["4", QLocale().toString(1200)]


def test_a_cell_without_a_number_is_read_as_nothing(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace
) -> None:
    dialog = shown(qtbot, background, workspace)

    cell = dialog.table.model().index(0, 3)

    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "nothing"


def test_the_table_and_the_picture_are_saved(
    qtbot: QtBot,
    background: Background,
    workspace: FakeWorkspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = shown(qtbot, background, workspace)
    table, picture = tmp_path / "s.csv", tmp_path / "s.png"
    answers = iter([(str(table), ""), (str(picture), ""), (str(tmp_path / "no" / "s.png"), "")])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: next(answers))

    button(dialog, "Save the table (CSV) …").click()
    settle(qtbot, background)
    saved = dialog.outcome.text()
    button(dialog, "Save the picture …").click()
    settle(qtbot, background)

    assert workspace.figures.written == [table]
    assert saved == "The table is saved: 3 rows."
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert dialog.outcome.text() == "The picture is saved."
    button(dialog, "Save the picture …").click()
    settle(qtbot, background)
    assert dialog.outcome.text() == "The picture could not be saved there."


def test_a_mailbox_without_messages_says_so(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace
) -> None:
    workspace.figures.months = (FEW,)

    dialog = shown(qtbot, background, workspace)

    assert dialog.mailbox.currentText() == OURS.name
    assert dialog.outcome.text() == "No message came or went in this time."
    assert dialog.table.isHidden()


def test_whoever_may_not_any_longer_is_told_so(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace
) -> None:
    workspace.figures.error = Refused("Only a manager may do this. Ask {names}.", names="Åsa")

    dialog = shown(qtbot, background, workspace)

    assert dialog.outcome.text() == "Only a manager may do this. Ask Åsa."


def test_a_period_begins_with_the_first_day_of_a_month() -> None:
    assert months_before(date(2026, 3, 31), 5) == date(2025, 10, 1)
    assert months_before(date(2026, 3, 31), 0) == date(2026, 3, 1)
