"""How a window is used without a mouse: Enter, Tab, scrolling to the focus, announcements."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter
from typing import cast

import shiboken6
from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QBoxLayout,
    QComboBox,
    QFormLayout,
    QGridLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QTableView,
    QTextEdit,
    QToolButton,
    QWidget,
)

from sdk_desktop.ui.words import tr

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def announce(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Have a screen reader speak a text, which must not hold content of a message.

    What is `urgent`, such as an error, is spoken before anything else.
    """
    event = QAccessibleAnnouncementEvent(widget, text)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    _tell(event)


def complain(line: QWidget, text: str, field: QLineEdit | None = None) -> None:
    """Have a screen reader speak at once what is wrong, which a line shows.

    A field that it is about gets the keyboard and says it, too, until something else is typed:
    older screen readers speak no announcements.
    """
    announce(line, text, urgent=True)
    if field is not None:
        describe_until_changed(field, text)
        field.setFocus()


def describe_until_changed(field: QLineEdit | QTextEdit, text: str) -> None:
    """Have a screen reader say something of a field with its name, until its text is another."""
    field.setAccessibleDescription(text)
    once = Qt.ConnectionType.SingleShotConnection
    field.textChanged.connect(lambda: field.setAccessibleDescription(""), once)


def read_as_laid_out(root: QWidget) -> None:
    """Let a screen reader come to the parts of a widget in the order of its layouts.

    It follows the order in which they were made, or last brought to the front.
    """
    layout: QLayout | None = root.layout()
    for part in parts_of(layout) if layout is not None else ():
        part.raise_()
        read_as_laid_out(part)


def name_clear_button(field: QLineEdit) -> None:
    """Give a field a button that clears it, with a name."""
    field.setClearButtonEnabled(True)
    button = field.findChild(QToolButton)
    if button is not None:
        button.setAccessibleName(tr("Clear the field"))


def announce_choice(listing: QAbstractItemView) -> None:
    """Have a screen reader speak the chosen row of a list that has not the focus itself."""
    row = listing.currentIndex().row()
    if row >= 0:
        event = QAccessibleEvent(listing, QAccessible.Event.Focus)
        event.setChild(row)
        _tell(event)


class RowsTold(QObject):
    """Has a screen reader ask anew how many rows a table has when their number changes.

    Orca 48 keeps the number of rows for a minute unless a table gets other children.
    """

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        model = table.model()
        for other in (
            *(model.modelAboutToBeReset, model.rowsAboutToBeRemoved),
            *(model.modelReset, model.rowsInserted),
        ):
            other.connect(self._tell)

    @Slot()
    def _tell(self) -> None:
        if self._table.model().rowCount():
            event = QAccessibleEvent(self._table, QAccessible.Event.ObjectCreated)
            event.setChild(0)
            _tell(event)


class RowTable(QTableView):
    """Goes to its first and last row by Home and End; Qt's goes to the ends of the same row."""

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        ends = QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd
        if action in ends:
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)


def name_choice(box: QComboBox, name: str) -> None:
    """Name a box of choices, also where Qt gives its value as its name (Linux)."""
    box.setAccessibleName(name)
    label = QLabel(name, box.parentWidget())
    label.setBuddy(box)
    label.hide()


def follow_layout(root: QWidget) -> None:
    """Set the Tab order of a widget to the order of its layout, also for what was added later."""
    for before, after in pairwise(_focusable(root)):
        QWidget.setTabOrder(before, after)


class OrderedWindow(QWidget):
    """A window of its own, through which Tab goes as it is laid out."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def focusNextPrevChild(self, next_: bool) -> bool:
        follow_layout(self)
        return super().focusNextPrevChild(next_)


def replace_part(column: QLayout, before: QWidget, now: QWidget) -> None:
    """Put a part in another's place, which is destroyed; the keyboard stays where it was in it."""
    place = focused_place(before)
    swap(column, before, now)
    now.show()
    before.hide()
    before.deleteLater()
    focus_place(now, place)


def swap(layout: QLayout, before: QWidget, now: QWidget) -> None:
    """Put a widget in another's place; the item of the other is destroyed, as Qt leaves to us."""
    item = layout.replaceWidget(before, now)
    if item is not None:
        shiboken6.delete(item)


def focused_place(root: QWidget) -> int:
    """Return which of the parts that take the keyboard has it, counted from 0; -1 for none."""
    focus = cast("QWidget | None", root.window().focusWidget())
    return next((n for n, one in enumerate(_focusable(root)) if one is focus), -1)


def focus_place(root: QWidget, place: int) -> None:
    """Give the keyboard to what stands at a place now, or last where less does; not for -1."""
    parts = [one for one in _focusable(root) if one.isEnabled()] if place >= 0 else []
    for part in parts[place : place + 1] or parts[-1:]:
        part.setFocus()


def parts_of(layout: QLayout) -> Iterator[QWidget]:
    """Yield the widgets of a layout and of those inside it, in their order.

    A layout is never asked for its items: Python keeps each as long as the layout, but Qt destroys
    it with its widget, and Python would take what comes to lie there for the item.
    """
    owner: QWidget | None = layout.parentWidget()
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    widgets = [] if owner is None else owner.findChildren(QWidget, options=direct)
    inner = layout.findChildren(QLayout, options=direct)
    parts: tuple[QWidget | QLayout, ...] = (*widgets, *inner)
    placed = [(_place_in(layout, part), part) for part in parts]
    for place, part in sorted(placed, key=itemgetter(0)):
        if place < (0, 0):
            continue
        if isinstance(part, QWidget):
            yield part
        else:
            yield from parts_of(part)


def _place_in(layout: QLayout, part: QWidget | QLayout) -> tuple[int, int]:
    """Return the row and the column of a part, less than nothing for none of the layout's.

    Those of a form or a grid may have been put there in another order.
    """
    at = layout.indexOf(part)
    match layout:
        case QFormLayout() if at >= 0:
            found = (
                layout.getWidgetPosition(part)
                if isinstance(part, QWidget)
                else layout.getLayoutPosition(part)
            )
            row, role = cast("tuple[int, QFormLayout.ItemRole]", found)
            return row, role.value
        case QGridLayout() if at >= 0:
            row, column, *_ = cast("tuple[int, ...]", layout.getItemPosition(at))
            return row, column
    return at, 0


def take_all(layout: QLayout) -> None:
    """Empty a layout; its widgets stay, and the items are destroyed as Qt leaves that to us."""
    while (item := layout.takeAt(0)) is not None:
        shiboken6.delete(item)


def add_layout(
    outer: QBoxLayout | QGridLayout, inner: QLayout, *where: int | Qt.AlignmentFlag
) -> None:
    """Add a layout to one around it, as its own `addLayout` does, and let go of its items.

    Qt's own would let Python keep each item as long as the layout, but Qt destroys it with its
    widget; Python would take what comes to lie there for the item.
    """
    outer.addLayout(inner, *where)  # type: ignore[arg-type]
    let_go_items(inner)


def let_go_items(layout: QLayout) -> None:
    """Let Python forget the items that it came to know of a layout and of those inside it."""
    for place in range(layout.count()):
        match layout.itemAt(place):
            case QLayout() as inner:
                let_go_items(inner)
            case QLayoutItem() as item:
                shiboken6.invalidate(item)


def scrolled_in(widget: QWidget) -> QScrollArea | None:
    """Return the area that a widget is scrolled in, None if there is none."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around


class EnterPresses(QObject):
    """Lets Enter press the button that has the focus; Qt itself does so in dialogs only."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        button = self._window.focusWidget() if _is_enter(event) else None
        if not isinstance(button, QPushButton | QToolButton):
            return super().eventFilter(watched, event)
        button.click()
        return True


class FocusScroll(QObject):
    """Scrolls an area to the widget in it that gets the focus."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._after = QTimer(self, singleShot=True, interval=0)  # a new widget is laid out by then
        self._after.timeout.connect(self._follow)
        qt = QApplication.instance()
        if isinstance(qt, QApplication):
            qt.focusChanged.connect(self._after.start)

    @Slot()
    def _follow(self) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, QWidget) and self._area.isAncestorOf(focus):
            self._area.ensureWidgetVisible(focus)


def _tell(event: QAccessibleEvent) -> None:
    QAccessible.updateAccessibility(event)


def _is_enter(event: QEvent) -> bool:
    return (
        isinstance(event, QKeyEvent)
        and event.type() == QEvent.Type.KeyPress
        and event.key() in _ENTER
        and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        and not event.isAutoRepeat()
    )


def _focusable(widget: QWidget) -> Iterator[QWidget]:
    if widget.isHidden():
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    for part in _held_by(widget):
        yield from _focusable(part)
    layout: QLayout | None = widget.layout()
    if layout is not None:
        yield from _laid_out(layout)


def _held_by(widget: QWidget) -> Iterator[QWidget]:
    """Yield what a widget holds outside of its layout; over an area also what does not scroll."""
    match widget:
        case QScrollArea():
            page: QWidget | None = widget.widget()
            pinned = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
            yield from [page] if page is not None else []
            yield from (one for one in pinned if one is not widget.viewport() and one.layout())
        case QSplitter():
            for place in range(widget.count()):
                yield from filter(None, (widget.handle(place), widget.widget(place)))


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for widget in parts_of(layout):
        yield from _focusable(widget)
