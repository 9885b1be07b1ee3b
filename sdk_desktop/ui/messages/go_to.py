"""The dialog that finds a folder or a recipient by a few letters (Ctrl+K)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from sdk_desktop.domain.address import AddressHit, Function
from sdk_desktop.domain.characters import flattened
from sdk_desktop.domain.roles import Role
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.messages.folder_choice import FolderChoice
from sdk_desktop.ui.messages.folder_rows import icon_of
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import announce, announce_choice
from sdk_desktop.ui.room import fitting_text
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.plain_text import one_line

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace

_TARGET = int(Qt.ItemDataRole.UserRole)
_RECIPIENTS = 12
COLUMNS, LINES = 48, 20
"""Characters and lines."""
_MOVES = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class GoTo(QDialog):
    """A field and what matches it; `chosen` carries a FolderChoice, `recipient` a Function."""

    chosen = Signal(object)
    recipient = Signal(object)

    def __init__(
        self,
        choices: Sequence[tuple[str, FolderChoice]],
        workspace: Workspace,
        background: Background,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._choices = tuple(choices)
        self._workspace, self._background = workspace, background
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Go to"))
        self.resize(fitting_text(self, COLUMNS, LINES))
        self.field = QLineEdit(self)
        self.field.setAccessibleName(tr("Go to a mailbox or a recipient"))
        self.field.setPlaceholderText(tr("Go to a mailbox or a recipient"))
        self.found = QListWidget(self)
        self.found.setAccessibleName(tr("What matches"))
        self.found.setWordWrap(True)
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(self.field)
        layout.addWidget(self.found)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self._go)
        self.found.itemActivated.connect(self._go)
        self._search("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and Qt.Key(event.key()) in _MOVES
        ):
            self.found.keyPressEvent(event)
            announce_choice(self.found)
            return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def _search(self, text: str) -> None:
        wanted = flattened(text.strip())
        self.found.clear()
        for name, choice in self._choices:
            if wanted in flattened(name):
                self._add(name, icon_of(choice), choice)
        if wanted and not self._workspace.permissions.refusal_anywhere(Role.HANDLER):
            work = partial(self._workspace.address_book.search, text.strip(), _RECIPIENTS)
            self._background.run(self, work, partial(self._show_recipients, text))
        self.found.setCurrentRow(0)
        announce_choice(self.found)

    def _show_recipients(self, text: str, hits: tuple[AddressHit, ...]) -> None:
        if text != self.field.text():
            return
        for hit in hits:
            function = hit.function
            name = f"{one_line(function.name)} – {one_line(function.organisation.name)}"
            if not hit.gone:
                self._add(name, "compose", function)
        if self.found.currentRow() < 0:
            self.found.setCurrentRow(0)
            announce_choice(self.found)
        if not self.found.count():
            announce(self.field, tr("Nothing matches"))

    def _add(self, name: str, icon: str, target: FolderChoice | Function) -> None:
        item = QListWidgetItem(theme.icon(icon), name, self.found)
        item.setData(_TARGET, target)

    @Slot()
    def _go(self) -> None:
        if self.found.currentRow() < 0:
            return
        target = self.found.currentItem().data(_TARGET)
        self.accept()
        if isinstance(target, FolderChoice):
            self.chosen.emit(target)
        else:
            self.recipient.emit(target)
