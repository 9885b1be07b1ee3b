"""A button of which often only the icon is seen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.labels import shows_whole


class NamedButton(QToolButton):
    """Says its name under the pointer, and its key if it has one.

    It has no tool tip, which a screen reader would speak after the name, as its description.
    """

    def __init__(self, name: str, icon: str, parent: QWidget, *, key: str = "") -> None:
        super().__init__(parent)
        if icon:
            self.setIcon(theme.icon(icon))
        self.setAccessibleName(name)
        self.setAccessibleDescription(key)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def event(self, event: QEvent) -> bool:
        """Say its name, unless there is something else to say."""
        name, key = self.accessibleName(), self.accessibleDescription()
        words = f"{name} ({key})" if key else name
        return shows_whole(self, event, words) or super().event(event)
