"""One opened message, as a page that scrolls, with the others of its conversation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sdk_desktop.domain.clock import system_clock
from sdk_desktop.domain.errand import ColleagueNote, Proposal
from sdk_desktop.domain.errors import Refused, from_line
from sdk_desktop.domain.mailbox import Direction, Headline, Reading
from sdk_desktop.domain.message import Message
from sdk_desktop.ui.background import attempt
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.collapsible import Collapsible
from sdk_desktop.ui.parts.labels import LineButton, paragraph, plain, rule
from sdk_desktop.ui.parts.message_text import MessageTexts
from sdk_desktop.ui.parts.permission import add_refusal, limit
from sdk_desktop.ui.reading.attachments import AttachmentList
from sdk_desktop.ui.reading.delivery_timeline import DeliveryTimeline
from sdk_desktop.ui.reading.errand_strip import ErrandStrip
from sdk_desktop.ui.reading.message_header import MessageHeader
from sdk_desktop.ui.reading.message_history import ColleagueNotes, MessageHistory
from sdk_desktop.ui.reading.technical_details import TechnicalDetails
from sdk_desktop.ui.words import sentence, tr
from sdk_desktop.ui.words.dates_and_sizes import date_and_time
from sdk_desktop.ui.words.message_words import party_words
from sdk_desktop.ui.words.plain_text import one_line
from sdk_desktop.ui.words.reject_causes import Remedy


@dataclass(frozen=True, slots=True)
class OpenedMessage:
    """The content of a page; `me` is the id of whoever looks at it."""

    reading: Reading
    conversation: tuple[Headline, ...]
    me: str = ""
    notes: tuple[ColleagueNote, ...] = ()
    proposal: Proposal | None = None


class MessageView(QWidget):
    """Shows one message; the signals carry its row and are emitted by the buttons.

    `acceptRequested` carries also the Proposal under which it is to be registered;
    `historyRequested` is emitted when `history` is to be filled.

    `whole` is False when a part of it could not be shown, which is then said in its place.
    """

    complementRequested = Signal(int)
    resendRequested = Signal(int)
    opened = Signal(int)
    acceptRequested = Signal(int, object)
    historyRequested = Signal()

    def __init__(self, opened: OpenedMessage, refusal: Refused | None, parent: QWidget) -> None:
        """Show a message; with a `refusal` the person may not answer or send."""
        super().__init__(parent)
        self._reading = opened.reading
        self._refusal = refusal
        self._row = opened.reading.headline.row
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 16, 20, 16)
        self._column.setSpacing(12)
        self.whole = True
        self.history: MessageHistory | None = None
        self.attachments: AttachmentList | None = None
        message = opened.reading.message
        if message is None:
            self._explain()
        else:
            self._build(opened, message)
        self._column.addStretch()

    def _explain(self) -> None:
        self._column.addWidget(paragraph(tr("This message cannot be read"), self, role="title"))
        known = self._reading.unreadable or self._reading.headline.unreadable
        text = "\n".join(sentence(from_line(line)) for line in known.splitlines())
        self._column.addWidget(paragraph(text, self))

    def _build(self, opened: OpenedMessage, message: Message) -> None:
        for add in (
            partial(self._add_header, message),
            self._add_acts,
            partial(self._add_state, opened),
            partial(self._add_time_line, message),
            self._add_attachments,
            partial(self._add_texts, message),
            partial(self._add_conversation, opened.conversation),
            self._add_history,
            self._add_details,
        ):
            if attempt(add) is not None:
                self.whole = False
                sorry = tr("A part of the message cannot be shown here.")
                self._column.addWidget(paragraph(sorry, self, role="danger"))

    def _add_header(self, message: Message) -> None:
        self._column.addWidget(MessageHeader(self._reading, message, self))

    def _add_state(self, opened: OpenedMessage) -> None:
        strip = ErrandStrip(self._reading.headline, opened.me, system_clock(), self)
        strip.propose(opened.proposal)
        strip.accepted.connect(partial(self.acceptRequested.emit, self._row, opened.proposal))
        self._column.addWidget(strip)
        if opened.notes:
            self._column.addWidget(ColleagueNotes(opened.notes, self))

    def _add_history(self) -> None:
        self.history = MessageHistory(self)
        happened = Collapsible(tr("Who did what with it"), self.history, self)
        happened.button.clicked.connect(self.historyRequested)
        self._column.addWidget(happened)

    def _add_attachments(self) -> None:
        if self._reading.attachments:
            self.attachments = AttachmentList(self._reading.attachments, self)
            self._column.addWidget(self.attachments)

    def _add_texts(self, message: Message) -> None:
        self._column.addWidget(rule(self))
        self._column.addWidget(MessageTexts(_texts(message), self))

    def _add_details(self) -> None:
        details = TechnicalDetails(self._reading, self)
        self._column.addWidget(Collapsible(tr("Technical details"), details, self))

    def _add_acts(self) -> None:
        delivery = self._reading.delivery
        if delivery is not None and delivery.status.failed:
            return  # the time line says what failed, and has the button for it
        if self._reading.headline.direction is Direction.OUT:  # answering is the first tool above
            button = QPushButton(theme.icon("complement"), tr("Complement"), self)
            button.clicked.connect(partial(self.complementRequested.emit, self._row))
            limit(button, self._refusal)
            line = QHBoxLayout()
            line.addWidget(button)
            line.addStretch()
            self._column.addLayout(line)
        add_refusal(self._refusal, self._column, self)

    def _add_time_line(self, message: Message) -> None:
        if self._reading.delivery is None:
            return
        time_line = DeliveryTimeline(self._reading.delivery, message.created, self)
        time_line.remedyChosen.connect(self._apply_remedy)
        if time_line.resend is not None:
            limit(time_line.resend, self._refusal)
        self._column.addWidget(time_line)
        if time_line.resend is not None:
            add_refusal(self._refusal, self._column, self)

    def _apply_remedy(self, remedy: Remedy) -> None:
        if remedy is Remedy.CALL_SUPPORT:
            QGuiApplication.clipboard().setText(self._reading.headline.message_id)
        else:
            self.resendRequested.emit(self._row)

    def _add_conversation(self, headlines: tuple[Headline, ...]) -> None:
        if len(headlines) < 2:  # noqa: PLR2004 - one message is no conversation
            return
        conversation = Conversation(headlines, self._row, self)
        conversation.opened.connect(self.opened)
        self._column.addWidget(rule(self))
        self._column.addWidget(conversation)


class Conversation(QWidget):
    """Shows headlines; `opened` carries the row of the one that was pressed."""

    opened = Signal(int)

    def __init__(self, headlines: Sequence[Headline], shown: int, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        heading = tr("Conversation: %n messages", len(headlines))
        column.addWidget(plain(heading, self, role="heading"))
        for headline in headlines:
            column.addWidget(self._line(headline, is_shown=headline.row == shown))

    def _line(self, headline: Headline, *, is_shown: bool) -> QWidget:
        text = headline_words(headline)
        if is_shown:
            return paragraph(f"{text} – {tr('shown above')}", self, role="muted")
        button = LineButton(text, self)
        button.clicked.connect(lambda: self.opened.emit(headline.row))
        return button


def headline_words(headline: Headline) -> str:
    """Return a headline on two lines: time and counterpart; subject."""
    who = party_words(headline.counterpart)
    came = headline.direction is Direction.IN
    side = tr("From {who}").format(who=who) if came else tr("To {who}").format(who=who)
    subject = one_line(headline.subject, 80) or tr("(cannot be read)")
    return f"{date_and_time(headline.time)}   {side}\n{subject}"


def _texts(message: Message) -> list[tuple[str, str]]:
    """Return the texts in the order of their documents, named where there are several."""
    several = len(message.documents) > 1
    return [
        (one_line(document.name or "") if several else "", text)
        for document in message.in_order
        for text in document.texts
    ]
