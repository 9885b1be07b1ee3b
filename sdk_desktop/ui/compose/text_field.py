"""The text of a message with the buttons that form it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from sdk_desktop.ui.compose.rich_editor import RichEditor
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.parts.named_button import NamedButton
from sdk_desktop.ui.words import tr

_LINES = 6


class TextField(QWidget):
    """An editor with a button for each construct that a text may hold."""

    changed = Signal()

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.editor = RichEditor(text, self)
        self.editor.setAccessibleName(tr("Text"))
        self.editor.setMinimumHeight(self.editor.fontMetrics().lineSpacing() * _LINES)
        self.editor.textChanged.connect(self.changed)
        self._tools = Flow()
        self._tools.setSpacing(0)
        self._bold = self._button("bold", tr("Bold"), self.editor.toggle_bold, "Ctrl+B")
        self._italic = self._button("italic", tr("Italic"), self.editor.toggle_italic, "Ctrl+I")
        self._bold.setCheckable(True)
        self._italic.setCheckable(True)
        self._button("heading", tr("Heading"), self.editor.toggle_heading)
        self._button("list", tr("List"), self.editor.toggle_bullets)
        self._button("numbers", tr("Numbered list"), self.editor.toggle_numbers)
        self.editor.cursorPositionChanged.connect(self._show_style)
        self.editor.currentCharFormatChanged.connect(self._show_style)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._tools)
        column.addWidget(self.editor)

    @property
    def text(self) -> str:
        """What is written."""
        return self.editor.text

    def add_tool(self, tool: QToolButton) -> None:
        """Put a further tool beside the others."""
        self._tools.addWidget(tool)

    def _button(self, icon: str, text: str, do: Callable[[], None], keys: str = "") -> QToolButton:
        button = NamedButton(text, icon, self, key=keys)
        button.setProperty("role", "tool")
        button.clicked.connect(do)
        button.clicked.connect(self.editor.setFocus)
        if keys:
            shortcut = QShortcut(QKeySequence(keys), self.editor)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(do)
        self._tools.addWidget(button)
        return button

    def _show_style(self) -> None:
        self._bold.setChecked(self.editor.fontWeight() >= QFont.Weight.Bold)
        self._italic.setChecked(self.editor.fontItalic())
