"""Notices below the top bar: certificates, a newer version, recovery key, days without a fetch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from sdk_desktop.domain.certificate import CertificateOwner, ExpiringCertificate
from sdk_desktop.domain.clock import local
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.domain.roles import Role
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts.accessibility import announce
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.parts.question import Question
from sdk_desktop.ui.words import mark, tr

if TYPE_CHECKING:
    from sdk_desktop.app import App
    from sdk_desktop.usecases.people import EnrolledPeople
    from sdk_desktop.usecases.workspace import Workspace, WorkspaceStatus

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


_MANY_DAYS = 5
_TOO_MANY_DAYS = 10
"""Digg's access point erases what nobody has fetched for so long (transport.md §5.4)."""


class _ClosableNotice(QFrame):
    """Some lines that the user may close."""

    def __init__(self, closes: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.text = paragraph("", self)
        self.seen = QPushButton(tr("Close"), self)
        self.seen.setAccessibleName(closes)
        self.seen.clicked.connect(self.hide)
        line = QHBoxLayout(self)
        line.addWidget(self.text, stretch=1)
        line.addWidget(self.seen)
        self.hide()

    def show_text(self, text: str, *, bad: bool) -> None:
        """Show and announce a text; "" hides the notice."""
        self.text.setText(text)
        self.text.setProperty("role", "danger" if bad else "warning")
        self.text.style().polish(self.text)
        self.setVisible(bool(text))
        if text:
            announce(self.text, text)


class ExpiryNotice(_ClosableNotice):
    """Shown after unlocking, and again each day until all certificates are renewed."""

    def __init__(
        self, workspace: Workspace, background: Background, parent: QWidget, *, silent: bool
    ) -> None:
        super().__init__(tr("Close the notice about certificates"), parent)
        self._workspace, self._background, self._silent = workspace, background, silent
        self._shown: tuple[ExpiringCertificate, ...] = ()

    @Slot()
    def look_up(self) -> None:
        """Look up which certificates end soon; those not used since unlocking are not included."""
        if not self._silent:
            self._background.run(self, self._workspace.certificates, self._take)

    def _take(self, expiring: tuple[ExpiringCertificate, ...]) -> None:
        """Show the notice if it differs from the last one, as the number of days does each day."""
        if expiring != self._shown:
            self._shown = expiring
            text = "\n".join(map(_sentence, expiring))
            self.show_text(text, bad=any(one.ended for one in expiring))


class VersionNotice(_ClosableNotice):
    """Shown once when the organisation has a newer version, and once when that is installed."""

    def __init__(self, app: App, background: Background, parent: QWidget) -> None:
        super().__init__(tr("Close the notice about a newer version"), parent)
        self._app, self._background = app, background
        self._shown = ""
        self._replaced = False

    @Slot()
    def look_at_program(self) -> None:
        """Look whether the program was replaced under this window."""
        if not self._replaced and self._app.program.was_replaced():
            self._replaced = True
            text = tr(
                "SDK Desktop has been updated. Close it and start it again when it suits you; what"
                " you are writing is saved."
            )
            self.show_text(text, bad=False)

    @Slot()
    def look_up(self) -> None:
        """Ask which version is the newest; an error is for the doctor to tell."""
        if self._app.settings.updates is not None and not self._app.practice:
            self._background.run(self, self._app.newer_version, self._take, _leave)

    def _take(self, newer: str) -> None:
        if newer and newer != self._shown and not self._replaced:
            self._shown = newer
            text = tr(
                "Version {version} of SDK Desktop is there. Your IT department installs it; you"
                " need do nothing."
            )
            self.show_text(text.format(version=newer), bad=False)


class FetchNotice(_ClosableNotice):
    """Shown when nothing was fetched for days, until it is closed: what waited may be erased."""

    def __init__(self, parent: QWidget, *, silent: bool) -> None:
        super().__init__(tr("Close the notice about days without messages"), parent)
        self._silent = silent
        self._shown = 0

    @Slot(object)
    def take_state(self, status: WorkspaceStatus) -> None:
        """Show the notice for five days or more, and again for more days than were told."""
        days = status.days_unfetched
        if self._silent or status.last_fetch is None or days < _MANY_DAYS or days <= self._shown:
            return
        self._shown = days
        text = tr(
            "Nothing was fetched after {day}, for %n days. What waits may be erased after some"
            " time, as a rule after ten days. Ask those from whom you expect"
            " something.",
            n=days,
        )
        day = local(status.last_fetch).date().isoformat()
        self.show_text(text.format(day=day), bad=days >= _TOO_MANY_DAYS)


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
        manages = enrolled.role(self._workspace.who).everywhere is Role.MANAGER
        wanted = manages and not enrolled.recovery_confirmed and not self._silent
        if wanted and not self.isVisible():
            announce(self, self._text)
        self.setVisible(wanted)


def _leave(_: SdkError) -> None:
    """Say nothing of an error here."""


def _sentence(one: ExpiringCertificate) -> str:
    day = one.last_day.isoformat()
    if one.ended:
        return tr(_ENDED[one.owner]).format(day=day)
    return tr(_SOON[one.owner], n=one.days_left).format(day=day)
