"""Enter presses the button that has the focus, in windows as in dialogs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class EnterPresses(QObject):
    """Hears the keys that reach a window because the button with the focus did not want them."""

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


def _is_enter(event: QEvent) -> bool:
    return (
        isinstance(event, QKeyEvent)
        and event.type() == QEvent.Type.KeyPress
        and event.key() in _ENTER
        and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        and not event.isAutoRepeat()
    )
