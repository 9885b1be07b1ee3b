"""The pane at the left: the mailboxes, and below them the keys that lead on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.ui.messages.mailbox_tree import MailboxTree
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.key_list import KeyList
from sdk_desktop.ui.parts.labels import rule
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
    shown = (
        (tr("Next, previous"), "J  K"),
        (tr("Go to …"), "Ctrl+K"),
        (tr("All keys"), "F1"),
    )
    keys = QWidget(parent)
    listed = KeyList(shown, "small", keys)
    listed.grid.setContentsMargins(16, 12, 16, 12)
    listed.grid.setVerticalSpacing(4)
    column = QVBoxLayout(keys)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(rule(keys))
    column.addWidget(listed)
    return keys
