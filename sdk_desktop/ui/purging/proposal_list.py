"""The decisions on erasing, newest first, with their actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sdk_desktop.domain.purge import ErasedAt, PurgeProposal, PurgeState
from sdk_desktop.domain.roles import Permissions, Role
from sdk_desktop.ui.parts.accessibility import add_layout, replace_part
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.parts.permission import add_refusal, limit
from sdk_desktop.ui.purging.purge_words import criteria_words, erased_words, state_words
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.plain_text import one_line

SHOWN = 50
"""Proposals shown at most."""


class ProposalList(QWidget):
    """Shows proposals; each signal carries the Proposal it is about."""

    approveWanted = Signal(object)
    withdrawWanted = Signal(object)
    reportWanted = Signal(object)

    def __init__(self, who: str, names: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self._who, self._names = who, names
        self._erased: Mapping[int, ErasedAt] = {}
        self._shown: tuple[object, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._body = QWidget(self)
        self._column.addWidget(self._body)

    def show_proposals(
        self,
        proposals: Sequence[PurgeProposal],
        permissions: Permissions,
        may_alone: Callable[[int], bool],
        erased: Mapping[int, ErasedAt],
    ) -> None:
        """Show the proposals as they are now, and what the person may do with them.

        `erased` says for some, by number, at which computers nothing is left.
        """
        shown = tuple(proposals[:SHOWN])
        if (shown, permissions, erased) == self._shown:
            return
        self._shown, self._erased = (shown, permissions, erased), erased
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        if shown:
            column.addWidget(paragraph(tr("Decisions"), body, role="heading"))
        for proposal in shown:
            own = proposal.proposed_by == self._who and not may_alone(proposal.listed)
            column.addWidget(self._card(proposal, permissions, body, own=own))
        replace_part(self._column, self._body, body)
        self._body = body

    def _card(
        self, proposal: PurgeProposal, permissions: Permissions, parent: QWidget, *, own: bool
    ) -> QWidget:
        card = QFrame(parent)
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(paragraph(one_line(proposal.decision), card, role="heading"))
        words = criteria_words(proposal.criteria, self._names)
        column.addWidget(paragraph(words, card, role="muted"))
        column.addWidget(paragraph(state_words(proposal), card))
        if (erased := self._erased.get(proposal.number)) is not None:
            column.addWidget(paragraph(erased_words(erased), card))
        if own and proposal.state is PurgeState.PROPOSED:
            column.addWidget(paragraph(tr("Somebody else must approve it."), card))
        buttons = QHBoxLayout()
        for button, needed in self._buttons(proposal, card, own=own):
            limit(button, permissions.refusal(needed, proposal.criteria.mailbox))
            buttons.addWidget(button)
        if buttons.count():
            buttons.addStretch(1)
            add_layout(column, buttons)
        if proposal.state is PurgeState.PROPOSED and not own:
            add_refusal(permissions.refusal(Role.MANAGER, proposal.criteria.mailbox), column, card)
        return card

    def _buttons(
        self, proposal: PurgeProposal, card: QWidget, *, own: bool
    ) -> Iterator[tuple[QPushButton, Role]]:
        wanted = []
        if proposal.state is PurgeState.PROPOSED and not own:
            wanted.append((tr("Approve …"), self.approveWanted, Role.MANAGER))
        if proposal.state is PurgeState.PROPOSED:
            wanted.append((tr("Withdraw"), self.withdrawWanted, Role.REGISTRAR))
        if proposal.erased:
            wanted.append((tr("Report …"), self.reportWanted, Role.REGISTRAR))
        for text, signal, needed in wanted:
            button = QPushButton(text, card)
            button.setAccessibleName(f"{text} {one_line(proposal.decision)}")
            button.clicked.connect(partial(signal.emit, proposal))
            yield button, needed
