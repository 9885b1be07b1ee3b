"""Goes between the pages of the main window, and to places within them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from sdk_desktop.ui.addresses.address_book_view import AddressBookView
from sdk_desktop.ui.audit.audit_view import AuditView
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.messages.folder_choice import FolderChoice
from sdk_desktop.ui.messages.go_to import GoTo
from sdk_desktop.ui.messages.messages_page import MessagesPage

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace

MESSAGES, ADDRESS_BOOK, AUDIT = range(3)
"""The pages by their number."""


class Navigation(QObject):
    """`shown` gives the page that is shown, `recipient` a Function that the user went to."""

    shown = Signal(int)
    recipient = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        messages: MessagesPage,
        pages: QStackedWidget,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._workspace, self._background = workspace, background
        self._messages, self._pages, self._window = messages, pages, window

    @Slot(int)
    def show_page(self, number: int) -> None:
        """Show messages, address book or audit trail."""
        self._pages.setCurrentIndex(number)
        page = self._pages.currentWidget()
        if isinstance(page, AddressBookView | AuditView):
            page.reload()
            page.setFocus()
        self.shown.emit(number)

    @Slot()
    def ask_where(self) -> None:
        """Let the user go somewhere by a few letters."""
        places = self._messages.tree.places()
        dialog = GoTo(places, self._workspace, self._background, self._window)
        dialog.place.connect(self.go)
        dialog.recipient.connect(self.recipient)
        dialog.open()

    @Slot(object)
    def go(self, place: FolderChoice) -> None:
        """Go to a place in the mailboxes."""
        self.show_page(MESSAGES)
        self._messages.go(place)

    @Slot()
    def search(self) -> None:
        """Go to the search field."""
        self.show_page(MESSAGES)
        self._messages.search()

    @Slot()
    def back(self) -> None:
        """Go one step back, at last to the mailboxes."""
        if self._pages.currentIndex() == MESSAGES:
            self._messages.back()
        else:
            self.show_page(MESSAGES)
