"""The first page of the dialog: the form that selects messages, preview, decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.domain.clock import midnight
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.mailbox import Direction, Mailbox
from sdk_desktop.domain.purge import ErasedAt, PurgeCriteria, PurgePreview, PurgeProposal
from sdk_desktop.domain.roles import Role
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.elided_choice import ElidedChoice
from sdk_desktop.ui.parts.fields import add_row, inset
from sdk_desktop.ui.parts.labels import ResultLine, paragraph, rule
from sdk_desktop.ui.parts.permission import limit
from sdk_desktop.ui.parts.question import Question
from sdk_desktop.ui.purging.proposal_list import ProposalList
from sdk_desktop.ui.purging.purge_words import DIRECTIONS, left_words, preview_words
from sdk_desktop.ui.words import example, sentence, tr
from sdk_desktop.ui.words.plain_text import one_line

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


DECISION_LIMIT = 120


class PurgePage(QWidget):
    """Asks before messages are erased.

    `proposeWanted` and `eraseWanted` carry a Preview and a decision, `approved` a Proposal.
    """

    proposeWanted = Signal(object, str)
    eraseWanted = Signal(object, str)
    approved = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._preview: PurgePreview | None = None
        self.form = PurgeForm(workspace.mailboxes, self)
        self.counted = paragraph("", self, role="heading")
        self.left = paragraph("", self, role="muted")
        days = workspace.purging.keep_days
        kept = tr("Backups made earlier still hold the messages, as a rule for %n days.", days)
        self.backups = paragraph(kept, self, role="muted")
        self.go = QPushButton(theme.icon("trash"), "", self)
        self.go.clicked.connect(self._go)
        self.refusal = paragraph("", self, role="muted")
        self.result = ResultLine(self)
        names = {mailbox.address: mailbox.name for mailbox in workspace.mailboxes}
        self.proposals = ProposalList(workspace.who, names, self)
        self._shown: tuple[PurgeProposal, ...] = ()
        self._erased: Mapping[int, ErasedAt] = {}
        self.question: Question | None = None
        self.form.decided.connect(self._enable)
        for other in (self.form.changed, self.form.decided):
            other.connect(self._ask_no_longer)
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

    def _may_alone(self, count: int) -> bool:
        """Return whether the person may erase so many messages without anybody else."""
        manages = not self._refusal(Role.MANAGER)
        return manages and self._workspace.purging.may_alone(count)

    def show_proposals(self, proposals: tuple[PurgeProposal, ...]) -> None:
        """Show the decisions as they are now."""
        self._shown = proposals
        may_alone, permissions = self._workspace.purging.may_alone, self._workspace.permissions
        self.proposals.show_proposals(proposals, permissions, may_alone, self._erased)

    def show_erased(self, erased: Mapping[int, ErasedAt]) -> None:
        """Show at which computers nothing is left of what decisions have erased."""
        self._erased = erased
        self.show_proposals(self._shown)

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
    def _ask_no_longer(self) -> None:
        """Take back a question about other messages than those that stand there by now."""
        if self.question is not None:
            self.question.hide()

    @Slot()
    def _enable(self) -> None:
        decided = bool(self.form.decision.text().strip())
        some = self._preview is not None and self._preview.count > 0
        refusal = self._refusal(Role.REGISTRAR)
        limit(self.go, refusal, otherwise=decided and some)
        self.refusal.setText(sentence(refusal) if refusal else "")
        self.refusal.setVisible(refusal is not None)

    def _refusal(self, needed: Role) -> Refused | None:
        """Return why the person may not do something in the mailboxes that are chosen."""
        mailbox = self.form.criteria.mailbox
        return self._workspace.permissions.refusal(needed, mailbox)

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
        self._column.addWidget(self.refusal)
        self._column.addWidget(self.result)
        self._column.addWidget(rule(self))
        self._column.addWidget(self.proposals)
        self._column.addStretch(1)


class PurgeForm(QWidget):
    """`changed` says that other messages are asked for, `decided` that the decision is another."""

    changed = Signal()
    decided = Signal()

    def __init__(self, mailboxes: Sequence[Mailbox], parent: QWidget) -> None:
        super().__init__(parent)
        self.mailbox = ElidedChoice(self)
        self.mailbox.addItem(tr("All mailboxes"), "")
        for mailbox in mailboxes:
            self.mailbox.addItem(one_line(mailbox.name), mailbox.address)
        self.type = QComboBox(self)
        self.know_types(())
        self.direction = QComboBox(self)
        for direction, name in DIRECTIONS.items():
            self.direction.addItem(tr(name), direction or "")
        self.before = QDateEdit(QDate.currentDate().addYears(-1), self)
        self.before.setDisplayFormat("yyyy-MM-dd")
        self.before.setMaximumDate(QDate.currentDate())
        self.before.lineEdit().setAccessibleName(tr("Before"))
        inset(self.before)
        self.decision = QLineEdit(self)
        self.decision.setMaxLength(DECISION_LIMIT)
        self.decision.setPlaceholderText(example("KS 2026/8 § 12"))
        self._lay_out()
        for choice in (self.mailbox, self.type, self.direction):
            choice.currentIndexChanged.connect(self.changed)
        self.before.dateChanged.connect(self.changed)
        self.decision.textChanged.connect(self.decided)

    @property
    def criteria(self) -> PurgeCriteria:
        """The selected messages: those from before local midnight of the chosen day."""
        before = self.before.date()
        direction = str(self.direction.currentData())
        document_type = self.type.currentData()
        return PurgeCriteria(
            before=midnight(date(before.year(), before.month(), before.day())),
            mailbox=str(self.mailbox.currentData()),
            document_type=document_type,
            direction=Direction(direction) if direction else None,
        )

    def know_types(self, types: Iterable[str]) -> None:
        """Offer the document types that messages have; the choice stays."""
        chosen = self.type.currentText()
        self.type.blockSignals(True)
        self.type.clear()
        self.type.addItem(tr("Any document type"), None)
        self.type.addItem(tr("Without a document type"), "")
        for document_type in types:
            self.type.addItem(one_line(document_type), document_type)
        self.type.setCurrentIndex(max(self.type.findText(chosen), 0))
        self.type.blockSignals(False)

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(16)
        for name, field in (
            (tr("Mailbox"), self.mailbox),
            (tr("Document type"), self.type),
            (tr("Direction"), self.direction),
            (tr("Before"), self.before),
            (tr("Decision"), self.decision),
        ):
            field.setAccessibleName(name)
            add_row(form, name, field)
