"""The pages that change a passphrase, add a person or add a way to sign in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from sdk_desktop.domain.clearance import PassphraseProof, Proof
from sdk_desktop.domain.errors import ProofNeeded, SdkError
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.guide.enrolment_step import EnrolmentStep, passphrase_complaint
from sdk_desktop.ui.parts.step import Step
from sdk_desktop.ui.proof.way_forms import CODE_DIGITS, WayForm, typed_code
from sdk_desktop.ui.words import mark, sentence, tr

if TYPE_CHECKING:
    from sdk_desktop.usecases.people import People


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
            self._background.run(self, work, self._changed, self._refuse)

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

    def first_field(self) -> WayForm:
        """Return the form, which has the focus on its first field."""
        return self.way_form

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
