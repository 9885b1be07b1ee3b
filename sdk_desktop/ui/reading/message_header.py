"""The head of a message: parties, confidentiality, subject, persons, references."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from sdk_desktop.domain.clock import system_clock
from sdk_desktop.domain.mailbox import Direction, Headline, Reading
from sdk_desktop.domain.message import Message, Party
from sdk_desktop.ui.parts.accessibility import add_layout
from sdk_desktop.ui.parts.icon_label import IconLabel
from sdk_desktop.ui.parts.labels import ElidedLabel, paragraph, plain
from sdk_desktop.ui.parts.message_text import RING
from sdk_desktop.ui.reading.header_text import HeaderText
from sdk_desktop.ui.reading.references import ReferenceChips
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.dates_and_sizes import day_and_time
from sdk_desktop.ui.words.message_words import head_text, party_names
from sdk_desktop.ui.words.plain_text import one_line

_GAP = 8


class MessageHeader(QWidget):
    """Shows the head of one message: subject, two lines, and what it is about.

    It keeps room for the focus beside its words, as a text does: see `LevelColumn`.
    """

    def __init__(self, reading: Reading, message: Message, parent: QWidget) -> None:
        super().__init__(parent)
        came = reading.headline.direction is Direction.IN
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(_GAP)
        over, column = QGridLayout(), QVBoxLayout()
        add_layout(whole, over)
        add_layout(over, column, 0, 0)
        column.setContentsMargins(RING, 0, RING, 0)
        column.setSpacing(2)
        subject = one_line(message.label or "") or tr("(no subject)")
        column.addWidget(paragraph(subject, self, role="title"))
        column.addSpacing(_GAP // 2)
        other = message.sender if came else message.recipient
        add_layout(column, self._first(other, reading.headline, came=came))
        add_layout(column, self._second(message, came=came))
        self.text = HeaderText(head_text(reading, message), self)
        over.addWidget(self.text, 0, 0)
        self.references = ReferenceChips(message, reading.headline.direction, self)
        beside = QHBoxLayout()
        beside.setContentsMargins(RING, 0, RING, 0)
        beside.addWidget(self.references)
        add_layout(whole, beside)

    def _first(self, other: Party, headline: Headline, *, came: bool) -> QHBoxLayout:
        """Return the line of the other side: its function and organisation, and when."""
        line = _line()
        if not came:
            line.addWidget(plain(tr("to"), self, role="muted"))
            line.addSpacing(_GAP // 2)
        name, organisation = party_names(other)
        line.addWidget(ElidedLabel(name, self, role="heading"))
        where = ElidedLabel(f" · {organisation}" if organisation else "", self)
        where.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line.addWidget(where, 1)  # it gives way before the sender does
        line.addSpacing(_GAP)
        moment = day_and_time(headline.time, system_clock())
        line.addWidget(plain(moment, self, role="small"))
        return line

    def _second(self, message: Message, *, came: bool) -> QHBoxLayout:
        """Return the line of our side, and whether the message is confidential."""
        line = _line()
        our = message.recipient if came else message.sender
        named = tr("to {who}") if came else tr("from {who}")
        line.addWidget(ElidedLabel(named.format(who=party_names(our)[0]), self, role="muted"))
        line.addSpacing(2 * _GAP)
        if message.confidential:
            line.addWidget(IconLabel("lock", self))
            line.addSpacing(_GAP // 2)
            line.addWidget(plain(tr("Confidential"), self, role="muted"))
        else:
            line.addWidget(plain(tr("Not marked as confidential"), self, role="muted"))
        line.addStretch(1)
        return line


def _line() -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(0)
    return line
