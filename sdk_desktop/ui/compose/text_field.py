"""The text of a message with the buttons that form it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from sdk_desktop.ui.compose.rich_editor import RichEditor
from sdk_desktop.ui.parts.accessibility import add_layout
from sdk_desktop.ui.parts.fields import FieldFrame
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.parts.labels import rule
from sdk_desktop.ui.parts.named_button import NamedButton
from sdk_desktop.ui.words import tr

_LINES, _EDGE = 6, 4


class TextField(FieldFrame):
    """An editor with a button for each construct that a text may hold, all in one frame."""

    changed = Signal()

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.editor = RichEditor(text, self)
        self.ring_for(self.editor)
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
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2, 4, 2, 4)
        self._column.setSpacing(4)
        tools = QVBoxLayout()
        tools.setContentsMargins(_EDGE, 0, _EDGE, 0)
        add_layout(tools, self._tools)
        add_layout(self._column, tools)
        self._column.addWidget(rule(self))
        self._column.addWidget(self.editor, stretch=1)

    @property
    def text(self) -> str:
        """What is written."""
        return self.editor.text

    def add_below(self, widget: QWidget) -> None:
        """Put something below the text, within the frame."""
        self._column.addWidget(rule(self))
        self._column.addWidget(widget)

    def add_tool(self, tool: QWidget) -> None:
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
