"""The keyboard shortcuts, and the list of them that F1 shows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QPushButton, QVBoxLayout, QWidget

from sdk_desktop.ui.parts.labels import plain
from sdk_desktop.ui.words import mark, tr

KEYS = (
    ("Ctrl+N", mark("Write a new message")),
    ("Ctrl+R", mark("Answer")),
    ("Ctrl+F", mark("Search")),
    ("Ctrl+K", mark("Go to a mailbox or a recipient")),
    ("Ctrl+T", mark("Take the message")),
    ("Ctrl+Enter", mark("Send")),
    ("J", mark("Next message")),
    ("K", mark("Previous message")),
    ("Enter", mark("Open")),
    ("Esc", mark("Back")),
    ("F5", mark("Fetch now")),
    ("Ctrl+L", mark("Lock")),
    ("F1", mark("Show the keyboard shortcuts")),
)


class ShortcutList(QDialog):
    """Shows every key and what it does."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        for row, (key, text) in enumerate(KEYS):
            name = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            grid.addWidget(plain(name, self, role="heading"), row, 0)
            grid.addWidget(plain(tr(text), self), row, 1)
        close = QPushButton(tr("Close"), self)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(16)
        layout.addLayout(grid)
        layout.addWidget(close)
