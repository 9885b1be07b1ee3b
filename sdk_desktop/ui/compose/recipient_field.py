"""The recipient field, which searches the address book while the user types."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.domain.address import AddressHit
from sdk_desktop.domain.draft import DraftRecipient
from sdk_desktop.ui import pauses
from sdk_desktop.ui.addresses.address_list import AddressList
from sdk_desktop.ui.addresses.address_rows import preferred_rows
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts.accessibility import add_layout, announce, announce_choice
from sdk_desktop.ui.parts.fields import FieldFrame
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.parts.labels import ElidedLabel, plain
from sdk_desktop.ui.parts.named_button import NamedButton
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.shown_names import recipient_words

if TYPE_CHECKING:
    from sdk_desktop.usecases.address_book import AddressBook

_HEIGHT = 300


class RecipientField(QWidget):
    """Shows the chosen recipients as chips, and after them the field that finds more.

    What the `mailbox` from which is written has as a favourite comes before the others.
    """

    changed = Signal()

    def __init__(self, address_book: AddressBook, background: Background, parent: QWidget) -> None:
        super().__init__(parent)
        self._address_book = address_book
        self._background = background
        self._recipients: tuple[DraftRecipient, ...] = ()
        self._shown: list[QWidget] = []
        self.mailbox = ""
        self._box = FieldFrame(self)
        self._chips = Flow()
        self.field = QLineEdit(self._box)
        self.field.setAccessibleName(tr("Recipient"))
        self.field.setPlaceholderText(tr("Search for an organisation or a function"))
        self.field.installEventFilter(self)
        self._box.ring_for(self.field)
        self.found = AddressList(tr("Found in the address book"), self)
        self.found.setProperty("role", "popup")
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.itemClicked.connect(self._clicked)
        self.found.hide()
        self.nothing = plain(tr("Nothing in the address book matches"), self, role="muted")
        self.nothing.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        inside = QVBoxLayout(self._box)
        inside.setContentsMargins(4, 2, 4, 2)
        add_layout(inside, self._chips)
        self._chips.addWidget(self.field)
        column.addWidget(self._box)
        column.addWidget(self.nothing)
        self._pause = QTimer(self, singleShot=True, interval=pauses.SUGGEST)
        self._pause.timeout.connect(self._search)
        self.field.textEdited.connect(self._pause.start)
        self.field.textEdited.connect(self.nothing.hide)
        self.field.textEdited.connect(self.changed)

    @property
    def recipients(self) -> tuple[DraftRecipient, ...]:
        """The chosen recipients."""
        return self._recipients

    @property
    def unchosen(self) -> str:
        """What is typed and not chosen."""
        return self.field.text().strip()

    def show_recipients(self, recipients: tuple[DraftRecipient, ...]) -> None:
        """Show other recipients."""
        self._recipients = recipients
        for old in self._shown:
            old.hide()
            old.deleteLater()
        self._shown = [self._chip(recipient) for recipient in recipients]
        self._chips.removeWidget(self.field)
        for widget in (*self._shown, self.field):
            self._chips.addWidget(widget)

    def add(self, hit: AddressHit) -> None:
        """Add a function unless it is chosen already."""
        recipient = DraftRecipient.of_function(hit.function)
        self.field.clear()
        self.found.hide()
        if recipient not in self._recipients:
            self._take((*self._recipients, recipient), tr("Added: {name}"), recipient)

    def switch(self, recipient: DraftRecipient, other: DraftRecipient) -> None:
        """Put another in the place of a recipient."""
        changed = (other if one == recipient else one for one in self._recipients)
        self._take(tuple(dict.fromkeys(changed)), tr("Added: {name}"), other)
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.found.hide()
        elif event.type() == QEvent.Type.ShortcutOverride and self.found.isVisible():
            event.accept()  # while the list is open its keys are the list's, Esc included
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        """Handle a key of the field; return whether it was meant for the list."""
        shown = self.found.isVisible()
        match key:
            case Qt.Key.Key_Down if not shown:
                self._search()
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self.found.move_choice(1 if key == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if shown and self.found.chosen:
                self.add(self.found.chosen)
            case Qt.Key.Key_Escape if shown:
                self.found.hide()
            case Qt.Key.Key_Backspace if not self.field.text() and self._recipients:
                self._remove(self._recipients[-1])
            case _:
                return False
        return True

    def _search(self) -> None:
        text = self.field.text().strip()
        work = partial(self._address_book.search, text)
        self._background.run(self, work, partial(self._show, text))

    def _show(self, text: str, hits: tuple[AddressHit, ...]) -> None:
        if text != self.field.text().strip() or not self.field.hasFocus():
            return
        self.found.show_rows(preferred_rows(hits, self.mailbox))
        self.nothing.setVisible(bool(text) and not hits)
        if not hits:
            self.found.hide()
            announce(self.field, self.nothing.text())
            return
        window = self.window()
        self.found.setParent(window)
        corner = self._box.mapTo(window, QPoint(0, self._box.height()))
        wanted = sum(map(self.found.sizeHintForRow, range(len(hits)))) + 4
        height = min(wanted, _HEIGHT, window.height() - corner.y())
        self.found.setGeometry(corner.x(), corner.y(), self._box.width(), height)
        self.found.show()
        self.found.raise_()
        announce_choice(self.found)

    def _clicked(self, _item: QListWidgetItem) -> None:
        if self.found.chosen is not None:
            self.add(self.found.chosen)

    def _chip(self, recipient: DraftRecipient) -> QWidget:
        words = recipient_words(recipient)
        chip = QFrame(self._box)
        chip.setProperty("role", "chip")
        remove = NamedButton(tr("Remove {name}").format(name=words), "close", chip)
        remove.setProperty("role", "tool")
        remove.clicked.connect(lambda: self._remove(recipient))
        name = ElidedLabel(words, chip)
        row = QHBoxLayout(chip)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(name)
        row.addWidget(remove)
        return chip

    def _remove(self, recipient: DraftRecipient) -> None:
        others = tuple(one for one in self._recipients if one != recipient)
        self._take(others, tr("Removed: {name}"), recipient)
        self.field.setFocus()

    def _take(
        self, recipients: tuple[DraftRecipient, ...], text: str, changed: DraftRecipient
    ) -> None:
        """Take other recipients, and say which one was added or removed and how many there are."""
        self.show_recipients(recipients)
        said = text.format(name=recipient_words(changed))
        announce(self.field, f"{said}. {tr('%n recipients', n=len(recipients))}")
        self.changed.emit()
