"""The first page of the dialog: selection, preview, decisions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from sdk_desktop.domain.purge import PurgePreview, PurgeProposal
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.labels import ResultLine, paragraph, rule
from sdk_desktop.ui.parts.question import Question
from sdk_desktop.ui.purging.proposal_list import ProposalList
from sdk_desktop.ui.purging.purge_form import PurgeForm
from sdk_desktop.ui.purging.purge_words import left_words, preview_words
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.plain_text import one_line

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


class PurgePage(QWidget):
    """Asks before messages are erased.

    `proposeWanted` and `eraseWanted` carry a Preview and a decision, `approved` a Proposal.
    """

    proposeWanted = Signal(object, str)
    eraseWanted = Signal(object, str)
    approved = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._may_alone = workspace.purging.may_alone
        self._preview: PurgePreview | None = None
        self.form = PurgeForm(workspace.mailboxes, self)
        self.counted = paragraph("", self, role="heading")
        self.left = paragraph("", self, role="muted")
        days = workspace.purging.keep_days
        kept = tr("Backups made earlier still hold the messages, as a rule for %n days.", days)
        self.backups = paragraph(kept, self, role="muted")
        self.go = QPushButton(theme.icon("trash"), "", self)
        self.go.clicked.connect(self._go)
        self.result = ResultLine(self)
        names = {mailbox.address: mailbox.name for mailbox in workspace.mailboxes}
        self.proposals = ProposalList(workspace.who, names, self)
        self.question: Question | None = None
        self.form.decided.connect(self._enable)
        self._lay_out()
        self.show_preview(None)

    def show_preview(self, preview: PurgePreview | None) -> None:
        """Show the preview; None while it is counted."""
        self._preview = preview
        self.counted.setText(preview_words(preview) if preview else tr("Counting …"))
        self.left.setText(left_words(preview) if preview else "")
        self.left.setVisible(bool(self.left.text()))
        alone = preview is None or self._may_alone(preview.count)
        self.go.setText(tr("Erase …") if alone else tr("Propose to erase"))
        self._enable()

    def show_proposals(self, proposals: tuple[PurgeProposal, ...]) -> None:
        """Show the decisions as they are now."""
        self.proposals.show_proposals(proposals, self._may_alone)

    @Slot(object)
    def ask_approval(self, proposal: PurgeProposal) -> None:
        """Ask once more before a proposal is carried out."""
        question = self._ask(proposal.listed, proposal.decision)
        question.agreed.connect(partial(self.approved.emit, proposal))

    @Slot()
    def _go(self) -> None:
        preview, decision = self._preview, self.form.decision.text().strip()
        if preview is None:
            return
        if self._may_alone(preview.count):
            question = self._ask(preview.count, decision)
            question.agreed.connect(partial(self.eraseWanted.emit, preview, decision))
        else:
            self.proposeWanted.emit(preview, decision)

    def _ask(self, count: int, decision: str) -> Question:
        self.result.show_result("", "muted")
        if self.question is not None:
            self.question.deleteLater()
        text = tr("Erase %n messages by decision {decision}? Nobody can bring them back.", count)
        asked = text.format(decision=one_line(decision))
        self.question = Question(asked, (tr("Erase"), tr("Keep them")), self)
        self._column.insertWidget(self._column.indexOf(self.result), self.question)
        self.question.ask()
        return self.question

    @Slot()
    def _enable(self) -> None:
        decided = bool(self.form.decision.text().strip())
        self.go.setEnabled(decided and self._preview is not None and self._preview.count > 0)

    def _lay_out(self) -> None:
        about = tr("What is erased is gone for good, and only a decision allows it.")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(paragraph(tr("Erase by decision"), self, role="title"))
        self._column.addWidget(paragraph(about, self))
        for widget in (self.form, self.counted, self.left, self.backups):
            self._column.addWidget(widget)
        self._column.addWidget(self.go, alignment=Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.result)
        self._column.addWidget(rule(self))
        self._column.addWidget(self.proposals)
        self._column.addStretch(1)
