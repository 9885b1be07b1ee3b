"""The window with the figures of the mailboxes, for whoever plans the work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.domain.clock import local, system_clock
from sdk_desktop.domain.dossier.figures import MonthFigures
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import add_layout, name_choice
from sdk_desktop.ui.parts.dialog import Dialog, scrolled_column
from sdk_desktop.ui.parts.elided_choice import ElidedChoice
from sdk_desktop.ui.parts.file_dialogs import FileDialogs, NewFile
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.parts.labels import ResultLine
from sdk_desktop.ui.parts.painting import LEFT, RIGHT
from sdk_desktop.ui.room import fitting
from sdk_desktop.ui.statistics.bar_chart import BarChart
from sdk_desktop.ui.statistics.figure_words import (
    NOTHING,
    cells,
    chart_months,
    charts,
    figure_columns,
)
from sdk_desktop.ui.words import mark, sentence, tr
from sdk_desktop.ui.words.plain_text import one_line

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace

_PERIODS = (
    (mark("The last 6 months"), 6),
    (mark("The last 3 months"), 3),
    (mark("The last 12 months"), 12),
)
_WIDE, _HIGH = 1120, 640
"""Pixels of the window where text has its ordinary size."""
_CHARTS = 3


class StatisticsDialog(Dialog):
    """Shows a mailbox by month: pictures, the same as a table; both can be saved."""

    def __init__(self, workspace: Workspace, background: Background, parent: QWidget) -> None:
        super().__init__(tr("Statistics"), parent)
        self._figures, self._background = workspace.figures, background
        self._dialogs = FileDialogs(workspace.folders, background)
        self._found: tuple[MonthFigures, ...] = ()
        self.mailbox, self.period = _choices(workspace.mailboxes, self)
        self.picture = QFrame(self)
        self.picture.setProperty("role", "card")
        self._charts = [BarChart(self.picture) for _ in range(_CHARTS)]
        self.table = _table(self)
        self.outcome = ResultLine(self)
        self._lay_out()
        self.mailbox.currentIndexChanged.connect(self._show_mailbox)
        self.period.currentIndexChanged.connect(self._look_up)
        self._look_up()

    def sizeHint(self) -> QSize:
        return fitting(self, QSize(theme.px(_WIDE), theme.px(_HIGH)))

    def export(self, path: Path) -> None:
        """Write the figures of every mailbox to a file."""
        work = partial(self._figures.export, path, *self._months())
        self._background.run(self, work, self._tell, self._fail)

    def save_picture(self, path: Path) -> None:
        """Write the picture to a file."""
        if self.picture.grab().save(str(path), "PNG"):
            self.outcome.show_result(tr("The picture is saved."), "heading")
        else:
            self.outcome.show_result(tr("The picture could not be saved there."), "danger")

    def _lay_out(self) -> None:
        inner, row = QVBoxLayout(self.picture), Flow()
        inner.setContentsMargins(16, 12, 16, 8)
        row.setSpacing(24)
        for chart in self._charts:
            row.addWidget(chart)
        add_layout(inner, row)
        whole = scrolled_column(self, self._buttons())
        whole.setContentsMargins(24, 24, 24, 24)
        whole.setSpacing(12)
        above = Flow()
        above.addWidget(self.mailbox)
        above.addWidget(self.period)
        add_layout(whole, above)
        whole.addWidget(self.picture)
        whole.addWidget(self.table)
        whole.addWidget(self.outcome)
        whole.addStretch(1)
        self.resize(self.sizeHint())  # by itself a dialog takes two thirds of the screen at most

    def _buttons(self) -> Flow:
        line = Flow()
        for text, act in (
            (tr("Save the table (CSV) …"), self._choose_table),
            (tr("Save the picture …"), self._choose_picture),
        ):
            button = QPushButton(theme.icon("save"), text, self)
            button.clicked.connect(act)
            line.addWidget(button)
        close = QPushButton(tr("Close"), self)
        close.clicked.connect(self.reject)
        line.add_growing(QWidget(self))
        line.addWidget(close)
        return line

    def _months(self) -> tuple[date, date]:
        """Return the first and the last month of the chosen period, by a day in each."""
        today = local(system_clock()).date()
        return months_before(today, int(self.period.currentData()) - 1), today

    @Slot()
    def _look_up(self) -> None:
        work = partial(self._figures.of_months, *self._months())
        show = partial(self._show, self.period.currentData())
        self._background.run(self, work, show, self._fail)

    def _show(self, period: int, found: tuple[MonthFigures, ...]) -> None:
        if period == self.period.currentData():  # another may have been chosen meanwhile
            self._found = found
            self._show_mailbox()

    @Slot()
    def _show_mailbox(self) -> None:
        chosen = self.mailbox.currentData()
        months = tuple(one for one in self._found if one.mailbox == chosen)
        below = chart_months(months)
        for chart, (heading, series) in zip(self._charts, charts(months), strict=True):
            chart.show_series(heading, series, below)
        _fill(self.table, months)
        nothing = "" if months else tr("No message came or went in this time.")
        self.outcome.show_result(nothing, "muted")
        self.picture.setHidden(not months)
        self.table.setHidden(not months)

    @Slot()
    def _choose_table(self) -> None:
        new = NewFile(tr("Save the table"), f"{tr('statistics')}.csv", "CSV (*.csv)")
        self._dialogs.ask_for_new(new, self, self.export)

    @Slot()
    def _choose_picture(self) -> None:
        new = NewFile(tr("Save the picture"), f"{tr('statistics')}.png", "PNG (*.png)")
        self._dialogs.ask_for_new(new, self, self.save_picture)

    def _tell(self, count: int) -> None:
        self.outcome.show_result(tr("The table is saved: %n rows.", count), "heading")

    def _fail(self, error: SdkError) -> None:
        self.outcome.show_result(sentence(error), "danger")


def show_statistics(workspace: Workspace, background: Background, parent: QWidget) -> None:
    """Open the window."""
    StatisticsDialog(workspace, background, parent).open()


def months_before(day: date, count: int) -> date:
    """Return the first day of the month that was so many months before that of a day."""
    for _ in range(count):
        day = day.replace(day=1) - timedelta(days=1)
    return day.replace(day=1)


def _choices(mailboxes: Sequence[Mailbox], parent: QWidget) -> tuple[QComboBox, QComboBox]:
    mailbox, period = ElidedChoice(parent), QComboBox(parent)
    name_choice(mailbox, tr("Mailbox"))
    for one in mailboxes:
        mailbox.addItem(one_line(one.name), one.address)
    name_choice(period, tr("Period"))
    for name, months in _PERIODS:
        period.addItem(tr(name), months)
    return mailbox, period


def _table(parent: QWidget) -> QTableWidget:
    names = figure_columns()
    table = QTableWidget(0, len(names), parent)
    table.setAccessibleName(tr("The figures by month"))
    table.setHorizontalHeaderLabels(names)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # the page scrolls
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().lineSpacing() + 12)
    table.setStyleSheet("QTableView::item { padding: 0 8px }")
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setDefaultAlignment(RIGHT)
    header.setStretchLastSection(True)
    across, side = Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
    table.model().setHeaderData(0, across, LEFT, side)
    return table


def _fill(table: QTableWidget, months: Sequence[MonthFigures]) -> None:
    """Show a row for each month, all of them at once."""
    table.setRowCount(len(months))
    for row, one in enumerate(months):
        for column, words in enumerate(cells(one)):
            item = QTableWidgetItem(words)
            if column:
                item.setTextAlignment(RIGHT)
            if words == NOTHING:
                item.setData(Qt.ItemDataRole.AccessibleTextRole, tr("nothing"))
            table.setItem(row, column, item)
    high = sum(map(table.rowHeight, range(table.rowCount())))
    bar = table.horizontalScrollBar().sizeHint().height()
    frame = 2 * table.frameWidth()
    table.setFixedHeight(table.horizontalHeader().sizeHint().height() + high + bar + frame)
