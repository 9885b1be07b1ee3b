"""Notices below the top bar: certificates that end, a recovery key that nobody has confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from sdk_desktop.domain.certificate import CertificateOwner, ExpiringCertificate
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts.accessibility import announce
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.parts.question import Question
from sdk_desktop.ui.words import mark, tr

if TYPE_CHECKING:
    from sdk_desktop.usecases.people import EnrolledPeople
    from sdk_desktop.usecases.workspace import Workspace

_SOON = {
    CertificateOwner.ORGANISATION: mark(
        "Your organisation's certificate ends on {day} (in %n days). Order a new one."
    ),
    CertificateOwner.CLIENT: mark(
        "This client's certificate for the access point ends on {day} (in %n days)."
        " Order a new one."
    ),
    CertificateOwner.CARD: mark(
        "The certificate on your card ends on {day} (in %n days). Get a new card."
    ),
}
_ENDED = {
    CertificateOwner.ORGANISATION: mark(
        "Your organisation's certificate ended on {day}. Nothing can be sent until there is a new"
        " one."
    ),
    CertificateOwner.CLIENT: mark(
        "This client's certificate for the access point ended on {day}. Nothing comes or goes"
        " until there is a new one."
    ),
    CertificateOwner.CARD: mark("The certificate on your card ended on {day}. Get a new card."),
}


class ExpiryNotice(QFrame):
    """Shown after unlocking, and again each day until all certificates are renewed."""

    def __init__(
        self, workspace: Workspace, background: Background, parent: QWidget, *, silent: bool
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._workspace, self._background, self._silent = workspace, background, silent
        self._shown: tuple[ExpiringCertificate, ...] = ()
        self.text = paragraph("", self)
        self.seen = QPushButton(tr("Close"), self)
        self.seen.setAccessibleName(tr("Close the notice about certificates"))
        self.seen.clicked.connect(self.hide)
        line = QHBoxLayout(self)
        line.addWidget(self.text, stretch=1)
        line.addWidget(self.seen)
        self.hide()

    @Slot()
    def look_up(self) -> None:
        """Look up which certificates end soon; those not used since unlocking are not included."""
        if not self._silent:
            self._background.run(self, self._workspace.certificates, self._take)

    def _take(self, expiring: tuple[ExpiringCertificate, ...]) -> None:
        """Show the notice if it differs from the last one, as the number of days does each day."""
        if expiring == self._shown:
            return
        self._shown = expiring
        text = "\n".join(map(_sentence, expiring))
        ended = any(one.ended for one in expiring)
        self.text.setText(text)
        self.text.setProperty("role", "danger" if ended else "warning")
        self.text.style().polish(self.text)
        self.setVisible(bool(expiring))
        if expiring:
            announce(self.text, text)


class RecoveryKeyNotice(Question):
    """Shown while nobody has confirmed that the recovery key is on paper.

    `known` carries the names of the people who may sign in, each time they are looked up.
    """

    known = Signal(object)

    def __init__(
        self, workspace: Workspace, background: Background, parent: QWidget, *, silent: bool
    ) -> None:
        text = tr("Nobody has confirmed that the recovery key is on paper.")
        super().__init__(text, (tr("Confirm …"), tr("Later")), parent)
        self._workspace, self._background = workspace, background
        self._text, self._silent = text, silent

    def look_up(self) -> None:
        """Look up who may sign in and whether the recovery key is confirmed."""
        self._background.run(self, self._workspace.people.enrolled, self._take)

    def _take(self, enrolled: EnrolledPeople) -> None:
        self.known.emit(tuple(one.who for one in enrolled.people))
        wanted = not enrolled.recovery_confirmed and not self._silent
        if wanted and not self.isVisible():
            announce(self, self._text)
        self.setVisible(wanted)


def _sentence(one: ExpiringCertificate) -> str:
    day = one.last_day.isoformat()
    if one.ended:
        return tr(_ENDED[one.owner]).format(day=day)
    return tr(_SOON[one.owner], n=one.days_left).format(day=day)
