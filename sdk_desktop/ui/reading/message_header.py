"""The head of a message: parties, confidentiality, subject, persons, references."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sdk_desktop.domain.mailbox import Reading
from sdk_desktop.domain.message import Message
from sdk_desktop.ui.parts.detail_rows import DetailRows
from sdk_desktop.ui.parts.labels import paragraph, plain
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.message_words import header_rows
from sdk_desktop.ui.words.plain_text import one_line


class MessageHeader(QWidget):
    """Shows the head of one message."""

    def __init__(self, reading: Reading, message: Message, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._marks(message))
        subject = one_line(message.label or "") or tr("(no subject)")
        column.addWidget(paragraph(subject, self, role="title"))
        column.addWidget(DetailRows(header_rows(reading, message), self))

    def _marks(self, message: Message) -> QHBoxLayout:
        line = QHBoxLayout()
        if message.confidential:
            line.addWidget(plain(tr("CONFIDENTIAL"), self, role="badge"))
        else:
            line.addWidget(plain(tr("Not marked as confidential"), self, role="muted"))
        line.addStretch()
        return line
