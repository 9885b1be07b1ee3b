"""The page of the audit trail: events, filters and actions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHeaderView, QScrollArea, QTableView, QVBoxLayout, QWidget

from sdk_desktop.domain.audit import AuditRow
from sdk_desktop.domain.changes import Changes
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.ui.audit.audit_actions import AuditActions
from sdk_desktop.ui.audit.audit_filters import AuditFilters
from sdk_desktop.ui.audit.audit_model import AuditModel
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts.accessibility import FocusScroll, RowsTold, RowTable
from sdk_desktop.ui.parts.labels import ResultLine
from sdk_desktop.ui.words import sentence, tr

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace

_SAMPLE = 20


class AuditView(QWidget):
    """Shows the events, newest first.

    `proofNeeded` carries a ProofNeeded, a callable that tries again, and the window to ask over,
    None for the main window.
    """

    proofNeeded = Signal(object, object, object)

    def __init__(
        self, workspace: Workspace, background: Background, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._trail, self._background = workspace.audit_trail, background
        self._asked, self._lacks = 0, False
        self.filters = AuditFilters(workspace.mailboxes, self)
        self.model = AuditModel(_names(workspace), self)
        self.table = _table(self.model, self)
        self.result = ResultLine(self)
        self.acts = AuditActions(workspace, background, self.filters, self)
        self._lay_out()
        self._connect()
        self.reload()

    def begin(self) -> None:
        """Show the newest events, with the focus in the field that filters them."""
        self.reload()
        self.filters.text.setFocus()

    @Slot()
    def reload(self) -> None:
        """Show the newest events that match the filters."""
        self._asked += 1
        self._fetch(None)

    def on_changes(self, changes: Changes) -> None:
        """Pass on what a transaction changed."""
        self.acts.on_changes(changes)

    @Slot()
    def sample(self) -> None:
        """Show some of the events that match the filters, picked at random."""
        self._asked += 1
        chosen = self.filters
        work = partial(self._trail.sample, _SAMPLE, chosen.chosen_kind, chosen.words, chosen.scope)
        self._background.run(self, work, partial(self._show_sample, self._asked), self._fail)

    def _lay_out(self) -> None:
        page, area = QWidget(), QScrollArea(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self.filters)
        column.addWidget(self.table, stretch=1)
        column.addWidget(self.result)
        column.addWidget(self.acts.removal)
        column.addWidget(self.acts)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        FocusScroll(area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _connect(self) -> None:
        self.filters.changed.connect(self._show_chosen)
        self.model.wanted.connect(self._fetch)
        self.acts.sampleWanted.connect(self.sample)
        self.acts.recorded.connect(self.reload)
        self.acts.reported.connect(self._report)
        self.acts.proofNeeded.connect(self.proofNeeded)

    @Slot()
    def _show_chosen(self) -> None:
        self._report("", "muted")
        self.reload()

    def _fetch(self, before: int | None) -> None:
        chosen, then = self.filters, partial(self._show, self._asked, before)
        kind, scope = chosen.chosen_kind, chosen.scope
        page = partial(self._trail.page, before, kind, chosen.words, scope)
        self._background.run(self, page, then, partial(self._lack, self._asked, before))

    def _show(self, asked: int, before: int | None, rows: tuple[AuditRow, ...]) -> None:
        if asked != self._asked:
            return
        if self._lacks:
            self._report("", "muted")
        if before is None:
            self.model.replace(rows, more=bool(rows))
        else:
            self.model.append(rows)

    def _show_sample(self, asked: int, rows: tuple[AuditRow, ...]) -> None:
        if asked == self._asked:
            self.model.replace(rows, more=False)
            self._report(tr("%n events picked at random.", len(rows)), "muted")

    def _lack(self, asked: int, before: int | None, error: SdkError) -> None:
        """Say why events could not be read, until some could; older ones are asked for again."""
        if asked == self._asked and before is not None:
            self.model.expect_more()
        self._fail(error)
        self._lacks = True

    def _fail(self, error: SdkError) -> None:
        self._report(sentence(error), "danger")

    @Slot(str, str)
    def _report(self, text: str, role: str) -> None:
        """Say how something went."""
        self._lacks = False
        self.result.show_result(text, role)


def _names(workspace: Workspace) -> dict[str, str]:
    return {mailbox.address: mailbox.name for mailbox in workspace.mailboxes}


def _table(rows: AuditModel, parent: QWidget) -> QTableView:
    table = RowTable(parent)
    table.setAccessibleName(tr("Events"))
    table.setModel(rows)
    RowsTold(table)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setStyleSheet("QTableView::item { padding: 0 5px }")
    table.setTextElideMode(Qt.TextElideMode.ElideRight)
    vertical = table.verticalHeader()
    vertical.hide()
    vertical.setDefaultSectionSize(table.fontMetrics().lineSpacing() + 12)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setStretchLastSection(True)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    wide = table.fontMetrics().averageCharWidth()
    for column, characters in enumerate((9, 18, 18, 34, 20, 12)):
        table.setColumnWidth(column, characters * wide + 16)
    return table
