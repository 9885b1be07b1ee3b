"""The head of a message as a text, for whoever reads it by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from sdk_desktop.ui.parts.message_text import MessageText
from sdk_desktop.ui.words import tr


class HeaderText(MessageText):
    """Lies over the head and is seen while it has the keyboard: its lines, with a caret.

    It has no height of its own: it scrolls to the line that is read.
    """

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(tr("About the message"), parent)
        self.setPlainText(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def fit(self) -> None:
        """Leave the height to the head."""
