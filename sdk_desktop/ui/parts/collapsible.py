"""A part of a screen that is hidden until its button is pressed."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import add_layout
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.parts.spoken_roles import FoldButton


class Collapsible(QWidget):
    """A button that shows and hides a content; in the `head` more may stand beside the button."""

    def __init__(self, title: str, content: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.button = FoldButton(title, self)
        self._content = content
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.head = Flow()
        self.head.addWidget(self.button)
        add_layout(column, self.head)
        column.addWidget(content)
        self.button.toggled.connect(self._follow)
        self._follow(False)

    def set_title(self, title: str) -> None:
        """Set the title on the button."""
        self.button.setText(title)

    def show_content(self, shown: bool) -> None:
        """Show or hide the content."""
        self.button.setChecked(shown)

    @Slot(bool)
    def _follow(self, shown: bool) -> None:
        self.button.setIcon(theme.icon("down" if shown else "right"))
        self._content.setVisible(shown)
