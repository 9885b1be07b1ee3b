"""The dialog in which computers join a shared mailbox, are let in and taken out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from sdk_desktop.domain.errors import ProofNeeded, Refused, SdkError
from sdk_desktop.domain.roles import Permissions, Role
from sdk_desktop.domain.sharing import MemberComputer, SharingStatus, WaitingTicket
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts.fields import add_row
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.parts.proved_step import ProvedStep
from sdk_desktop.ui.parts.role_choice import RoleChoice
from sdk_desktop.ui.parts.step import typed
from sdk_desktop.ui.parts.step_dialog import StepDialog
from sdk_desktop.ui.sharing.sharing_overview import SharingOverview
from sdk_desktop.ui.sharing.word_fields import WordFields
from sdk_desktop.ui.words import example, mark, sentence, shown_names, tr
from sdk_desktop.ui.words.plain_text import one_line
from sdk_desktop.usecases.shared.known_words import COUNT, every_word

if TYPE_CHECKING:
    from sdk_desktop.usecases.shared.mailboxes import SharedMailboxes

T = TypeVar("T")


class SharingDialog(StepDialog):
    """Shows how mailboxes are shared, and a page for each change."""

    def __init__(
        self,
        shared: SharedMailboxes,
        background: Background,
        permissions: Permissions,
        parent: QWidget,
    ) -> None:
        """Show how `shared` are shared; a person's `permissions` may forbid to change it."""
        super().__init__(tr("Shared mailboxes"), parent)
        self._shared, self._background = shared, background
        self._told = ""
        self.overview = SharingOverview(permissions, self)
        self.begin(self.overview)
        self.stepped.connect(self._note)
        self.overview.joinWanted.connect(self._join)
        self.overview.admitWanted.connect(self._admit)
        self.overview.roleWanted.connect(self._give_role)
        self.overview.removed.connect(self._remove)
        self.overview.givenUp.connect(self._go_on_without)
        self.overview.withdrawn.connect(self._withdraw)
        self.overview.stopped.connect(self._stop)
        self._look_up()

    @Slot(object)
    def _join(self, status: SharingStatus) -> None:
        self._told = tr("This computer asks to be let in.")
        join = partial(self._shared.join, status.mailbox.address)
        self.enter(JoinStep(join, self._background, self))

    @Slot(object)
    def _admit(self, status: SharingStatus) -> None:
        self._told = tr("The computer shares the mailbox now.")
        self.enter(AdmitStep(self._shared, status, self._background, self))

    @Slot(object, object, object)
    def _give_role(self, status: SharingStatus, member: MemberComputer, role: Role) -> None:
        text = tr("{name} now has the role {role}.")
        self._told = text.format(name=one_line(member.name), role=shown_names.role_name(role))
        work = partial(self._shared.give_role, status.mailbox.address, member.id, role)
        self._do(work, lambda _: self._note())

    @Slot(object, object)
    def _remove(self, status: SharingStatus, member: MemberComputer) -> None:
        self._told = tr("Removed.")
        work = partial(self._shared.remove, status.mailbox.address, member.id)
        self._do(work, lambda _: self._note())

    @Slot(object, object)
    def _go_on_without(self, status: SharingStatus, member: MemberComputer) -> None:
        self._told = tr("{name} is not waited for.").format(name=one_line(member.name))
        work = partial(self._shared.go_on_without, status.mailbox.address, member.id)
        self._do(work, lambda _: self._note())

    @Slot(object, object)
    def _withdraw(self, status: SharingStatus, ticket: WaitingTicket) -> None:
        text = tr("The ticket for {name} is good no longer.")
        self._told = text.format(name=one_line(ticket.name))
        work = partial(self._shared.withdraw_tickets, status.mailbox.address, ticket.name)
        self._do(work, lambda _: self._note())

    @Slot(object)
    def _stop(self, status: SharingStatus) -> None:
        self._told = tr("The mailbox is not shared here any longer.")
        work = partial(self._shared.stop, status.mailbox.address)
        self._do(work, lambda _: self._note())

    @Slot()
    def _note(self) -> None:
        self.overview.result.show_result(self._told, "success")
        self._look_up()

    def _look_up(self) -> None:
        self._do(self._shared.look, self.overview.show_mailboxes)

    def _do(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        fail = partial(self._fail, partial(self._do, work, then))
        self._background.run(self, work, then, fail)

    def _fail(self, retry: Callable[[], None], error: SdkError) -> None:
        if isinstance(error, ProofNeeded):
            self.ask_proof(error, retry)
        else:
            self.overview.result.show_result(sentence(error), "danger")


class JoinStep(ProvedStep):
    """Asks for the code of a shared mailbox."""

    next_text = mark("Join")

    def __init__(
        self, join: Callable[[str], object], background: Background, parent: QWidget
    ) -> None:
        text = tr("Whoever manages the shared mailbox sees its code. It is no secret.")
        super().__init__(tr("Join a shared mailbox"), text, parent)
        self._join, self.background = join, background
        self.code = self.add_field(tr("The mailbox's code"))
        self.code.returnPressed.connect(self.go_on)
        self.column.addWidget(self.error)

    def go_on(self) -> None:
        """Ask to be let in."""
        self.try_to(partial(self._join, typed(self.code)))


class AdmitStep(ProvedStep):
    """Asks for the words that another computer shows, and lets it in."""

    next_text = mark("Let in")

    def __init__(
        self,
        shared: SharedMailboxes,
        status: SharingStatus,
        background: Background,
        parent: QWidget,
    ) -> None:
        text = tr("Let somebody whom you know read the six words aloud that their screen shows.")
        super().__init__(tr("Let a computer in"), text, parent)
        self._shared, self._status, self.background = shared, status, background
        self.words = WordFields(COUNT, every_word(), self)
        self.words.entered.connect(self.go_on)
        add_row(self.form, tr("The six words"), self.words)
        self.name = self.add_field(tr("What the computer is called"), example(tr("The reception")))
        self.role = RoleChoice(Role.REGISTRAR, self)
        add_row(self.form, tr("What it may do"), self.role)
        self.may = paragraph("", self, role="muted")
        self.form.addRow("", self.may)
        self.role.wanted.connect(self._choose)
        self._choose(Role.REGISTRAR)
        self.name.returnPressed.connect(self.go_on)
        self.column.addWidget(self.error)

    def go_on(self) -> None:
        """Let the computer in that shows these words."""
        if (wrong := self.words.wrong) is not None:
            text = tr("{field} is none of the words. Let it be read once more.")
            self.show_error(text.format(field=wrong.accessibleName()))
            wrong.setFocus()
            return
        self.show_error("")
        name, role = typed(self.name), self.role.role
        self.try_to(partial(self._let_in, self.words.words, name, role))

    def _let_in(self, said: tuple[str, ...], name: str, role: Role) -> None:
        """Let in the computer that shows these words, also one that has asked only now."""
        address = self._status.mailbox.address
        statuses = (one for one in self._shared.look() if one.mailbox.address == address)
        asking = (one for status in statuses for one in status.asking)
        computer = next((one.id for one in asking if one.words == said), None)
        if computer is None:
            raise Refused("No computer that asks shows these words. Do not let it in.")
        self._shared.admit(address, computer, name, role)

    @Slot(object)
    def _choose(self, role: Role) -> None:
        self.role.show_role(role)
        self.may.setText(shown_names.computer_role_sentence(role))
