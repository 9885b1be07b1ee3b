"""What kind of thing a widget is for assistive technology, where Qt says another.

Qt takes a window that is no dialog for a panel, a part that shows one of several pages for a layer
that is named on every way through it, and each button that stays down for a box to be ticked. A bar
that shrinks or grows would be read aloud with each step; the words beside it say the same.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleInterface,
    QAccessibleStateChangeEvent,
)
from PySide6.QtWidgets import (
    QAccessibleWidget,
    QProgressBar,
    QStackedWidget,
    QWidget,
)

from sdk_desktop.ui.parts.named_button import NamedButton
from sdk_desktop.ui.parts.wrapping_button import WrappingButton

_WINDOWS = {"TopWindow", "ComposeWindow", "MessageWindow", "AttachmentView"}


class PageButton(NamedButton):
    """A button that stays down while its page is shown, one of several.

    What it is stands in its class: Qt asks as soon as the button has words, where a screen reader
    runs, and never again.
    """


class FoldButton(WrappingButton):
    """A button that stays down while what it unfolds is shown."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setCheckable(True)
        self.toggled.connect(self._tell_unfolding)

    @Slot()
    def _tell_unfolding(self) -> None:
        changed = QAccessible.State()
        changed.expanded = True
        QAccessible.updateAccessibility(QAccessibleStateChangeEvent(self, changed))


def install_roles() -> None:
    """Let Qt ask here first what a widget is; once in a process, before it asks the first time."""
    QAccessible.installFactory(_interface)


def _interface(name: str, thing: QObject) -> QAccessibleInterface | None:
    """Return what is spoken of a widget, None where Qt knows better."""
    match thing:
        case QStackedWidget() | QProgressBar():
            return QAccessibleWidget(thing, QAccessible.Role.Client)
        case QWidget() if name in _WINDOWS:
            return QAccessibleWidget(thing, QAccessible.Role.Window)
        case PageButton() | FoldButton():
            return _StayingButton(thing)
    return None


class _StayingButton(QAccessibleWidget):
    """A button that stays down."""

    def __init__(self, button: PageButton | FoldButton) -> None:
        self._is_page = isinstance(button, PageButton)
        role = QAccessible.Role.RadioButton if self._is_page else QAccessible.Role.Button
        super().__init__(button, role)
        self._button = button

    def text(self, kind: QAccessible.Text) -> str:
        """Return its name, which may be the words on it, or what else there is to say."""
        words = self._button.text() if kind is QAccessible.Text.Name else ""
        return super().text(kind) or words

    def state(self) -> QAccessible.State:
        """Return whether it is chosen, or what it unfolds is shown."""
        state, down = super().state(), self._button.isChecked()
        if self._is_page:
            state.checkable, state.checked = True, down
        else:
            state.expandable, state.expanded, state.collapsed = True, down, not down
        return state

    def actionNames(self) -> list[str]:
        """Return what can be done with it."""
        return [QAccessibleActionInterface.pressAction(), *super().actionNames()]

    def doAction(self, name: str) -> None:
        """Do it."""
        if name == QAccessibleActionInterface.pressAction():
            self._button.click()
        else:
            super().doAction(name)
