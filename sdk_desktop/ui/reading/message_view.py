"""One opened message, as a page that scrolls, with the others of its conversation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import cast

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sdk_desktop.domain.clock import system_clock
from sdk_desktop.domain.errand import ColleagueNote, Proposal
from sdk_desktop.domain.errors import Refused, from_line
from sdk_desktop.domain.mailbox import Direction, Headline, Reading
from sdk_desktop.domain.message import Message
from sdk_desktop.ui.background import attempt
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import add_layout
from sdk_desktop.ui.parts.collapsible import Collapsible
from sdk_desktop.ui.parts.detail_rows import DetailRows
from sdk_desktop.ui.parts.labels import paragraph, rule
from sdk_desktop.ui.parts.message_text import LevelColumn
from sdk_desktop.ui.parts.permission import add_refusal, limit
from sdk_desktop.ui.parts.spoken_roles import FoldButton
from sdk_desktop.ui.reading.conversation import Conversation, shown_texts
from sdk_desktop.ui.reading.copying import copy_text
from sdk_desktop.ui.reading.delivery_timeline import DeliveryTimeline
from sdk_desktop.ui.reading.errand_strip import ErrandStrip
from sdk_desktop.ui.reading.forwardings import Forwardings, way
from sdk_desktop.ui.reading.message_foot import EDGE, MessageFoot
from sdk_desktop.ui.reading.message_header import MessageHeader
from sdk_desktop.ui.reading.message_history import ColleagueNotes, MessageHistory
from sdk_desktop.ui.reading.technical_details import TechnicalDetails
from sdk_desktop.ui.words import sentence, tr
from sdk_desktop.ui.words.message_words import header_rows
from sdk_desktop.ui.words.reject_causes import Remedy


@dataclass(frozen=True, slots=True)
class OpenedMessage:
    """The content of a page; `me` is the id of whoever looks at it."""

    reading: Reading
    conversation: tuple[Headline, ...]
    me: str = ""
    notes: tuple[ColleagueNote, ...] = ()
    proposal: Proposal | None = None


REQUESTS = (
    "complementRequested",
    "resendRequested",
    "pdfRequested",
    "remindRequested",
    "boardRequested",
)
"""The signals by which a message asks for something that is done elsewhere."""


def pass_on_requests(shown: QObject, through: QObject) -> None:
    """Let what a message asks for be asked by what shows it, which has the same signals."""
    for name in REQUESTS:
        getattr(shown, name).connect(getattr(through, name))


class MessageView(QWidget):
    """Shows one message; the signals carry its row and are emitted by the buttons.

    `acceptRequested` carries also the Proposal under which it is to be registered,
    `remindRequested` and `boardRequested` the Headline instead. `historyRequested` is emitted when
    `history` is to be filled, `unfolded` with the part of the page that has been.

    `whole` is False when a part of it could not be shown, which is then said in its place. `foot`
    is what is pinned under it, None for one that could not be read.
    """

    complementRequested = Signal(int)
    resendRequested = Signal(int)
    pdfRequested = Signal(int)
    opened = Signal(int)
    acceptRequested = Signal(int, object)
    remindRequested = Signal(object)
    boardRequested = Signal(object)
    historyRequested = Signal()
    unfolded = Signal(QWidget)

    def __init__(self, opened: OpenedMessage, refusal: Refused | None, parent: QWidget) -> None:
        """Show a message; with a `refusal` the person may not answer or send."""
        super().__init__(parent)
        self._reading = opened.reading
        self._refusal = refusal
        self._row = opened.reading.headline.row
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(EDGE, EDGE // 3, EDGE, EDGE)
        self._column.setSpacing(12)
        self.whole = True
        self.history: MessageHistory | None = None
        self.conversation: Conversation | None = None
        self.foot: MessageFoot | None = None
        self._unfold: Callable[[], object] | None = None
        self._low, self._end = False, QVBoxLayout()
        message = opened.reading.message
        if message is None:
            self._explain()
        else:
            self._build(opened, message)
        self._column.addStretch()

    def unfold_as(self, before: MessageView) -> None:
        """Show what was unfolded in an earlier view of the same message."""
        if self.foot is None or before.foot is None:
            return
        if self.conversation is not None and before.conversation is not None:
            self.conversation.show_texts(before.conversation.readings)
        self.foot.details.setChecked(before.foot.details.isChecked())
        self.foot.conversation.setChecked(before.foot.conversation.isChecked())

    @Slot(bool)
    def show_low(self, low: bool) -> None:
        """Move the line that unfolds details to the end of the page where it is low."""
        if self.foot is None or low is self._low:
            return
        self._low = low
        if low:
            self._end.addWidget(self.foot.folds)
        else:
            self.foot.pin_folds()

    def _explain(self) -> None:
        self._column.addWidget(paragraph(tr("This message cannot be read"), self, role="title"))
        known = self._reading.unreadable or self._reading.headline.unreadable
        text = "\n".join(sentence(from_line(line)) for line in known.splitlines())
        self._column.addWidget(paragraph(text, self))

    def _build(self, opened: OpenedMessage, message: Message) -> None:
        parts: list[Callable[[], object]] = [
            partial(self._add_header, message),
            partial(self._add_state, opened),
            self._add_ways,
            self._add_acts,
            partial(self._add_texts, message),
            partial(self._add_foot, len(opened.conversation)),
            partial(self._add_conversation, opened.conversation),
            partial(self._add_details, message),
        ]
        if self._failed:
            parts.insert(0, partial(self._add_time_line, message, self._column))
        for add in parts:
            self._try(add, self._column)

    def _try(self, add: Callable[[], object], column: QVBoxLayout) -> None:
        """Add a part to the page; say in its place when it cannot be shown."""
        if attempt(add) is not None:
            self.whole = False
            sorry = tr("A part of the message cannot be shown here.")
            column.addWidget(paragraph(sorry, self, role="danger"))

    @property
    def _failed(self) -> bool:
        """Whether something must be done before the message arrives."""
        delivery = self._reading.delivery
        return delivery is not None and delivery.status.failed

    def _add_header(self, message: Message) -> None:
        add_layout(self._column, LevelColumn(MessageHeader(self._reading, message, self)))

    def _add_state(self, opened: OpenedMessage) -> None:
        strip = ErrandStrip(self._reading.headline, opened.me, system_clock(), self)
        strip.propose(opened.proposal)
        strip.accepted.connect(partial(self.acceptRequested.emit, self._row, opened.proposal))
        strip.remindWanted.connect(partial(self.remindRequested.emit, self._reading.headline))
        if not self._failed:
            self._column.addWidget(strip)
        if opened.notes:
            self._column.addWidget(ColleagueNotes(opened.notes, self))

    def _add_texts(self, message: Message) -> None:
        add_layout(self._column, LevelColumn(shown_texts(message, self)))

    def _add_foot(self, conversation: int) -> None:
        self.foot = MessageFoot(self._reading, conversation, self)
        add_layout(self._column, self._end)

    def _add_details(self, message: Message) -> None:
        details = QWidget(self)
        column = QVBoxLayout(details)
        column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(details)
        fill = partial(self._try, partial(self._fill_details, message, details, column), column)
        if self.foot is None:
            fill()
        else:  # few unfold them, and they are half of what a page is made of
            once = Qt.ConnectionType.SingleShotConnection
            self._unfold = fill
            self.foot.details.toggled.connect(self._unfold_details, once)
            self._fold(details, self.foot.details)

    @Slot()
    def _unfold_details(self) -> None:
        """Fill the details; never of a message whose page is gone, for the foot stays longer."""
        if self._unfold is not None:
            self._unfold()

    def _fill_details(self, message: Message, details: QWidget, column: QVBoxLayout) -> None:
        column.addWidget(rule(details))
        if not self._failed:
            self._add_time_line(message, column)
        column.addWidget(DetailRows(header_rows(self._reading, message), details))
        self.history = MessageHistory(details)
        happened = Collapsible(tr("Who did what with it"), self.history, details)
        happened.button.clicked.connect(self.historyRequested)
        column.addWidget(happened)
        technical = TechnicalDetails(self._reading, details)
        column.addWidget(Collapsible(tr("Technical details"), technical, details))

    def _fold(self, part: QWidget, button: FoldButton) -> None:
        """Hide a part until its button in the foot is pressed, which also scrolls to it."""
        part.hide()
        button.toggled.connect(part.setVisible)
        button.clicked.connect(partial(self.unfolded.emit, part))

    def _add_ways(self) -> None:
        """Lead to what passed the message on, and from one of a list to how far all of them are."""
        if self._reading.forwarded:
            forwardings = Forwardings(self._reading.forwarded, self)
            forwardings.opened.connect(self.opened)
            self._column.addWidget(forwardings)
        if recipients := self._reading.recipients:
            words = tr("Sent to %n recipients: show how far all are", n=recipients)
            show = partial(self.boardRequested.emit, self._reading.headline)
            add_layout(self._column, way("list", words, show, self))

    def _add_acts(self) -> None:
        if self._failed:
            return  # the time line says what failed, and has the button for it
        if self._reading.headline.direction is Direction.OUT:  # answering is the first tool above
            button = QPushButton(theme.icon("complement"), tr("Complement"), self)
            button.clicked.connect(partial(self.complementRequested.emit, self._row))
            limit(button, self._refusal)
            line = QHBoxLayout()
            line.addWidget(button)
            line.addStretch()
            add_layout(self._column, line)
        add_refusal(self._refusal, self._column, self)

    def _add_time_line(self, message: Message, column: QVBoxLayout) -> None:
        if self._reading.delivery is None:
            return
        delivery, files = self._reading.delivery, self._reading.attachments
        time_line = DeliveryTimeline(delivery, message.created, self, files)
        time_line.remedyChosen.connect(self._apply_remedy)
        for button in time_line.sending:
            limit(button, self._refusal)
        column.addWidget(time_line)
        if time_line.sending:
            add_refusal(self._refusal, column, self)

    def _apply_remedy(self, remedy: Remedy) -> None:
        if remedy is Remedy.CALL_SUPPORT:
            pressed = cast("QWidget | None", self.window().focusWidget())
            copy_text(self._reading.headline.message_id, pressed or self)
        elif remedy is Remedy.SEND_AS_PDF:
            self.pdfRequested.emit(self._row)
        else:
            self.resendRequested.emit(self._row)

    def _add_conversation(self, headlines: tuple[Headline, ...]) -> None:
        if len(headlines) < 2:  # noqa: PLR2004 - one message is no conversation
            return
        conversation = Conversation(headlines, self._row, self)
        conversation.opened.connect(self.opened)
        self._column.addWidget(conversation)
        self.conversation = conversation
        if self.foot is not None:
            self._fold(conversation, self.foot.conversation)
            self.foot.conversation.toggled.connect(conversation.ask)
