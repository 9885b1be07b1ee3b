"""What helps to search: a menu that types operators, and the keys that lead to what is found."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QMenu, QToolButton, QWidget

from sdk_desktop.ui.messages.message_table import MessageTable
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.words import mark, tr

_WITH_VALUE = (
    (mark("From …"), mark("from:")),
    (mark("To …"), mark("to:")),
    (mark("Diary number …"), mark("dnr:")),
    (mark("Name of an attachment …"), mark("attachment:")),
    (mark("From this day on …"), mark("after:")),
    (mark("Before this day …"), mark("before:")),
)
_WHOLE = (
    (mark("Unread"), mark("unread")),
    (mark("Mine"), mark("mine")),
    (mark("With attachments"), mark("attachment:*")),
    (mark("New: nobody has it"), mark("status:new")),
    (mark("Taken by somebody"), mark("status:taken")),
    (mark("An answer is being written"), mark("status:writing")),
    (mark("Answered"), mark("status:answered")),
    (mark("Registered or kept"), mark("status:done")),
)


class SearchFilter(QToolButton):
    """A button with a menu: what is checked in it stands in the search field, and the other way."""

    def __init__(self, field: QLineEdit, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self.setText(tr("Filter"))
        self.setIcon(theme.icon("down"))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands last
        self.setProperty("role", "tool")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._whole = [(self._choice(menu, words, typed), tr(typed)) for words, typed in _WHOLE]
        menu.addSeparator()
        for words, typed in _WITH_VALUE:
            action = menu.addAction(tr(words))
            action.triggered.connect(partial(self._begin, tr(typed)))
        menu.aboutToShow.connect(self._look)
        self.setMenu(menu)

    def _choice(self, menu: QMenu, words: str, typed: str) -> QAction:
        action = menu.addAction(tr(words))
        action.setCheckable(True)
        action.triggered.connect(partial(self._set, action, tr(typed)))
        return action

    def _look(self) -> None:
        """Check what stands in the field."""
        words = self._field.text().split()
        for action, typed in self._whole:
            action.setChecked(typed in words)

    def _set(self, action: QAction, typed: str) -> None:
        words = [word for word in self._field.text().split() if word != typed]
        self._field.setText(" ".join((*words, typed) if action.isChecked() else words))

    def _begin(self, typed: str) -> None:
        """Type an operator, and leave the cursor where its value is to stand."""
        before = self._field.text().rstrip()
        self._field.setText(f"{before} {typed}".lstrip())
        self._field.setFocus()
        self._field.setCursorPosition(len(self._field.text()))


class HitKeys(QObject):
    """Lets Enter and Down lead from the search field to the first hit of what is typed there.

    `searchWanted` is emitted to search at once; `follow` is called when that has been done.
    """

    searchWanted = Signal()

    def __init__(self, field: QLineEdit, table: MessageTable) -> None:
        super().__init__(field)
        self._field, self._table = field, table
        self._waits = False
        field.returnPressed.connect(self._go)
        down = QShortcut(QKeySequence("Down"), field)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._go)

    @Slot()
    def follow(self) -> None:
        """Give the first hit the keyboard, if one is waiting for it."""
        if self._waits:
            self._waits = False
            self._table.setFocus()
            self._table.choose(0)

    @Slot()
    def _go(self) -> None:
        self._waits = True
        if self._field.text().strip():
            self.searchWanted.emit()
        else:
            self.follow()
