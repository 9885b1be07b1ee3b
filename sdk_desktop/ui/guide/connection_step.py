"""The guide's page about the message service or the access point."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QRadioButton, QWidget

from sdk_desktop.domain.configuration import AccessPointConnection, Check, Connection
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.guide.connection_check import ConnectionCheck
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.parts.step import Step, typed
from sdk_desktop.ui.words import example, sentence, tr

if TYPE_CHECKING:
    from sdk_desktop.app import App


class ConnectionStep(Step):
    """Asks for the organisation's message service, or for its access point where it has none.

    A message service is all that is needed; an access point needs another page.
    """

    def __init__(
        self,
        app: App,
        background: Background,
        mailboxes: Callable[[], Sequence[Mailbox]],
        parent: QWidget,
    ) -> None:
        text = tr("Whoever runs your message service or your access point gives you these.")
        super().__init__(tr("The connection"), text, parent)
        self._app, self._background, self._mailboxes = app, background, mailboxes
        self.by_service = QRadioButton(tr("Message service"), self)
        self.by_access_point = QRadioButton(tr("Own access point"), self)
        self._service_rows = self._add_service()
        self._access_point_rows = self._add_access_point()
        self.check = ConnectionCheck(background, self)
        self.check.wanted.connect(self._test)
        self.check.failed.connect(self.show_error)
        self.column.addWidget(self.error)
        self.column.addWidget(self.check)
        self._add_choice()

    @property
    def direct(self) -> bool:
        """Whether the organisation has an access point only."""
        return self.by_access_point.isChecked()

    @property
    def connection(self) -> Connection:
        """What was typed about the message service."""
        return Connection(
            service_url=typed(self.service_url),
            token_url=typed(self.token_url),
            client_id=typed(self.client_id),
            address_book_url=typed(self.address_book_url),
            secret_file=typed(self.secret_file),
            private_key_file=typed(self.private_key_file),
        )

    @property
    def access_point(self) -> AccessPointConnection:
        """What was typed about the access point, without keys and address book."""
        return AccessPointConnection(
            url=typed(self.access_point_url),
            party=typed(self.party),
            key="",
            issuers="",
            address_book_url="",
            user=typed(self.user),
            password_file=typed(self.password_file),
            certificate_file=typed(self.certificate_file),
            certificate_password_file=typed(self.certificate_password_file),
            trusted_file=typed(self.trusted_file),
        )

    def go_on(self) -> None:
        """Store the connection, if it is complete; an access point's is stored by the next page."""
        if not self._complete():
            return
        if self.direct:
            self.finished.emit()
            return
        work = partial(self._app.configure, self.connection, self._mailboxes())
        self.do_once(self._background, work, self._kept, self._refuse)

    def _add_service(self) -> range:
        self.service_url = self.add_field(tr("Message service"), "https://…")
        self.token_url = self.add_field(tr("Sign-in service"), "https://…")
        self.client_id = self.add_field(tr("The client's name there"))
        self.secret_file = self.add_file(tr("File with its secret"))
        self.private_key_file = self.add_file(tr("Or file with its private key"))
        self.address_book_url = self.add_field(tr("Address book"), "https://…")
        return range(self.form.rowCount())

    def _add_access_point(self) -> range:
        first = self.form.rowCount()
        needed = tr("If needed")
        self.access_point_url = self.add_field(tr("Access point"), "https://…")
        self.party = self.add_field(tr("Its name in the network"), example("AP0040-SDK-PROD"))
        self.trusted_file = self.add_file(tr("Issuers of its certificate"), needed)
        self.user = self.add_field(tr("The client's name there"))
        self.password_file = self.add_file(tr("File with its password"))
        self.certificate_file = self.add_file(tr("Or file with its certificate"))
        password = tr("File with the certificate's password")
        self.certificate_password_file = self.add_file(password, needed)
        return range(first, self.form.rowCount())

    def _add_choice(self) -> None:
        row = Flow()
        self.column.insertLayout(self.column.indexOf(self.form), row)
        row.setSpacing(16)
        for choice in (self.by_service, self.by_access_point):
            row.addWidget(choice)
        self.by_access_point.toggled.connect(self._choose)
        self.by_service.setChecked(True)
        self._choose()

    @Slot()
    def _choose(self) -> None:
        for row in self._service_rows:
            self.form.setRowVisible(row, not self.direct)
        for row in self._access_point_rows:
            self.form.setRowVisible(row, self.direct)
        self.check.setVisible(not self.direct)
        self.show_error("")
        self.rearranged.emit()

    @Slot()
    def _test(self) -> None:
        if self._complete():
            self.check.run(partial(_tried, self._app, self.connection, self._mailboxes()))

    def _complete(self) -> bool:
        if self.direct:
            missing = _missing_at_access_point(self.access_point)
        else:
            missing = _missing_at_service(self.connection)
        if missing:
            self.show_missing(missing)
        else:
            self.show_error("")
        return not missing

    def _kept(self, _nothing: None) -> None:
        self.finished.emit()

    def _refuse(self, error: SdkError) -> None:
        self.show_error(sentence(error))


def _tried(app: App, connection: Connection, mailboxes: Sequence[Mailbox]) -> tuple[Check, ...]:
    app.configure(connection, mailboxes)
    return app.check()


def _missing_at_service(given: Connection) -> str:
    needed = (given.service_url, given.token_url, given.client_id, given.address_book_url)
    complete = all(needed) and bool(given.secret_file or given.private_key_file)
    return "" if complete else tr("Fill in everything, and one of the two files.")


def _missing_at_access_point(given: AccessPointConnection) -> str:
    proof = given.password_file if given.user else given.certificate_file
    if given.url and given.party and proof:
        return ""
    return tr("Fill in the access point, its name, and either name and password or a certificate.")
