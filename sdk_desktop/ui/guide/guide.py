"""The guide of the first start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.guide.connection_step import ConnectionStep
from sdk_desktop.ui.guide.enrolment_step import EnrolmentStep
from sdk_desktop.ui.guide.federation_step import FederationStep
from sdk_desktop.ui.guide.organisation_step import OrganisationStep
from sdk_desktop.ui.guide.recovery_key_step import RecoveryKeyStep
from sdk_desktop.ui.guide.step_sequence import StepSequence
from sdk_desktop.ui.parts.step import Step
from sdk_desktop.ui.words import tr

if TYPE_CHECKING:
    from sdk_desktop.app import App


class Guide(StepSequence):
    """The pages of the first start; `done` is emitted when somebody can unlock the client.

    The pages of a connection that is configured are left out.
    """

    def __init__(self, app: App, background: Background, parent: QWidget) -> None:
        super().__init__(parent)
        self.organisation = OrganisationStep(self)
        self.connection = ConnectionStep(app, background, self._mailboxes, self)
        self.federation = FederationStep(app, background, self.connection, self._mailboxes, self)
        self.enrolment = EnrolmentStep(app.enrolling.begin, app.enrolling.enrol, background, self)
        self.recovery_key = RecoveryKeyStep(app.enrolling.confirm_recovery, background, self)
        self.enrolment.enrolled.connect(self._show_key)
        last = Step(tr("All is ready"), tr("Now you can unlock the client and begin."), self)
        last.may_go_back = False
        wanted: tuple[Step, ...] = (self.enrolment, self.recovery_key, last)
        set_up: tuple[Step, ...] = (self.organisation, self.connection, self.federation)
        if app.settings.is_connected:
            for step in set_up:
                step.hide()
        else:
            wanted = (*set_up, *wanted)
        self.hold(wanted)
        background.run(self, app.enrolling.has_key_store, self.enrolment.show_key_warning)
        self._app = app

    def _mailboxes(self) -> tuple[Mailbox, ...]:
        return self.organisation.mailboxes

    def _show_key(self, key: str) -> None:
        self.recovery_key.show_key(key, self._app.settings.organisation)
