"""The guide's second page: how to reach the message service, and a test of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from sdk_desktop.domain.configuration import Check, Connection
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.ui import words
from sdk_desktop.ui.announce import announce
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.check_up import check_text
from sdk_desktop.ui.guide.fields import Step
from sdk_desktop.ui.labels import paragraph
from sdk_desktop.ui.words import tr

if TYPE_CHECKING:
    from sdk_desktop.app import App


class ConnectionStep(Step):
    """Asks for the connection, keeps it, and shows what works."""

    def __init__(
        self,
        app: App,
        background: Background,
        mailboxes: Callable[[], Sequence[Mailbox]],
        parent: QWidget,
    ) -> None:
        text = tr("Whoever runs your message service gives you these.")
        super().__init__(tr("The connection"), text, parent)
        self._app, self._background, self._mailboxes = app, background, mailboxes
        self.service_url = self.add_field(tr("Message service"), "https://")
        self.token_url = self.add_field(tr("Sign-in service"), "https://")
        self.client_id = self.add_field(tr("The client's name there"))
        self.secret_file = self.add_file(tr("File with its secret"))
        self.private_key_file = self.add_file(tr("Or file with its private key"))
        self.address_book_url = self.add_field(tr("Address book"), "https://")
        self.test = QPushButton(tr("Test the connection"), self)
        self.test.clicked.connect(self._test)
        self.results = QWidget(self)
        self.column.addWidget(self.test)
        self.column.addWidget(self.error)
        self.column.addWidget(self.results)

    @property
    def connection(self) -> Connection:
        """What was typed."""
        return Connection(
            service_url=self.service_url.text().strip(),
            token_url=self.token_url.text().strip(),
            client_id=self.client_id.text().strip(),
            address_book_url=self.address_book_url.text().strip(),
            secret_file=self.secret_file.text().strip(),
            private_key_file=self.private_key_file.text().strip(),
        )

    def go_on(self) -> None:
        """Keep the connection, if it is complete."""
        if self._complete():
            work = partial(self._app.configure, self.connection, self._mailboxes())
            self._background.run(self, work, self._kept, self._refuse)

    @Slot()
    def _test(self) -> None:
        if self._complete():
            self.test.setEnabled(False)
            self._background.run(self, self._try, self._show, self._refuse)

    def _try(self) -> tuple[Check, ...]:
        self._app.configure(self.connection, self._mailboxes())
        return self._app.check()

    def _complete(self) -> bool:
        given = self.connection
        complete = all(
            (given.service_url, given.token_url, given.client_id, given.address_book_url)
        ) and bool(given.secret_file or given.private_key_file)
        self.complain("" if complete else tr("Fill in everything, and one of the two files."))
        return complete

    def _kept(self, _nothing: None) -> None:
        self.finished.emit()

    def _refuse(self, error: SdkError) -> None:
        self.test.setEnabled(True)
        self.complain(words.sentence(error))

    def _show(self, checks: tuple[Check, ...]) -> None:
        self.test.setEnabled(True)
        self.test.setFocus()
        fresh = QWidget(self)
        rows = QVBoxLayout(fresh)
        for check in checks:
            rows.addWidget(paragraph(_line(check), fresh, role=_role(check)))
        self.column.replaceWidget(self.results, fresh)
        self.results.deleteLater()
        self.results = fresh
        failed = sum(not check.ok for check in checks)
        text = tr("%n parts do not work", n=failed) if failed else tr("Everything works.")
        announce(self.test, text)


def _line(check: Check) -> str:
    state = tr("Works") if check.ok else tr("Fails")
    advice = f" {tr(check.advice)}" if check.advice and not check.ok else ""
    return f"{state} – {tr(check.name)}: {check_text(check)}{advice}"


def _role(check: Check) -> str:
    return "success" if check.ok else "danger"
