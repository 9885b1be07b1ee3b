"""The text of a message: written as Markdown, seen as the reader will see it."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.parts.message_text import MessageTexts
from sdk_desktop.ui.words import tr

_HEADING = re.compile(r"#{1,6} ")
_LINES = 6
_MARGIN = 8
"""Pixels around the preview."""
_BLOCK = "\u2029"
"""What Qt puts between the lines of a selection."""


class TextField(QWidget):
    """An editor with three format buttons and a preview."""

    changed = Signal()

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.editor = QPlainTextEdit(text, self)
        self.editor.setAccessibleName(tr("Text"))
        self.editor.setTabChangesFocus(True)
        self.editor.setMinimumHeight(self.editor.fontMetrics().lineSpacing() * _LINES)
        self.editor.textChanged.connect(self.changed)
        self.page = MessageTexts((), self, tr("Preview of the text"))
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setProperty("role", "reading")
        area.setWidget(_at_the_top(self.page))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.editor)
        self._stack.addWidget(area)
        self._bold = self._button("bold", tr("Bold"))
        self._bold.clicked.connect(self._make_bold)
        self._heading = self._button("heading", tr("Heading"))
        self._heading.clicked.connect(self._make_heading)
        self._list = self._button("list", tr("List"))
        self._list.clicked.connect(self._make_list)
        self.preview = self._button("eye", tr("Preview"))
        self.preview.setCheckable(True)
        self.preview.toggled.connect(self._show_preview)
        gap = QWidget(self)
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line = Flow()
        for tool in (self._bold, self._heading, self._list, gap, self.preview):
            line.addWidget(tool)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addWidget(self._stack)

    @property
    def text(self) -> str:
        """What is written."""
        return self.editor.toPlainText()

    def _button(self, icon: str, text: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(theme.icon(icon))
        button.setText(text)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _show_preview(self, shown: bool) -> None:
        self.page.show_texts([("", self.text)] if shown else ())
        self._stack.setCurrentIndex(int(shown))
        for button in (self._bold, self._heading, self._list):
            button.setEnabled(not shown)

    def _make_bold(self) -> None:
        cursor = self.editor.textCursor()
        chosen = cursor.selectedText()
        cursor.insertText(f"**{chosen}**")
        if not chosen:
            cursor.movePosition(cursor.MoveOperation.Left, n=2)
            self.editor.setTextCursor(cursor)
        self.editor.setFocus()

    def _make_heading(self) -> None:
        self._change_lines(_heading_or_not)

    def _make_list(self) -> None:
        self._change_lines(_item_or_not)

    def _change_lines(self, change: Callable[[str], str]) -> None:
        """Change every line that the selection touches, as one step to undo."""
        cursor = self.editor.textCursor()
        end = cursor.selectionEnd()
        cursor.setPosition(cursor.selectionStart())
        cursor.movePosition(cursor.MoveOperation.StartOfBlock)
        cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
        cursor.movePosition(cursor.MoveOperation.EndOfBlock, cursor.MoveMode.KeepAnchor)
        lines = cursor.selectedText().split(_BLOCK)
        cursor.insertText("\n".join(map(change, lines)))
        self.editor.setFocus()


def _at_the_top(page: QWidget) -> QWidget:
    """Return a ground on which a page lies at the top, with some room around it."""
    ground = QWidget()
    column = QVBoxLayout(ground)
    column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    column.addWidget(page)
    column.addStretch(1)
    return ground


def _heading_or_not(line: str) -> str:
    return _HEADING.sub("", line, count=1) if _HEADING.match(line) else f"# {line}"


def _item_or_not(line: str) -> str:
    return line.removeprefix("* ") if line.startswith("* ") else f"* {line}"
