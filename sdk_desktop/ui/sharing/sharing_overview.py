"""The mailboxes, and for each the computers that share it or ask to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from sdk_desktop.domain.clock import local
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.roles import Permissions, Role
from sdk_desktop.domain.sharing import MemberComputer, SharedState, SharingStatus
from sdk_desktop.ui.parts.accessibility import add_layout, name_choice, replace_part
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.parts.labels import ResultLine, paragraph
from sdk_desktop.ui.parts.permission import add_refusal, limit
from sdk_desktop.ui.parts.question import Question
from sdk_desktop.ui.parts.role_choice import RoleChoice
from sdk_desktop.ui.words import shown_names, tr
from sdk_desktop.ui.words.plain_text import one_line


class SharingOverview(QWidget):
    """Shows how each mailbox is shared.

    `joinWanted` and `admitWanted` carry a mailbox's SharingStatus; after the user has agreed,
    `stopped` does, and `removed` also the MemberComputer that is to be taken out, `roleWanted` the
    one that is to have a Role, and that, `givenUp` the one that is not to be waited for, and
    `withdrawn` the WaitingTicket that is to be good no longer.
    """

    joinWanted = Signal(object)
    admitWanted = Signal(object)
    roleWanted = Signal(object, object, object)
    removed = Signal(object, object)
    givenUp = Signal(object, object)
    withdrawn = Signal(object, object)
    stopped = Signal(object)

    def __init__(self, permissions: Permissions, parent: QWidget) -> None:
        super().__init__(parent)
        self._permissions = permissions
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(paragraph(tr("Shared mailboxes"), self, role="title"))
        self.result = ResultLine(self)
        self._column.addWidget(self.result)
        add_refusal(permissions.refusal_anywhere(Role.MANAGER), self._column, self)
        self._body = QWidget(self)
        self._column.addWidget(self._body)
        self._column.addStretch(1)
        self.question: Question | None = None

    def show_mailboxes(self, statuses: Sequence[SharingStatus]) -> None:
        """Show how the mailboxes are shared now."""
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for status in statuses:
            column.addWidget(self._card(status, body))
        replace_part(self._column, self._body, body)
        self._body = body

    def _card(self, status: SharingStatus, parent: QWidget) -> QWidget:
        card = QFrame(parent)
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(paragraph(one_line(status.mailbox.name), card, role="heading"))
        match status.state:
            case SharedState.ALONE:
                column.addWidget(paragraph(tr("On this computer only."), card, role="muted"))
                join = QPushButton(tr("Join a shared mailbox …"), card)
                join.clicked.connect(partial(self.joinWanted.emit, status))
                limit(join, self._refusal(status))
                column.addWidget(join, alignment=Qt.AlignmentFlag.AlignLeft)
            case SharedState.ASKING:
                text = tr("Waits to be let in. Say these words to whoever manages the mailbox:")
                column.addWidget(paragraph(text, card))
                column.addWidget(paragraph(" ".join(status.words), card, role="title"))
            case SharedState.MEMBER:
                if status.waits_for:
                    self._add_awaited(status, column, card)
                self._add_members(status, column, card)
        if status.state is not SharedState.ALONE:
            stop = QPushButton(tr("Stop sharing here …"), card)
            stop.clicked.connect(partial(self._ask_stop, status))
            limit(stop, self._refusal(status))
            column.addWidget(stop, alignment=Qt.AlignmentFlag.AlignLeft)
        return card

    def _add_awaited(self, status: SharingStatus, column: QVBoxLayout, card: QWidget) -> None:
        """Show which computers keep a ledger that has lost something from being whole."""
        text = tr(
            "The ledger had lost something. Nothing is sent or fetched until these computers have"
            " been in touch. Start SDK Desktop there:"
        )
        column.addWidget(paragraph(text, card, role="warning"))
        for member in status.waits_for:
            name = one_line(member.name)
            row = Flow()
            row.add_growing(paragraph(name, card))
            if status.manages and not member.is_here:
                give_up = QPushButton(tr("Go on without it …"), card)
                give_up.setAccessibleName(tr("Go on without {name}").format(name=name))
                give_up.clicked.connect(partial(self._ask_give_up, status, member))
                limit(give_up, self._refusal(status))
                row.addWidget(give_up)
            add_layout(column, row)

    def _add_members(self, status: SharingStatus, column: QVBoxLayout, card: QWidget) -> None:
        for member in status.members:
            row = Flow()
            row.add_growing(paragraph(_said(member), card))
            if status.manages and not member.is_here and not member.is_paper:
                row.addWidget(self._role(status, member, card))
            if status.manages and not member.is_here:
                remove = QPushButton(tr("Remove …"), card)
                remove.setAccessibleName(tr("Remove {name}").format(name=one_line(member.name)))
                remove.clicked.connect(partial(self._ask_remove, status, member))
                limit(remove, self._refusal(status))
                row.addWidget(remove)
            add_layout(column, row)
        if status.manages:
            self._add_tickets(status, column, card)
            code = tr("Code for other computers: {code}").format(code=status.code)
            column.addWidget(paragraph(code, card, role="muted"))
            waiting = len(status.asking)
            text = tr("Computers that ask to be let in: {count}").format(count=waiting)
            column.addWidget(paragraph(text, card, role="warning" if waiting else "muted"))
            if waiting:
                admit = QPushButton(tr("Let a computer in …"), card)
                admit.clicked.connect(partial(self.admitWanted.emit, status))
                limit(admit, self._refusal(status))
                column.addWidget(admit, alignment=Qt.AlignmentFlag.AlignLeft)

    def _add_tickets(self, status: SharingStatus, column: QVBoxLayout, card: QWidget) -> None:
        for ticket in status.tickets:
            name, day = one_line(ticket.name), local(ticket.until).date().isoformat()
            said = tr("Ticket for {name}: {role}, until {day}")
            role = shown_names.role_name(ticket.role)
            row = Flow()
            row.add_growing(paragraph(said.format(name=name, role=role, day=day), card))
            withdraw = QPushButton(tr("Take back"), card)
            withdraw.setAccessibleName(tr("Take back the ticket for {name}").format(name=name))
            withdraw.clicked.connect(partial(self.withdrawn.emit, status, ticket))
            limit(withdraw, self._refusal(status))
            row.addWidget(withdraw)
            add_layout(column, row)

    def _role(self, status: SharingStatus, member: MemberComputer, card: QWidget) -> RoleChoice:
        choice = RoleChoice(member.role, card)
        name_choice(choice, tr("What {name} may do").format(name=one_line(member.name)))
        choice.wanted.connect(partial(self._ask_role, status, member))
        limit(choice, self._refusal(status))
        return choice

    def _refusal(self, status: SharingStatus) -> Refused | None:
        """Return why the person may not change how a mailbox is shared."""
        return self._permissions.refusal(Role.MANAGER, status.mailbox.address)

    def _ask_role(self, status: SharingStatus, member: MemberComputer, role: Role) -> None:
        text = tr("Give {name} the role {role}?").format(
            name=one_line(member.name), role=shown_names.role_name(role)
        )
        may = shown_names.computer_role_sentence(role)
        question = self._ask(f"{text} {may}", tr("Give the role"))
        question.agreed.connect(partial(self.roleWanted.emit, status, member, role))

    def _ask_remove(self, status: SharingStatus, member: MemberComputer) -> None:
        text = tr("Remove {name}? What comes from now on cannot be read there.")
        question = self._ask(text.format(name=one_line(member.name)), tr("Remove"))
        question.agreed.connect(partial(self.removed.emit, status, member))

    def _ask_give_up(self, status: SharingStatus, member: MemberComputer) -> None:
        text = tr(
            "Go on without {name}? What only that computer has is missing until it comes back, and"
            " what it had handed over may be handed over once more."
        )
        question = self._ask(text.format(name=one_line(member.name)), tr("Go on"), tr("Wait"))
        question.agreed.connect(partial(self.givenUp.emit, status, member))

    def _ask_stop(self, status: SharingStatus) -> None:
        text = tr("Stop sharing {name} here? What you note is then seen on this computer only.")
        question = self._ask(text.format(name=one_line(status.mailbox.name)), tr("Stop"))
        question.agreed.connect(partial(self.stopped.emit, status))

    def _ask(self, text: str, answer: str, otherwise: str = "") -> Question:
        self.result.show_result("", "success")
        if self.question is not None:
            self.question.deleteLater()
        self.question = Question(text, (answer, otherwise or tr("Keep")), self)
        self._column.insertWidget(1, self.question)
        self.question.ask()
        return self.question


def _said(member: MemberComputer) -> str:
    name = one_line(member.name)
    if member.is_paper:
        return tr("{name}: recovery paper").format(name=name)
    role = shown_names.role_name(member.role)
    here = tr("this computer") if member.is_here else ""
    return f"{name}: {', '.join(filter(None, (role, here)))}"
