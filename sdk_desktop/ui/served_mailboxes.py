"""The side of the lock screen that says whose the client is and which mailboxes it serves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import add_layout
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.plain_text import one_line

WIDTH = 42
"""Characters."""
MOST = 7
"""So many mailboxes are named."""
_EDGE, _GAP, _LARGE, _SMALL = 32, 8, 32, 18


class ServedMailboxes(QFrame):
    """Shows an organisation's name, and the mailboxes that are on this computer."""

    def __init__(self, organisation: str, mailboxes: Sequence[Mailbox], parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        self._column.setSpacing(_GAP)
        self._column.addWidget(_Picture("organisation", _LARGE, self, ink="accent"))
        self._column.addWidget(paragraph(organisation, self, role="title"))
        self._column.addWidget(paragraph(tr("Secure digital communication"), self, role="muted"))
        if mailboxes:
            self._column.addSpacing(2 * _GAP)
            here = tr("Mailboxes on this computer")
            self._column.addWidget(paragraph(here, self, role="small"))
            for mailbox in mailboxes[:MOST]:
                self._add(one_line(mailbox.name))
            if len(mailboxes) > MOST:
                more = tr("and %n more", len(mailboxes) - MOST)
                self._column.addWidget(paragraph(more, self, role="muted"))
        self._column.addStretch(1)

    def _add(self, name: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(_Picture("mailbox", _SMALL, self), alignment=top)
        row.addWidget(paragraph(name, self), 1)
        add_layout(self._column, row)


class _Picture(QLabel):
    """Shows an icon in the colours of the moment; the first screen shows a copy of its pixels."""

    def __init__(self, name: str, side: int, parent: QWidget, *, ink: str = "") -> None:
        super().__init__(parent)
        self._name, self._side, self._ink = name, side, ink
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self._draw()

    def _draw(self) -> None:
        side = theme.px(self._side)
        self.setPixmap(theme.icon(self._name, ink=self._ink).pixmap(side, side))
