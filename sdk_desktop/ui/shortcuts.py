"""The keyboard shortcuts, the help that F1 shows, and the keys that work in every window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHeaderView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.ui.parts.accessibility import add_layout
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.parts.narrow import want_width
from sdk_desktop.ui.practice_frame import PracticeFrame
from sdk_desktop.ui.room import fitting
from sdk_desktop.ui.words import mark, tr

KEYS = (
    ("Ctrl+N", mark("Write a new message")),
    ("Ctrl+R", mark("Answer")),
    ("Ctrl+F", mark("Search")),
    ("Ctrl+K", mark("Go to a mailbox or a recipient")),
    ("Ctrl+T", mark("Take the message")),
    ("Ctrl+D", mark("Enter the diary number")),
    ("Ctrl+G", mark("Register under the number that is proposed")),
    ("Ctrl+U", mark("Mark as unread")),
    ("Ctrl+O", mark("Open the first attachment")),
    ("Ctrl+P", mark("Print the message, or the attachment that is open")),
    ("Ctrl+Enter", mark("Send")),
    ("Ctrl+Z", mark("Take back what was just sent")),
    ("Del", mark("Throw a draft of the list away")),
    ("J", mark("Next message")),
    ("K", mark("Previous message")),
    ("S", mark("Show the list in the next order")),
    ("Alt+Down", mark("Next message, also while you type")),
    ("Alt+Up", mark("Previous message, also while you type")),
    ("Enter", mark("Open")),
    ("Esc", mark("Back")),
    ("F5", mark("Fetch now")),
    ("F8", mark("Hide names and texts while somebody stands at the counter, or show them")),
    ("Ctrl+L", mark("Lock")),
    ("F1", mark("Show the keyboard shortcuts")),
)


LOCK, HELP, BACK, COUNTER = "Ctrl+L", "F1", "Esc", "F8"
"""The keys that work in every window; Esc closes a window that somebody has opened."""
_ITEM_EDGES = 24
"""Pixels at both sides of the words of a row."""
_ROWS = 20
"""As high as so many rows of the list of keys is its window at first."""
_STAYING = frozenset({Qt.WindowType.Window, Qt.WindowType.Dialog, Qt.WindowType.Sheet})


class WindowKeys(QObject):
    """Gives every window of the program, when it gets the keyboard, the keys that work in all.

    A shortcut of one window does not work in another, not even in a dialog over it. While somebody
    practises each gets the frame that says so, too.
    """

    def __init__(
        self,
        qt: QApplication,
        top: QWidget,
        lock: Callable[[], object],
        counter: Callable[[], object],
        *,
        practice: bool = False,
    ) -> None:
        super().__init__(top)
        self._practice = practice
        self._top, self._lock, self._counter = top, lock, counter
        qt.focusWindowChanged.connect(self._equip)

    @Slot(QWindow)
    def _equip(self, window: QWindow | None) -> None:
        for widget in QApplication.topLevelWidgets():
            if window is not None and widget.windowHandle() == window and _stays(widget):
                self._install(widget)

    def _install(self, window: QWidget) -> None:
        if window.findChild(QShortcut, LOCK, Qt.FindChildOption.FindDirectChildrenOnly):
            return
        _add(window, LOCK, self._lock)
        _add(window, COUNTER, self._counter)
        if not isinstance(window, ShortcutList):
            _add(window, HELP, partial(show_keys, window))
        if window is not self._top and not isinstance(window, QDialog):
            _add(window, BACK, window.close)
        if window is not self._top and self._practice:
            PracticeFrame(window)


def show_keys(window: QWidget) -> None:
    """Show the list of keys over a window."""
    ShortcutList(window).open()


class ShortcutList(QDialog):
    """Shows every key and what it does, and leads to the handbook."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        listing = QTreeWidget(self)
        listing.setAccessibleName(tr("Keyboard shortcuts"))
        listing.setHeaderHidden(True)
        listing.setRootIsDecorated(False)
        listing.setAllColumnsShowFocus(True)
        listing.setColumnCount(2)
        for key, text in KEYS:
            name = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            row = QTreeWidgetItem(listing, [name, tr(text)])
            row.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{name}: {tr(text)}")
        listing.resizeColumnToContents(0)
        listing.setCurrentIndex(listing.model().index(0, 0))
        listing.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        listing.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        listing.header().setStretchLastSection(False)  # which is never less than 100 pixels
        listing.setWordWrap(True)
        listing.setItemDelegate(_WrappedLines(listing))
        listing.header().sectionResized.connect(listing.scheduleDelayedItemsLayout)
        wide = listing.columnWidth(0) + listing.sizeHintForColumn(1) + 40
        handbook = QPushButton(tr("Handbook …"), self)
        handbook.clicked.connect(partial(self._show_handbook, parent))
        close = QPushButton(tr("Close"), self)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(16)
        layout.addWidget(listing)
        listing.setFocus()
        buttons = Flow()
        buttons.addWidget(handbook)
        buttons.add_growing(QWidget(self))
        buttons.addWidget(close)
        add_layout(layout, buttons)
        want_width(layout, wide)
        high = listing.sizeHintForRow(0) * _ROWS
        self.resize(fitting(self, QSize(self.sizeHint().width(), high)))

    def _show_handbook(self, over: QWidget) -> None:
        """Show the handbook instead, over the same window."""
        from sdk_desktop.ui.handbook import Handbook  # noqa: PLC0415 - few read it

        Handbook(over).open()
        self.accept()


class _WrappedLines(QStyledItemDelegate):
    """Gives a row the height that its words need in their column; a tree asks for one line only."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        hint, metrics = super().sizeHint(option, index), self._tree.fontMetrics()
        room = QRect(0, 0, self._tree.columnWidth(index.column()) - _ITEM_EDGES, hint.height())
        wrapped = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, str(index.data()))
        more = max(wrapped.height() - metrics.height(), 0)
        return QSize(hint.width(), hint.height() + more)


def _stays(widget: QWidget) -> bool:
    """Return whether a widget is a window, no menu, list or tip that passes."""
    return widget.isWindow() and widget.windowType() in _STAYING


def _add(window: QWidget, key: str, do: Callable[[], object]) -> None:
    shortcut = QShortcut(QKeySequence(key), window)
    shortcut.setObjectName(key)
    shortcut.activated.connect(do)
