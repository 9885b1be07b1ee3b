"""The pages of the main window: the messages, the address book and the audit trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from sdk_desktop.domain.changes import Changes, TableFamily
from sdk_desktop.domain.roles import Permissions
from sdk_desktop.ui.addresses.address_book_view import AddressBookView
from sdk_desktop.ui.audit.audit_view import AuditView
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.messages.messages_page import MessagesPage

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace

MESSAGES, ADDRESS_BOOK, AUDIT = range(3)
"""The pages by their number."""


class MainPages(QStackedWidget):
    """The pages, of which the messages are there at once and each other when it is first shown.

    `writeTo` carries a function that a message is to be written to, `opened` the Headline of one
    that is to be read, `proofNeeded` an error, what to try again, and the window to ask over.
    """

    writeTo = Signal(object)
    opened = Signal(object)
    proofNeeded = Signal(object, object, object)

    def __init__(self, workspace: Workspace, background: Background, parent: QWidget) -> None:
        super().__init__(parent)
        self._work = workspace, background
        self._addresses: AddressBookView | None = None
        self._audit: AuditView | None = None
        self._hides_words = False
        self.messages = MessagesPage(workspace, background, self)
        self._places = {ADDRESS_BOOK: QWidget(self), AUDIT: QWidget(self)}
        for page in (self.messages, *self._places.values()):
            self.addWidget(page)

    @property
    def addresses(self) -> AddressBookView:
        """The address book."""
        if self._addresses is None:
            self._addresses = AddressBookView(*self._work, self)
            self._addresses.details.show_permissions(self._work[0].permissions)
            self._addresses.details.hide_words(self._hides_words)
            self._addresses.writeTo.connect(self.writeTo)
            self._addresses.opened.connect(self.opened)
            self._put(ADDRESS_BOOK, self._addresses)
        return self._addresses

    @property
    def audit(self) -> AuditView:
        """The audit trail."""
        if self._audit is None:
            self._audit = AuditView(*self._work, self)
            self._audit.proofNeeded.connect(self.proofNeeded)
            self._put(AUDIT, self._audit)
        return self._audit

    def told_parts(self) -> tuple[QWidget, ...]:
        """Return the parts that tell of people: message, what needs somebody, board, audit."""
        return self.messages.reading, self.messages.todo, self.messages.middle.board, self.audit

    @Slot(bool)
    def hide_words(self, hidden: bool) -> None:
        """Hide in lists what people, subjects and texts are, or show it again."""
        self._hides_words = hidden
        self.messages.list.hide_words(hidden)
        if self._addresses is not None:
            self._addresses.details.hide_words(hidden)

    @Slot(int)
    def show_page(self, number: int) -> None:
        """Show a page, and what it has now."""
        if number == ADDRESS_BOOK:
            self.setCurrentWidget(self.addresses)
            self.addresses.begin()
        elif number == AUDIT:
            self.setCurrentWidget(self.audit)
            self.audit.begin()
        else:
            self.setCurrentIndex(number)

    def on_changes(self, changes: Changes) -> None:
        """Tell the pages that are there what a transaction changed."""
        self.messages.on_changes(changes)
        if self._addresses is not None and TableFamily.ADDRESSES in changes:
            self._addresses.reload()
        if self._audit is not None:
            self._audit.on_changes(changes)

    @Slot(object)
    def show_permissions(self, permissions: Permissions) -> None:
        """Enable on the pages that are there what the person may do by now."""
        self.messages.show_permissions(permissions)
        if self._addresses is not None:
            self._addresses.details.show_permissions(permissions)
        if self._audit is not None:
            self._audit.acts.show_permissions(permissions)

    def _put(self, number: int, page: QWidget) -> None:
        place = self._places.pop(number)
        self.insertWidget(number, page)
        self.removeWidget(place)
        place.deleteLater()
