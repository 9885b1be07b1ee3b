"""How a window is used without a mouse: Enter, Tab, scrolling to the focus, announcements."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QToolButton,
    QWidget,
)

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader speak a text, which must not hold content of a message."""
    _tell(QAccessibleAnnouncementEvent(widget, text))


def announce_choice(listing: QAbstractItemView) -> None:
    """Have a screen reader speak the chosen row of a list that has not the focus itself."""
    row = listing.currentIndex().row()
    if row >= 0:
        event = QAccessibleEvent(listing, QAccessible.Event.Focus)
        event.setChild(row)
        _tell(event)


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
    content = widget.widget() if isinstance(widget, QScrollArea) else None
    if content is not None:
        yield from _focusable(content)
    if isinstance(widget, QSplitter):
        for pane in filter(None, map(widget.widget, range(widget.count()))):
            yield from _focusable(pane)
    layout: QLayout | None = widget.layout()
    if layout is not None:
        yield from _laid_out(layout)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for item in filter(None, map(layout.itemAt, range(layout.count()))):
        widget: QWidget | None = item.widget()
        inner: QLayout | None = item.layout()
        if widget is not None:
            yield from _focusable(widget)
        elif inner is not None:
            yield from _laid_out(inner)
