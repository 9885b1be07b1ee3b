"""The dialog in which messages are erased by decision."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from sdk_desktop.domain.errors import ProofNeeded, SdkError
from sdk_desktop.domain.purge import PurgePreview, PurgeProposal
from sdk_desktop.ui import pauses
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts.file_dialogs import FileDialogs, NewFile
from sdk_desktop.ui.parts.step_dialog import StepDialog
from sdk_desktop.ui.purging.purge_page import PurgePage
from sdk_desktop.ui.words import sentence, tr

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace

T = TypeVar("T")


class PurgingDialog(StepDialog):
    """Lets people propose, approve and withdraw purges, and save their reports."""

    def __init__(self, workspace: Workspace, background: Background, parent: QWidget) -> None:
        super().__init__(tr("Erase by decision"), parent)
        self._purging, self._background = workspace.purging, background
        self._dialogs = FileDialogs(workspace.folders, background)
        self._asked = 0
        self.page = PurgePage(workspace, self)
        self._pause = QTimer(self, singleShot=True, interval=pauses.FILTER)
        self._pause.timeout.connect(self._look)
        self.page.form.changed.connect(self._look_soon)
        self.page.proposeWanted.connect(self._propose)
        self.page.eraseWanted.connect(self._erase)
        self.page.proposals.approveWanted.connect(self.page.ask_approval)
        self.page.approved.connect(self._approve)
        self.page.proposals.withdrawWanted.connect(self._withdraw)
        self.page.proposals.reportWanted.connect(self._choose_report)
        self.begin(self.page)
        self.page.form.mailbox.setFocus()
        self._background.run(self, workspace.handling.document_types, self.page.form.know_types)
        self._look()
        self.reload()

    def reload(self) -> None:
        """Show the decisions as they are now, and where they are done as far as that is known."""
        work, tell = self._purging.proposals, self._tell_wrong
        self._background.run(self, work, self.page.show_proposals, tell)
        self._background.run(
            self, self._purging.erased_at, self.page.show_erased, lambda _error: None
        )

    @Slot()
    def _look_soon(self) -> None:
        self.page.show_preview(None)
        self._pause.start()

    @Slot()
    def _look(self) -> None:
        self._asked += 1
        work = partial(self._purging.preview, self.page.form.criteria)
        self._background.run(self, work, partial(self._show, self._asked), self._tell_wrong)

    def _show(self, asked: int, preview: PurgePreview) -> None:
        if asked == self._asked and not self._pause.isActive():
            self.page.show_preview(preview)

    @Slot(object, str)
    def _propose(self, preview: PurgePreview, decision: str) -> None:
        text = tr("Proposed. Somebody else must approve it.")
        self.page.show_preview(None)  # nothing is proposed twice
        self._do(partial(self._purging.propose, preview, decision), partial(self._done, text))

    @Slot(object, str)
    def _erase(self, preview: PurgePreview, decision: str) -> None:
        self.page.result.show_result(tr("Erasing …"), "muted")
        self.page.show_preview(None)
        self._do(partial(self._carry_out, preview, decision), self._tell_erased)

    def _carry_out(self, preview: PurgePreview, decision: str) -> PurgeProposal:
        return self._purging.approve(self._purging.propose(preview, decision).number)

    @Slot(object)
    def _approve(self, proposal: PurgeProposal) -> None:
        self.page.result.show_result(tr("Erasing …"), "muted")
        self._do(partial(self._purging.approve, proposal.number), self._tell_erased)

    @Slot(object)
    def _withdraw(self, proposal: PurgeProposal) -> None:
        work = partial(self._purging.withdraw, proposal.number)
        self._do(work, partial(self._done, tr("The proposal is withdrawn.")))

    @Slot(object)
    def _choose_report(self, proposal: PurgeProposal) -> None:
        title, name = tr("Save the report"), tr("erased-messages")
        new = NewFile(title, f"{name}.csv", "CSV (*.csv)")
        self._dialogs.ask_for_new(new, self, partial(self._report, proposal))

    def _report(self, proposal: PurgeProposal, path: Path) -> None:
        work = partial(self._purging.report, proposal.number, path)
        self._do(work, partial(self._done, tr("The report is saved.")))

    def _tell_erased(self, proposal: PurgeProposal) -> None:
        self._done(tr("%n messages were erased.", proposal.erased), proposal)

    def _done(self, text: str, _result: object) -> None:
        self.page.result.show_result(text, "success")
        self.reload()
        self._look()

    def _do(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        fail = partial(self._fail, partial(self._do, work, then))
        self._background.run(self, work, then, fail)

    def _fail(self, retry: Callable[[], None], error: SdkError) -> None:
        if isinstance(error, ProofNeeded):
            self.page.result.show_result("", "muted")
            self.ask_proof(error, retry)
            self._look()
        else:
            self._tell_wrong(error)
            self.reload()
            self._look()

    def _tell_wrong(self, error: SdkError) -> None:
        """Say what could not be done, or looked up: then it is not looked up once more."""
        self.page.result.show_result(sentence(error), "danger")
