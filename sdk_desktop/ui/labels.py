"""Labels that show a text as it is: never as HTML, never wider than their place."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QWidget

_LONG_RUN = re.compile(r"(\S{30})(?=\S)")
_BUTTON_EDGES = 36
_MAY_BREAK = "\u200b"


def paragraph(text: str, parent: QWidget, *, role: str = "") -> QLabel:
    """Make a label that wraps, selectable with the mouse; `role` is one of the style sheet's."""
    label = plain(text, parent, role=role)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def plain(text: str, parent: QWidget, *, role: str = "") -> QLabel:
    """Make a label of one line."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(_LONG_RUN.sub(rf"\1{_MAY_BREAK}", text))
    label.setProperty("role", role)
    return label


def rule(parent: QWidget) -> QFrame:
    """Make a thin line between two parts."""
    line = QFrame(parent)
    line.setProperty("role", "rule")
    line.setFixedHeight(1)
    return line


class LineButton(QPushButton):
    """A button as wide as its place; a text too long for it ends in …."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setStyleSheet("text-align: left")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(100, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - _BUTTON_EDGES
        shown = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
