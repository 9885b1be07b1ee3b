"""The dialog in which people change who may sign in, with a page for each change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from sdk_desktop.domain.clearance import PassphraseProof, Proof, Way
from sdk_desktop.domain.errors import ProofNeeded, SdkError
from sdk_desktop.domain.roles import Role
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.guide.enrolment_step import EnrolmentStep, passphrase_complaint
from sdk_desktop.ui.guide.recovery_key_step import RecoveryKeyStep
from sdk_desktop.ui.parts.step import Step
from sdk_desktop.ui.parts.step_dialog import StepDialog
from sdk_desktop.ui.people.mailbox_role_step import MailboxRoleStep
from sdk_desktop.ui.people.people_overview import PeopleOverview
from sdk_desktop.ui.proof.way_forms import (
    CODE_DIGITS,
    WAYS,
    CardForm,
    LoginForm,
    WayForm,
    typed_code,
)
from sdk_desktop.ui.words import mark, sentence, shown_names, tr
from sdk_desktop.ui.words.plain_text import one_line

if TYPE_CHECKING:
    from sdk_desktop.usecases.people import People
    from sdk_desktop.usecases.workspace import Workspace


T = TypeVar("T")


class PeopleDialog(StepDialog):
    """Shows who may sign in, and a page for each change; `changed` is emitted after each.

    `closed` carries why the client must be locked: the store has got a new key, or could not.
    """

    changed = Signal()
    closed = Signal(str)

    def __init__(
        self, workspace: Workspace, background: Background, organisation: str, parent: QWidget
    ) -> None:
        super().__init__(tr("Who may sign in"), parent)
        self._people, self._background = workspace.people, background
        self._store_key = workspace.store_key
        self._log_out_page = workspace.log_out_page
        self._organisation = organisation
        self._result = ""
        self._held = False
        self._mailboxes = workspace.mailboxes
        self.overview = PeopleOverview(workspace.who, workspace.mailboxes, self)
        self.begin(self.overview)
        self._connect()
        self._look_up()

    @Slot()
    def confirm_recovery(self) -> None:
        """Show the page that asks for the recovery key."""
        self._recovery_step().ask_for_key()

    @Slot()
    def _add_person(self) -> None:
        people = self._people
        step = NewPersonStep(people.begin, people.enrol, self._background, self)
        self._show(step, tr("Added."))

    @Slot()
    def _change_passphrase(self) -> None:
        step = PassphraseStep(self._people, self._background, self)
        self._show(step, tr("Your passphrase is changed."))

    @Slot(object)
    def _add_way(self, way: Way) -> None:
        title, background = tr(WAYS[way]), self._background
        if way is Way.CARD:
            form = partial(CardForm, tr("Add the card"))
            step = WayStep(title, form, self._people.add_card, background, self)
        else:
            browse = partial(LoginForm, background, self._log_out_page)
            step = WayStep(title, browse, self._people.add_login, background, self)
        self._show(step, tr("Added."))

    @Slot(str, object)
    def _remove(self, who: str, way: Way | None) -> None:
        self._result = tr("Removed.")
        self._do(partial(self._people.remove, who, way), self._offer_new_key)

    @Slot(str, object, str)
    def _give_role(self, who: str, role: Role, mailbox: str) -> None:
        text = tr("{name} now has the role {role}.")
        self._result = text.format(name=one_line(who), role=shown_names.role_name(role))
        self._do(partial(self._people.give_role, who, role, mailbox), lambda _: self._note())

    @Slot(str, object)
    def _ask_more(self, who: str, now: Role) -> None:
        give = partial(self._people.give_role, who)
        step = MailboxRoleStep(who, now, self._mailboxes, give, self._background, self)
        self._show(step, tr("The role is given."))

    def _offer_new_key(self, _nothing: None) -> None:
        self._note()
        because = tr("Whoever kept a copy of the key file can still open the store.")
        self.overview.ask_store_key(because)

    @Slot()
    def _renew_store_key(self) -> None:
        self._held = True
        self.setDisabled(True)
        self.overview.result.show_result(tr("The store is written anew …"), "muted")
        renewed = tr("The message store has a new key. Sign in as before.")
        fail = partial(self._fail, self._renew_store_key)
        self._background.run(self, self._store_key.renew, lambda _: self.closed.emit(renewed), fail)

    @Slot()
    def _renew(self) -> None:
        self._do(self._people.renew_recovery, self._show_key)

    def _show_key(self, key: str) -> None:
        self._recovery_step().show_key(key, self._organisation)

    def _recovery_step(self) -> RecoveryKeyStep:
        step = RecoveryKeyStep(self._people.confirm_recovery, self._background, self)
        step.skipped.connect(partial(setattr, self, "_result", ""))
        self._show(step, tr("The recovery key is confirmed."))
        return step

    def _show(self, step: Step, result: str) -> None:
        """Show a step; `result` is the text shown when it is finished."""
        self._result = result
        self.enter(step)

    @Slot()
    def _note(self) -> None:
        self.overview.result.show_result(self._result, "success")
        self._look_up()
        self.changed.emit()

    @Slot()
    def _look_up(self) -> None:
        work, show = self._people.enrolled, self.overview.show_enrolled
        self._background.run(self, work, show, self.overview.show_error)

    def _do(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        fail = partial(self._fail, partial(self._do, work, then))
        self._background.run(self, work, then, fail)

    def reject(self) -> None:
        """Close, unless the client is about to be locked, which is told from here."""
        if not self._held:
            super().reject()

    def _fail(self, retry: Callable[[], None], error: SdkError) -> None:
        self._held = False
        self.setDisabled(False)
        if self._store_key.is_locked():
            self.closed.emit(sentence(error))
        elif isinstance(error, ProofNeeded):
            self.ask_proof(error, retry)
        else:
            self.overview.show_error(error)
            self._look_up()

    def _connect(self) -> None:
        self.stepped.connect(self._note)
        self.overview.personWanted.connect(self._add_person)
        self.overview.passphraseWanted.connect(self._change_passphrase)
        self.overview.addWanted.connect(self._add_way)
        self.overview.removed.connect(self._remove)
        self.overview.roleWanted.connect(self._give_role)
        self.overview.moreWanted.connect(self._ask_more)
        self.overview.confirmWanted.connect(self.confirm_recovery)
        self.overview.renewed.connect(self._renew)
        self.overview.storeKeyWanted.connect(self._renew_store_key)


class NewPersonStep(EnrolmentStep):
    """Enrols another person, who sits at the computer now."""

    title = mark("Add a person")
    text = mark(
        "Let the person sit down here, choose a passphrase and scan the QR code with their phone."
    )
    name = mark("Name")


class PassphraseStep(Step):
    """Changes the passphrase of the person who works here."""

    next_text = mark("Save")

    def __init__(self, people: People, background: Background, parent: QWidget) -> None:
        text = tr("The authenticator on your phone stays as it is.")
        super().__init__(tr("Change my passphrase"), text, parent)
        self._people, self._background = people, background
        self.old = self.add_field(tr("Passphrase now"))
        self.code = self.add_field(tr("One-time code, six digits"))
        self.code.setMaxLength(CODE_DIGITS + 1)
        self.new = self.add_field(tr("New passphrase, several words"))
        self.again = self.add_field(tr("The new passphrase once more"))
        for field in (self.old, self.new, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self.again.returnPressed.connect(self.go_on)
        self.column.addWidget(self.error)

    def go_on(self) -> None:
        """Change it, if everything is there."""
        code = typed_code(self.code)
        complaint = passphrase_complaint(self.new, self.again)
        if not self.old.text() or not code:
            complaint = tr("Type the passphrase and the six digits of the code.")
        self.show_error(complaint)
        if not complaint:
            proof = PassphraseProof(self.old.text(), code)
            work = partial(self._people.change_passphrase, proof, self.new.text())
            self.do_once(self._background, work, self._changed, self._refuse)

    def _changed(self, _nothing: None) -> None:
        self.finished.emit()

    def _refuse(self, error: SdkError) -> None:
        self.show_error(sentence(error))
        self.code.clear()
        self.code.setFocus()


class WayStep(Step):
    """Adds a way to sign in; its form has its own button."""

    has_next = False

    def __init__(
        self,
        title: str,
        form: Callable[[QWidget], WayForm],
        add: Callable[..., None],
        background: Background,
        parent: QWidget,
    ) -> None:
        text = tr("From then on you can sign in in this way, too.")
        super().__init__(title, text, parent)
        self._add, self._background = add, background
        self.way_form = form(self)
        self.way_form.submitted.connect(self._try)
        self.column.addWidget(self.way_form)

    def first_field(self) -> QWidget:
        """Return the first field of the form."""
        return self.way_form.first

    @Slot(object)
    def _try(self, proof: Proof) -> None:
        fail = partial(self._refuse, partial(self._try, proof))
        self._background.run(self, partial(self._add, proof), self._added, fail)

    def _added(self, _nothing: None) -> None:
        self.finished.emit()

    def _refuse(self, retry: Callable[[], None], error: SdkError) -> None:
        if isinstance(error, ProofNeeded):
            self.way_form.enable()
            self.proofNeeded.emit(error, retry)
        else:
            self.way_form.show_refusal(error)
