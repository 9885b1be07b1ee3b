"""The audit trail: who did what, when; filter, check, sample and export it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.domain.audit import AuditKind, AuditRow, ChainResult
from sdk_desktop.domain.errors import ProofNeeded, SdkError
from sdk_desktop.ui import look
from sdk_desktop.ui.audit_rows import AuditRows, kind_words
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.labels import paragraph, plain
from sdk_desktop.ui.words import sentence, tr

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace

_PAUSE = 200
_SAMPLE = 20


class AuditView(QWidget):
    """Shows the trail, newest first.

    `proofNeeded` gives a ProofNeeded and a callable that tries again.
    """

    proofNeeded = Signal(object, object)

    def __init__(
        self, workspace: Workspace, background: Background, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._trail = workspace.audit_trail
        self._background = background
        self._asked = 0
        self.kind = QComboBox(self)
        self.kind.setAccessibleName(tr("Kind of event"))
        self.kind.addItem(tr("All events"), "")
        for kind in AuditKind:
            self.kind.addItem(kind_words(kind), kind.value)
        self.text = QLineEdit(self)
        self.text.setAccessibleName(tr("Filter the events"))
        self.text.setPlaceholderText(tr("Filter by name, mailbox or number"))
        self.text.setClearButtonEnabled(True)
        self.rows = AuditRows(_names(workspace), self)
        self.table = _table(self.rows, self)
        self.told = paragraph("", self, role="muted")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.reload)
        self._lay_out()
        self.setFocusProxy(self.text)
        self.kind.currentIndexChanged.connect(self.reload)
        self.text.textChanged.connect(self._pause.start)
        self.rows.wanted.connect(self._fetch)
        self.reload()

    def reload(self) -> None:
        """Show the newest events that the filters let through."""
        self._asked += 1
        self._fetch(None)

    def verify(self) -> None:
        """Check the chain of the whole trail."""
        self.told.setText(tr("Checking …"))
        self._background.run(self, self._trail.verify, self._tell_verified, self._fail)

    def sample(self) -> None:
        """Show events picked at random, for a spot check."""
        self._asked += 1
        work = partial(self._trail.sample, _SAMPLE)
        self._background.run(self, work, partial(self._show_sample, self._asked), self._fail)

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.addWidget(plain(tr("Show"), self, role="muted"))
        filters.addWidget(self.kind)
        filters.addWidget(self.text, stretch=1)
        acts = QHBoxLayout()
        for icon, text, act in (
            ("check", tr("Check the chain"), self.verify),
            ("dice", tr("Random sample"), self.sample),
            ("refresh", tr("Show all"), self._show_all),
            ("export", tr("Export …"), self._choose_export),
        ):
            button = QPushButton(look.icon(icon), text, self)
            button.clicked.connect(act)
            acts.addWidget(button)
        acts.addWidget(self.told, stretch=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 0)
        column.addLayout(filters)
        column.addWidget(self.table, stretch=1)
        column.addLayout(acts)

    def _fetch(self, before: int | None) -> None:
        value, text = str(self.kind.currentData()), self.text.text().strip()
        kind = AuditKind(value) if value else None
        work = partial(self._trail.page, before=before, kind=kind, text=text)
        self._background.run(self, work, partial(self._show, self._asked, before), self._fail)

    def _show(self, asked: int, before: int | None, rows: tuple[AuditRow, ...]) -> None:
        if asked != self._asked:
            return
        if before is None:
            self.rows.replace(rows, more=bool(rows))
        else:
            self.rows.append(rows)

    def _show_sample(self, asked: int, rows: tuple[AuditRow, ...]) -> None:
        if asked == self._asked:
            self.rows.replace(rows, more=False)
            self.told.setText(tr("%n events picked at random.", len(rows)))

    def _show_all(self) -> None:
        self.told.setText("")
        self.text.clear()
        self.kind.setCurrentIndex(0)
        self._pause.stop()
        self.reload()

    def _tell_verified(self, result: ChainResult) -> None:
        if result.broken is None:
            self._tell(tr("The chain is whole: %n events.", result.events), "success")
        else:
            told = tr("The chain is broken at event number {number}. Tell those responsible.")
            self._tell(told.format(number=result.broken), "danger")

    def _choose_export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Export the audit trail"), tr("audit-trail") + ".csv", "CSV (*.csv)"
        )
        if name:
            self._export(Path(name))

    def _export(self, path: Path) -> None:
        work, retry = partial(self._trail.export, path), partial(self._export, path)
        fail = partial(self._fail, retry=retry)
        self._background.run(self, work, self._tell_exported, fail)

    def _tell_exported(self, count: int) -> None:
        self._tell(tr("%n events were exported.", count), "success")
        self.reload()

    def _fail(self, error: SdkError, retry: Callable[[], None] | None = None) -> None:
        if retry is not None and isinstance(error, ProofNeeded):
            self.proofNeeded.emit(error, retry)
        else:
            self._tell(sentence(error), "danger")

    def _tell(self, text: str, role: str) -> None:
        self.told.setProperty("role", role)
        self.told.style().polish(self.told)
        self.told.setText(text)


def _names(workspace: Workspace) -> dict[str, str]:
    return {mailbox.address: mailbox.name for mailbox in workspace.mailboxes}


def _table(rows: AuditRows, parent: QWidget) -> QTableView:
    table = QTableView(parent)
    table.setAccessibleName(tr("Events"))
    table.setModel(rows)
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
    for column, characters in enumerate((8, 18, 18, 34, 20, 12)):
        table.setColumnWidth(column, characters * wide + 16)
    return table
