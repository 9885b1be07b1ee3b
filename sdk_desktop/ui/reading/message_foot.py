"""What is pinned under a message: its attachments, and one line that unfolds its details."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from sdk_desktop.domain.mailbox import Reading
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import add_layout
from sdk_desktop.ui.parts.icon_label import IconLabel
from sdk_desktop.ui.parts.labels import rule
from sdk_desktop.ui.parts.painting import Tone
from sdk_desktop.ui.parts.spoken_roles import FoldButton
from sdk_desktop.ui.reading.attachments import AttachmentList
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.dates_and_sizes import time_of_day
from sdk_desktop.ui.words.shown_names import status_name

EDGE = 24
"""Pixels to the left of the text, and of what is under it."""
_ICON = 16


class MessageFoot(QFrame):
    """Shows the attachments, how the message came or went, and how many its conversation has.

    `detailsWanted` and `conversationWanted` carry whether these are to be shown.
    """

    detailsWanted = Signal(bool)
    conversationWanted = Signal(bool)

    def __init__(self, reading: Reading, conversation: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.attachments: AttachmentList | None = None
        if reading.attachments:
            self.attachments = AttachmentList(reading.attachments, self)
            self.attachments.setContentsMargins(EDGE, 6, EDGE // 2, 6)
            column.addWidget(self.attachments)
            column.addWidget(rule(self))
        words, icon, tone = _state(reading)
        self.details = _fold(words, self)
        self.details.toggled.connect(self.detailsWanted)
        self.conversation = _fold(tr("Conversation · {count}").format(count=conversation), self)
        self.conversation.toggled.connect(self.conversationWanted)
        self.conversation.setVisible(conversation > 1)
        self.folds = QWidget(self)
        line = QHBoxLayout(self.folds)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(IconLabel(icon, self.folds, tone, _ICON))
        line.addWidget(self.details)
        line.addStretch(1)
        line.addWidget(self.conversation)
        self._place = QVBoxLayout()
        self._place.setContentsMargins(EDGE, 2, EDGE // 2, 2)
        self._place.addWidget(self.folds)
        add_layout(column, self._place)

    def pin_folds(self) -> None:
        """Take the line that unfolds back from the page."""
        self._place.addWidget(self.folds)


def _fold(words: str, parent: QWidget) -> FoldButton:
    button = FoldButton(words, parent)
    button.setProperty("role", "quiet")
    button.setIcon(theme.icon("down"))
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow follows the words
    button.toggled.connect(lambda shown: button.setIcon(theme.icon("up" if shown else "down")))
    return button


def _state(reading: Reading) -> tuple[str, str, Tone]:
    """Return in one line how a message came or went, with its icon and colour."""
    delivery = reading.delivery
    if delivery is None:
        time = reading.received or reading.headline.time
        return tr("Received {time}").format(time=time_of_day(time)), "check", Tone.GOOD
    status = delivery.shown
    words = status_name(status, rejected=delivery.rejected and status.failed)
    last = next((one.time for one in reversed(delivery.events) if one.time), None)
    timed = f"{words} {time_of_day(last)}" if last else words
    if status.failed:
        return timed, "step-failed", Tone.BAD
    return (timed, "check", Tone.GOOD) if status.final else (timed, "hourglass", Tone.QUIET)
