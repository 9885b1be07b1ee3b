"""Ways from a message to others: to what passed it on, and when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import add_layout
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.parts.wrapping_button import WrappingButton
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.errand_words import forwarded_words

_SHOWN = 3
"""So many of the messages that passed one on are shown; of the others, how many they are."""


class Forwardings(QWidget):
    """Says to whom a message was forwarded, when and by whom; `opened` carries the row of one."""

    opened = Signal(int)

    def __init__(self, forwarded: Sequence[Headline], parent: QWidget) -> None:
        """Show the messages that passed one on, newest first."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for one in forwarded[:_SHOWN]:
            lead = partial(self.opened.emit, one.row)
            add_layout(column, way("forward", forwarded_words(one), lead, self))
        if more := len(forwarded[_SHOWN:]):
            words = tr("Forwarded %n times before that: see “Who did what with it”", n=more)
            column.addWidget(paragraph(words, self, role="muted"))


def way(icon: str, words: str, go: Callable[[], object], parent: QWidget) -> QHBoxLayout:
    """Return a line with a quiet button that leads elsewhere."""
    button = WrappingButton(words.replace("&", "&&"), parent)
    button.setIcon(theme.icon(icon))
    button.setProperty("role", "quiet")
    button.setStyleSheet("text-align: left")
    button.clicked.connect(go)
    line = QHBoxLayout()
    line.addWidget(button)
    line.addStretch()
    return line
