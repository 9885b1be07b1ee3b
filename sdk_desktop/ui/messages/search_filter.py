"""What helps to find: a menu that types operators and sorts, and the keys that lead to hits."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QMenu, QToolButton, QWidget

from sdk_desktop.domain.mailbox import Order
from sdk_desktop.ui.messages.message_table import MessageTable
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.words import mark, tr

_WITH_VALUE = (
    (mark("From …"), mark("from:")),
    (mark("To …"), mark("to:")),
    (mark("Diary number …"), mark("dnr:")),
    (mark("Name of an attachment …"), mark("attachment:")),
    (mark("Taken by a colleague …"), mark("handler:")),
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
_ORDERS = {
    Order.NEWEST: mark("Newest first"),
    Order.OLDEST: mark("Oldest first"),
    Order.SENDER: mark("By sender"),
    Order.DEADLINE: mark("By deadline"),
}


def order_words(order: Order) -> str:
    """Return what an order of the list is called."""
    return tr(_ORDERS[order])


class SearchFilter(QToolButton):
    """A button with a menu: what is checked in it stands in the search field, and the other way.

    `ordered` carries the Order that was chosen in it.
    """

    ordered = Signal(object)

    def __init__(self, field: QLineEdit, parent: QWidget) -> None:
        super().__init__(parent)
        self._field, self.order = field, Order.NEWEST
        self.setText(tr("Filter"))
        self.setToolTip(tr("Filter and order"))
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
        menu.addSeparator()
        self._orders = {order: self._order_choice(menu, order) for order in Order}
        menu.aboutToShow.connect(self._look)
        self.setMenu(menu)

    def choose(self, order: Order) -> None:
        """Choose an order of the list."""
        if order is not self.order:
            self.order = order
            self.ordered.emit(order)

    @Slot()
    def choose_next(self) -> None:
        """Choose the order after the one that is chosen."""
        every = list(Order)
        self.choose(every[(every.index(self.order) + 1) % len(every)])

    def _order_choice(self, menu: QMenu, order: Order) -> QAction:
        action = menu.addAction(order_words(order))
        action.setCheckable(True)
        action.triggered.connect(partial(self.choose, order))
        return action

    def _choice(self, menu: QMenu, words: str, typed: str) -> QAction:
        action = menu.addAction(tr(words))
        action.setCheckable(True)
        action.triggered.connect(partial(self._set, action, tr(typed)))
        return action

    def _look(self) -> None:
        """Check what stands in the field, and the order."""
        words = self._field.text().split()
        for order, action in self._orders.items():
            action.setChecked(order is self.order)
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
