"""The guide's page about the organisation's keys and the directories, for an access point."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from sdk_desktop.domain.configuration import AccessPointConnection, Check, Discovery
from sdk_desktop.domain.envelope import Environment
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.guide.connection_check import ConnectionCheck
from sdk_desktop.ui.guide.connection_step import ConnectionStep
from sdk_desktop.ui.parts.fields import add_row
from sdk_desktop.ui.parts.step import Step, typed
from sdk_desktop.ui.words import sentence, tr

if TYPE_CHECKING:
    from sdk_desktop.app import App

Given = tuple[AccessPointConnection, Discovery]


class FederationStep(Step):
    """Asks for keys and directories, stores the connection and shows what works."""

    def __init__(
        self,
        app: App,
        background: Background,
        connection: ConnectionStep,
        mailboxes: Callable[[], Sequence[Mailbox]],
        parent: QWidget,
    ) -> None:
        text = tr("With these the program seals and opens messages itself.")
        super().__init__(tr("Keys and directories"), text, parent)
        self._app, self._background = app, background
        self._connection, self._mailboxes = connection, mailboxes
        self.environment = QComboBox(self)
        self.environment.addItem(tr("Not said"), "")
        for environment in Environment:
            self.environment.addItem(environment.value, environment.value)
        add_row(self.form, tr("Environment of the federation"), self.environment)
        self.key = self.add_file(tr("The organisation's key"), tr("A file, or pkcs11:…"))
        self.key_password_file = self.add_file(tr("File with its password or PIN"))
        self.issuers = self.add_file(tr("Folder with issuers of keys"), folder=True)
        self.zone = self.add_field(tr("The federation's zone (DNS)"))
        self.smp_issuers = self.add_file(tr("Folder with the directory's issuers"), folder=True)
        needed = tr("If needed")
        self.dns_servers = self.add_field(tr("Name servers"), needed)
        self.address_book_url = self.add_field(tr("Address book"), "https://…")
        self.scanner = self.add_field(tr("Malware scanner (clamd)"), needed)
        self.check = ConnectionCheck(background, self)
        self.check.wanted.connect(self._test)
        self.check.failed.connect(self.show_error)
        self.column.addWidget(self.error)
        self.column.addWidget(self.check)

    @property
    def wanted(self) -> bool:
        """Whether the organisation has an access point only."""
        return self._connection.direct

    def go_on(self) -> None:
        """Store what was typed, if it is complete."""
        given = self._given()
        if given is not None:
            work = partial(_keep, self._app, given, self._mailboxes())
            self.do_once(self._background, work, self._kept, self._refuse)

    @Slot()
    def _test(self) -> None:
        given = self._given()
        if given is not None:
            self.check.run(partial(_tried, self._app, given, self._mailboxes()))

    def _given(self) -> Given | None:
        """Return what was typed; None, and an error shown, when it is incomplete or invalid."""
        connection = replace(
            self._connection.access_point,
            key=typed(self.key),
            key_password_file=typed(self.key_password_file),
            issuers=typed(self.issuers),
            address_book_url=typed(self.address_book_url),
            scanner=typed(self.scanner),
        )
        zone, smp_issuers = typed(self.zone), typed(self.smp_issuers)
        if not all(
            (connection.key, connection.issuers, connection.address_book_url, zone, smp_issuers)
        ):
            self.show_missing(tr("Fill in the key, both folders, the zone and the address book."))
            return None
        try:
            chosen = str(self.environment.currentData())
            discovery = Discovery(zone, smp_issuers, typed(self.dns_servers), chosen)
        except SdkError as error:
            self._refuse(error)
            return None
        self.show_error("")
        if discovery.chosen is not None:
            connection = replace(connection, federation=discovery.chosen.federation)
        return connection, discovery

    def _kept(self, _nothing: None) -> None:
        self.finished.emit()

    def _refuse(self, error: SdkError) -> None:
        self.show_error(sentence(error))


def _keep(app: App, given: Given, mailboxes: Sequence[Mailbox]) -> None:
    connection, discovery = given
    app.configure(connection, mailboxes, discovery)


def _tried(app: App, given: Given, mailboxes: Sequence[Mailbox]) -> tuple[Check, ...]:
    _keep(app, given, mailboxes)
    return app.check()
