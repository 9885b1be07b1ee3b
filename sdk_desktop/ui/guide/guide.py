"""The guide of the first start, and that for somebody who has only the recovery key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from sdk_desktop.domain.errors import SdkError
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.guide.connection_step import ConnectionStep
from sdk_desktop.ui.guide.enrolment_step import EnrolmentStep
from sdk_desktop.ui.guide.federation_step import FederationStep
from sdk_desktop.ui.guide.organisation_step import OrganisationStep
from sdk_desktop.ui.guide.recovery_key_step import RecoveryKeyStep
from sdk_desktop.ui.guide.step_sequence import StepSequence
from sdk_desktop.ui.parts.step import Step
from sdk_desktop.ui.words import mark, sentence, tr

if TYPE_CHECKING:
    from sdk_desktop.app import App


class Guide(StepSequence):
    """The pages of the first start; `done` is emitted when somebody can unlock the client.

    What is configured, or decided by the organisation, is not asked for.
    """

    def __init__(self, app: App, background: Background, parent: QWidget) -> None:
        super().__init__(tr("Get started"), parent)
        self._app, self._background = app, background
        self.organisation = OrganisationStep(self)
        self.connection = ConnectionStep(app, background, self._mailboxes, self)
        self.federation = FederationStep(app, background, self.connection, self._mailboxes, self)
        self.enrolment = EnrolmentStep(app.enrolling.begin, app.enrolling.enrol, background, self)
        self.recovery_key = RecoveryKeyStep(app.enrolling.confirm_recovery, background, self)
        self.enrolment.enrolled.connect(self._show_key)
        last = Step(tr("All is ready"), tr("Now you can unlock the program and begin."), self)
        last.may_go_back = False
        connected, known = app.settings.is_connected, bool(app.settings.mailboxes)
        if connected and not known:
            self.organisation.finished.connect(self._keep_mailboxes)
        self.organisation.setHidden(known)
        self.connection.setHidden(connected)
        self.federation.setHidden(connected)
        asked: tuple[Step, ...] = () if known else (self.organisation,)
        asked += () if connected else (self.connection, self.federation)
        self.hold((*asked, self.enrolment, self.recovery_key, last))
        self.enrolment.use_key_store(app.enrolling.key_store_may_ask, app.enrolling.has_key_store)

    def _mailboxes(self) -> tuple[Mailbox, ...]:
        return self._app.settings.mailboxes or self.organisation.mailboxes

    @Slot()
    def _keep_mailboxes(self) -> None:
        """Store the mailboxes beside a connection that is decided elsewhere."""
        work = partial(self._app.configure, None, self.organisation.mailboxes)
        self._background.run(self, work, _kept, self._ask_again)

    def _ask_again(self, error: SdkError) -> None:
        """Go back to the mailboxes that could not be stored, and say why."""
        self.steps.setCurrentWidget(self.organisation)
        self.show_step()
        self.organisation.show_error(sentence(error))

    def _show_key(self, key: str) -> None:
        self.recovery_key.show_key(key, self._app.settings.organisation)


class Recovery(StepSequence):
    """Takes the recovery key and enrols a person anew; `done` is emitted when they can unlock."""

    def __init__(self, app: App, background: Background, parent: QWidget) -> None:
        super().__init__(tr("Get in again"), parent, leave=tr("Cancel"))
        self._app = app
        self.key = EnterKeyStep(app, background, self)
        self.enrolment = EnrolmentStep(
            app.enrolling.begin, partial(app.enrolling.recover, ""), background, self
        )
        self.enrolment.next_text = mark("Next")
        self.key.right.connect(self._take_key)
        self.hold((self.key, self.enrolment))
        background.run(self, app.people, self.enrolment.offer_names, _nobody)
        if not app.practice:
            enrolling = app.enrolling
            self.enrolment.use_key_store(enrolling.key_store_may_ask, enrolling.has_key_store)

    @Slot(str)
    def _take_key(self, key: str) -> None:
        self.enrolment.enrol = partial(self._app.enrolling.recover, key)


class EnterKeyStep(Step):
    """Asks for the recovery key; `right` carries it when it is the right one."""

    right = Signal(str)

    names_above = True  # what is typed is long

    def __init__(self, app: App, background: Background, parent: QWidget) -> None:
        text = tr(
            "Type the recovery key from the paper. Then you choose a new passphrase and scan a new"
            " QR code, and sign in with them from now on."
        )
        super().__init__(tr("Use the recovery key"), text, parent)
        self._app, self._background = app, background
        self.key = self.add_field(tr("Recovery key"))
        self.key.returnPressed.connect(self.go_on)
        self.column.addWidget(self.error)

    def go_on(self) -> None:
        """Try the key."""
        key = self.key.text()
        if not key.strip():
            self.show_missing(tr("Type the recovery key."))
            return
        self.show_error("")
        work = partial(self._app.enrolling.confirm_recovery, key)
        self.do_once(self._background, work, partial(self._go_on, key), self._refuse)

    def _go_on(self, key: str, _nothing: None) -> None:
        self.right.emit(key)
        self.finished.emit()

    def _refuse(self, error: SdkError) -> None:
        self.show_error(sentence(error))
        self.key.setFocus()


def _kept(_nothing: None) -> None:
    """Go on: the next page is there already."""


def _nobody(_error: SdkError) -> None:
    """Offer no names when the key file cannot be read, which the recovery key repairs."""
