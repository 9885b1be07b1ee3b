"""The other messages of a conversation, as one text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from sdk_desktop.domain.errors import ProofNeeded, SdkError
from sdk_desktop.domain.mailbox import Direction, Headline, Reading
from sdk_desktop.domain.message import Message
from sdk_desktop.ui.background import Background, attempt
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import add_layout
from sdk_desktop.ui.parts.labels import LineButton, ResultLine, paragraph, plain, rule
from sdk_desktop.ui.parts.message_text import RING, LevelColumn, MessageTexts
from sdk_desktop.ui.words import sentence, tr
from sdk_desktop.ui.words.dates_and_sizes import date_and_time
from sdk_desktop.ui.words.message_words import party_words
from sdk_desktop.ui.words.plain_text import one_line

if TYPE_CHECKING:
    from sdk_desktop.usecases.inbox import Inbox

MEASURE = 640
"""Pixels of the longest lines, where text has its ordinary size."""
MOST = 50
"""Of so many messages of a conversation the texts are shown, the latest ones.

Of earlier ones as many headings are shown at each wish for more.
"""


class Conversation(QWidget):
    """Shows the messages of a conversation as one text, oldest first.

    `opened` carries the row of the one whose heading was pressed; `wanted` are the rows whose
    texts are shown once they are known, at most `MOST`, and `readings` what is known; `wished`
    is emitted when they are wanted.
    """

    opened = Signal(int)
    wished = Signal()

    def __init__(self, headlines: Sequence[Headline], shown: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(rule(self))
        heading = tr("Conversation: %n messages", len(headlines))
        self._column.addWidget(plain(heading, self, role="heading"))
        self._wrong = ResultLine(self)
        self._column.addWidget(self._wrong)
        self._shown = shown
        self._earlier, late = headlines[: -MOST - 1], headlines[-MOST - 1 :]
        self._more = QPushButton(self)
        self._more.setProperty("role", "quiet")
        self._more.clicked.connect(self._show_earlier)
        self._column.addWidget(self._more, alignment=Qt.AlignmentFlag.AlignLeft)
        self._count_earlier()
        latest = [one for one in late if one.row != shown and not one.unreadable][-MOST:]
        self.wanted = tuple(one.row for one in latest)
        self.readings: tuple[Reading, ...] = ()
        self._texts: dict[int, QVBoxLayout] = {}
        for headline in late:
            self._column.addWidget(self._line(headline))
            if headline.row in self.wanted:
                place = self._texts[headline.row] = QVBoxLayout()
                add_layout(self._column, place)

    @Slot(bool)
    def ask(self, shown: bool) -> None:
        """Wish for the texts when they are to be shown for the first time."""
        if shown and not self.readings:
            self.wished.emit()

    def show_texts(self, readings: tuple[Reading, ...]) -> None:
        """Show what stands in the messages."""
        self.readings = readings
        self._wrong.hide()
        for reading in readings:
            place = self._texts.get(reading.headline.row)
            if reading.message is not None and place is not None:
                add_layout(place, LevelColumn(shown_texts(reading.message, self)))

    def show_error(self, error: SdkError) -> None:
        """Say why the texts are not shown, and show none; they can be wished for again."""
        self.readings = ()
        for texts in self.findChildren(MessageTexts):
            texts.hide()
            texts.deleteLater()
        self._wrong.show_result(sentence(error), "danger")

    @Slot()
    def _show_earlier(self) -> None:
        """Show the headings before the first one; the keyboard goes on there."""
        self._earlier, shown = self._earlier[:-MOST], self._earlier[-MOST:]
        asked = self._more.hasFocus()
        place = self._column.indexOf(self._more) + 1
        lines = [self._line(headline) for headline in shown]
        for line in reversed(lines):
            self._column.insertWidget(place, line)
            line.show()
        self._count_earlier()
        if asked:
            lines[0].setFocus()

    def _count_earlier(self) -> None:
        self._more.setText(tr("Show %n earlier", len(self._earlier)))
        self._more.setVisible(bool(self._earlier))

    def _line(self, headline: Headline) -> QWidget:
        text = headline_words(headline)
        if headline.row == self._shown:
            return paragraph(f"{text} – {tr('shown above')}", self, role="muted")
        button = LineButton(text, self)
        button.clicked.connect(lambda: self.opened.emit(headline.row))
        return button


class ConversationReader(QObject):
    """Loads the texts of a conversation when they are wished for; each is then read.

    The conversation itself shows why one cannot be read, and keeps none whose reading could not be
    recorded. `proofNeeded` carries a ProofNeeded and a callable that tries again.
    """

    proofNeeded = Signal(object, object)

    def __init__(self, inbox: Inbox, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._inbox, self._background = inbox, background

    def serve(self, conversation: Conversation) -> None:
        """Take the wish of a conversation."""
        conversation.wished.connect(partial(self._fetch, conversation))

    def _fetch(self, conversation: Conversation) -> None:
        work = partial(_read_all, self._inbox, conversation.wanted)
        then = partial(self._show, conversation)
        self._background.run(conversation, work, then, partial(self._fail, conversation))

    def _show(self, conversation: Conversation, readings: tuple[Reading, ...]) -> None:
        whole = attempt(partial(conversation.show_texts, readings)) is None
        for reading in readings:
            work = partial(self._inbox.record_reading, reading, whole=whole)
            self._background.do_duty(conversation, work, partial(self._fail, conversation))

    def _fail(self, conversation: Conversation, error: SdkError) -> None:
        if isinstance(error, ProofNeeded):
            self.proofNeeded.emit(error, partial(self._fetch, conversation))
        else:
            conversation.show_error(error)


def headline_words(headline: Headline) -> str:
    """Return a headline on two lines: time and counterpart; subject."""
    who = party_words(headline.counterpart)
    came = headline.direction is Direction.IN
    side = tr("From {who}").format(who=who) if came else tr("To {who}").format(who=who)
    subject = one_line(headline.subject, 80) or tr("(cannot be read)")
    return f"{date_and_time(headline.time)}   {side}\n{subject}"


def shown_texts(message: Message, parent: QWidget) -> MessageTexts:
    """Return the texts of a message, in lines that are not too long to be read."""
    texts = MessageTexts(_texts(message), parent)
    texts.setMaximumWidth(theme.px(MEASURE) + 2 * RING)
    return texts


def _read_all(inbox: Inbox, rows: tuple[int, ...]) -> tuple[Reading, ...]:
    return tuple(inbox.open(row) for row in rows)


def _texts(message: Message) -> list[tuple[str, str]]:
    """Return the texts in the order of their documents, named where there are several."""
    several = len(message.documents) > 1
    return [
        (one_line(document.name or "") if several else "", text)
        for document in message.in_order
        for text in document.texts
    ]
