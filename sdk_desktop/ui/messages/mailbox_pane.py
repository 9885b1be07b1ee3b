"""The pane at the left: the mailboxes, and below them the keys that lead on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.ui.messages.mailbox_tree import MailboxTree
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.labels import plain, rule
from sdk_desktop.ui.words import tr

_LOW = 480
"""Pixels of height, where text has its ordinary size, below which the mailboxes have it all."""


class MailboxPane(QWidget):
    """Shows the mailboxes; the keys only where there is room for both."""

    def __init__(self, mailboxes: Sequence[Mailbox], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.tree = MailboxTree(mailboxes, self)
        self.keys = _keys(self)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAutoFillBackground(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tree, 1)
        column.addWidget(self.keys)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.keys.setVisible(self.height() >= theme.px(_LOW))


def _keys(parent: QWidget) -> QWidget:
    keys = QWidget(parent)
    grid = QGridLayout(keys)
    grid.setContentsMargins(0, 0, 0, 12)
    grid.setVerticalSpacing(4)
    grid.addWidget(rule(keys), 0, 0, 1, 4)
    grid.setRowMinimumHeight(1, 8)
    grid.setColumnMinimumWidth(0, 16)
    grid.setColumnMinimumWidth(3, 16)
    grid.setHorizontalSpacing(0)
    grid.setColumnStretch(1, 1)
    shown = (
        (tr("Next, previous"), "J  K"),
        (tr("Go to …"), "Ctrl+K"),
        (tr("All keys"), "F1"),
    )
    for line, (words, key) in enumerate(shown, 2):
        grid.addWidget(plain(words, keys, role="small"), line, 1)
        grid.addWidget(plain(key, keys, role="small"), line, 2, Qt.AlignmentFlag.AlignRight)
    return keys
