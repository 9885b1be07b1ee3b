"""The actions on the audit trail: check, sample, export, extract, erase by decision."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from sdk_desktop.domain.audit import ChainResult
from sdk_desktop.domain.changes import Changes, TableFamily
from sdk_desktop.domain.errors import ProofNeeded, SdkError
from sdk_desktop.domain.roles import Permissions, Role
from sdk_desktop.ui.audit.audit_filters import AuditFilters
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.file_dialogs import FileDialogs, NewFile
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.parts.permission import limit
from sdk_desktop.ui.parts.question import Question
from sdk_desktop.ui.purging.purging_dialog import PurgingDialog
from sdk_desktop.ui.words import sentence, tr

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


class AuditActions(QWidget):
    """A row of buttons.

    `reported` carries the result as text and its role, `recorded` is emitted after a new event,
    `sampleWanted` when a sample shall be shown. `proofNeeded` carries a ProofNeeded, a callable
    that tries again, and the window to ask over, None for the main window.
    """

    reported = Signal(str, str)
    recorded = Signal()
    sampleWanted = Signal()
    proofNeeded = Signal(object, object, object)

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        filters: AuditFilters,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._background = workspace, background
        self._trail, self._filters = workspace.audit_trail, filters
        self._dialogs = FileDialogs(workspace.folders, background)
        self._purging: PurgingDialog | None = None
        self._managed: list[QPushButton] = []
        self.removal = Question(
            tr("Remove the events that are older than they have to be kept? The export has them."),
            (tr("Remove"), tr("Keep")),
            parent,
        )
        self.removal.agreed.connect(self.remove_old)
        self._lay_out()

    @Slot(object)
    def show_permissions(self, permissions: Permissions) -> None:
        """Enable what the person may do by now."""
        for button in self._managed:
            limit(button, permissions.refusal(Role.MANAGER))

    def on_changes(self, changes: Changes) -> None:
        """Reload the open dialog when decisions on erasing changed."""
        if self._purging is not None and TableFamily.PURGES in changes:
            self._purging.reload()

    @Slot()
    def verify(self) -> None:
        """Check the chain of the whole trail."""
        self.reported.emit(tr("Checking …"), "muted")
        self._background.run(self, self._trail.verify, self._tell_verified, self._fail)

    def export(self, path: Path) -> None:
        """Write the whole trail to a file, and ask whether what is too old may go from it."""
        self._write(partial(self._trail.export, path), then=self._ask_removal)

    @Slot()
    def remove_old(self) -> None:
        """Remove the events that were exported and need not be kept any longer."""
        fail = partial(self._fail_or_prove, self.remove_old)
        self._background.run(self, self._trail.trim, self._tell_removed, fail)

    @Slot()
    def purge(self) -> None:
        """Open the dialog that erases by decision."""
        dialog = PurgingDialog(self._workspace, self._background, self)
        dialog.proofNeeded.connect(self.proofNeeded)
        dialog.finished.connect(self._purged)
        self._purging = dialog
        dialog.open()

    def _lay_out(self) -> None:
        line = Flow()
        self.setLayout(line)
        whole, about = tr("Export …"), tr("Extract about a person …")
        for icon, text, act in (
            ("check", tr("Check the chain"), self.verify),
            ("dice", tr("Random sample"), self.sampleWanted.emit),
            ("export", whole, self._choose_export),
            ("file", about, self._choose_extract),
            ("trash", tr("Erase by decision …"), self.purge),
        ):
            button = QPushButton(theme.icon(icon), text, self)
            button.clicked.connect(act)
            line.addWidget(button)
            if text in {whole, about}:
                self._managed.append(button)
        self.show_permissions(self._workspace.permissions)

    def _tell_verified(self, result: ChainResult) -> None:
        if result.broken is None:
            whole = tr("The chain is whole: %n events.", result.events)
            self.reported.emit(f"{whole} {_compared(result)}", "success")
        elif result.lost:
            text = tr(
                "Events from number {number} to {last} are gone: the store was replaced by an older"
                " copy. Tell those responsible."
            )
            self.reported.emit(text.format(number=result.broken, last=result.lost), "danger")
        else:
            text = tr("The chain is broken at event number {number}. Tell those responsible.")
            self.reported.emit(text.format(number=result.broken), "danger")

    @Slot()
    def _choose_export(self) -> None:
        self._ask_where(tr("Export the audit trail"), tr("audit-trail"), self.export)

    @Slot()
    def _choose_extract(self) -> None:
        person = self._filters.scope.person
        if not person:
            text = tr("Write the personal number in the field above, then extract.")
            self.reported.emit(text, "warning")
            self._filters.person.setFocus()
            return
        self._ask_where(
            *(tr("Extract about a person"), tr("extract")),
            lambda path: self._write(partial(self._trail.extract, person, path)),
        )

    def _ask_where(self, title: str, name: str, then: Callable[[Path], None]) -> None:
        self._dialogs.ask_for_new(NewFile(title, f"{name}.csv", "CSV (*.csv)"), self, then)

    def _write(self, work: Callable[[], int], then: Callable[[], None] | None = None) -> None:
        fail = partial(self._fail_or_prove, partial(self._write, work, then))
        self._background.run(self, work, partial(self._tell_written, then), fail)

    def _tell_written(self, then: Callable[[], None] | None, count: int) -> None:
        self.recorded.emit()
        self.reported.emit(tr("%n events were exported.", count), "success")
        if then is not None:
            then()

    def _ask_removal(self) -> None:
        self._background.run(self, self._trail.removable, self._ask_if_any, self._fail)

    def _ask_if_any(self, count: int) -> None:
        if count:
            self.removal.ask()

    def _tell_removed(self, count: int) -> None:
        self.recorded.emit()
        self.reported.emit(tr("%n events were removed.", count), "success")

    @Slot()
    def _purged(self) -> None:
        self._purging = None
        self.recorded.emit()

    def _fail_or_prove(self, retry: Callable[[], None], error: SdkError) -> None:
        if isinstance(error, ProofNeeded):
            self.proofNeeded.emit(error, retry, None)
        else:
            self._fail(error)

    def _fail(self, error: SdkError) -> None:
        self.reported.emit(sentence(error), "danger")


def _compared(result: ChainResult) -> str:
    """Return whether the end of the trail could be compared with anything."""
    if result.compared:
        return tr("Its end agrees with what is kept outside the store.")
    return tr("There is nothing outside the store to compare its end with.")
