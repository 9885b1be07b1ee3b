"""Labels that show a text as it is: never as HTML, never wider than their place."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QToolTip, QWidget

from sdk_desktop.ui.parts.accessibility import announce

_LONG_RUN = re.compile(r"\S{40,}")
_PART = re.compile(r"(\S{20})(?=\S)")
_BUTTON_EDGES = 36
_LEAST_CHARACTERS = 6
MAY_BREAK = "\u200b"
"""Lets a long word go on in a new line; it is taken out of what is copied."""
_MARKUP = re.compile("[<&]")
_JOINER = "\u2060"
"""An invisible character that no HTML tag or entity has in its name."""


def paragraph(text: str, parent: QWidget, *, role: str = "") -> QLabel:
    """Return a label that wraps, selectable with the mouse; `role` is one of the style sheet's."""
    label = plain(text, parent, role=role)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def plain(text: str, parent: QWidget, *, role: str = "") -> QLabel:
    """Return a label of one line."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(_LONG_RUN.sub(_breakable, text))
    label.setAccessibleName(text if label.text() != text else "")
    label.setProperty("role", role)
    return label


class ElidedLabel(QLabel):
    """A line that ends in … where there is no room for it; the whole is seen under the pointer."""

    def __init__(self, text: str, parent: QWidget, *, role: str = "") -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setProperty("role", role)

    def event(self, event: QEvent) -> bool:
        """Show the whole under the pointer."""
        return shows_whole(self, event, self.text()) or super().event(event)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        edges = self.contentsMargins()
        least = self.fontMetrics().averageCharWidth() * _LEAST_CHARACTERS
        least += edges.left() + edges.right()
        return QSize(min(hint.width(), least), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        right = Qt.TextElideMode.ElideRight
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), right, room.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, side, shown)
        painter.end()


def tip(text: str) -> str:
    """Return a tool tip that shows a text as it is; Qt reads one with a tag in it as HTML.

    An image in HTML may be on another computer, and Windows would log in there to fetch it.
    """
    return _MARKUP.sub(rf"\g<0>{_JOINER}", text)


def shows_whole(part: QWidget, event: QEvent, text: str) -> bool:
    """Show a text under the pointer when that rests there, and return whether it does.

    A tool tip would be a description: a screen reader would speak the same words twice.
    """
    if not isinstance(event, QHelpEvent) or part.toolTip():
        return False
    QToolTip.showText(event.globalPos(), tip(text), part)
    return True


def rule(parent: QWidget) -> QFrame:
    """Return a thin line between two parts."""
    line = QFrame(parent)
    line.setProperty("role", "rule")
    line.setFixedHeight(1)
    return line


def _breakable(run: re.Match[str]) -> str:
    return _PART.sub(rf"\1{MAY_BREAK}", run.group())


class ResultLine(QLabel):
    """A line that shows what came of something, hidden while it has no text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.hide()

    def show_result(self, text: str, role: str) -> None:
        """Show and announce a text; `role` is one of the style sheet's."""
        self.setProperty("role", role)
        self.style().polish(self)
        self.setText(text)
        self.setVisible(bool(text))
        announce(self, text, urgent=role == "danger")


class LineButton(QPushButton):
    """A button as wide as its place; lines too long for it end in …."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = text
        self.setText(text)
        self.setAccessibleName(text.replace("\n", ", "))
        self.setStyleSheet("text-align: left")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def event(self, event: QEvent) -> bool:
        """Show the whole under the pointer."""
        return shows_whole(self, event, self._text) or super().event(event)

    def sizeHint(self) -> QSize:
        return QSize(100, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setText("\n".join(map(self._cut, self._text.split("\n"))).replace("&", "&&"))

    def _cut(self, line: str) -> str:
        right = Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(line, right, self.width() - _BUTTON_EDGES)
