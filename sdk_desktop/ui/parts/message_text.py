"""Shows limited Markdown; nothing in it can be fetched, opened or run."""

from __future__ import annotations

import re

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QUrl
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QTextBrowser, QWidget

_HEADINGS = (1.4, 1.25, 1.1, 1.0, 1.0, 1.0)
"""Sizes of # … ###### against the text's own."""

_HEADING = re.compile(r"<h([1-6])>")
_CLOSED = re.compile(r"</h[1-6]>")
_EDGE = 2
"""Pixels around the text, in which the focus is drawn."""
_STYLE = f"""
QTextBrowser {{ background: transparent; border: {_EDGE}px solid transparent; padding: 0; }}
QTextBrowser:focus {{ border-color: palette(highlight); }}
"""


class MessageText(QTextBrowser):
    """A text as tall as its content, so that the page around it scrolls."""

    def __init__(self, html: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(0)
        self.setStyleSheet(_STYLE)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabChangesFocus(True)
        self.show_html(html)

    def show_html(self, html: str) -> None:
        """Show other HTML of `markdown.to_html`, in the text size of the moment."""
        points = self.font().pointSizeF()
        sizes = (
            f".h{level} {{ font-size: {points * factor:.1f}pt; font-weight: 600 }}"
            for level, factor in enumerate(_HEADINGS, start=1)
        )
        self.document().setDefaultStyleSheet(f"{' '.join(sizes)} p {{ margin: 0 0 8px 0 }}")
        plain = _HEADING.sub(r'<p class="h\1">', html)
        self.setHtml(_CLOSED.sub("</p>", plain).strip())
        self._fit()

    def loadResource(self, _kind: int, _name: QUrl | str) -> QByteArray:
        return QByteArray()

    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Up, Qt.Key.Key_Down}:
            event.ignore()

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(int(self.document().size().height()) + 2 * _EDGE)
