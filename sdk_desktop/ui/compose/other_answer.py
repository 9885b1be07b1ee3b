"""What a colleague has answered while one wrote: shown before anything of one's own is sent."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from sdk_desktop.domain.draft import AnsweredMeanwhile
from sdk_desktop.domain.errors import ProofNeeded, SdkError
from sdk_desktop.domain.mailbox import Reading
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts.accessibility import add_layout, announce
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.parts.message_text import MessageTexts
from sdk_desktop.ui.words import sentence, tr
from sdk_desktop.ui.words.dates_and_sizes import date_and_time
from sdk_desktop.ui.words.plain_text import one_line

if TYPE_CHECKING:
    from sdk_desktop.usecases.inbox import Inbox

_LINES = 9
"""Lines of the answer that are seen without scrolling."""


class OtherAnswer(QFrame):
    """Shows the newest answer; hidden until there is one.

    `agreed` carries the identifiers of the answers that were seen when the user wants to send all
    the same; `proofNeeded` a ProofNeeded and a callable that tries again.
    """

    agreed = Signal(tuple)
    proofNeeded = Signal(object, object)

    def __init__(self, inbox: Inbox, background: Background, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._inbox, self._background = inbox, background
        self._seen: tuple[str, ...] = ()
        self._row = 0
        self._who = paragraph("", self, role="heading")
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFixedHeight(_LINES * self.fontMetrics().lineSpacing())
        self.send = QPushButton(tr("Send mine, too"), self)
        self.keep = QPushButton(tr("Keep mine as a draft"), self)
        self.send.clicked.connect(self._agree)
        self.keep.clicked.connect(self.hide)
        buttons = QHBoxLayout()
        buttons.addWidget(self.keep)
        buttons.addWidget(self.send)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.addWidget(self._who)
        column.addWidget(self._area)
        add_layout(column, buttons)
        self.hide()

    def tell(self, error: AnsweredMeanwhile) -> None:
        """Say who answered and when, and fetch what they wrote."""
        newest = error.answers[-1]
        text = tr("{name} answered this message {time}. Yours is not sent.").format(
            name=one_line(newest.who), time=date_and_time(newest.time)
        )
        self._who.setText(text)
        self._seen = tuple(one.message_id for one in error.answers)
        self.send.setEnabled(False)
        self._put(tr("Loading …"))
        self.show()
        self.keep.setFocus()
        announce(self, text)
        self._row = newest.row
        self._fetch(newest.row)

    def _fetch(self, row: int) -> None:
        show, fail = partial(self._show, row), partial(self._fail, row)
        self._background.run(self, partial(_read, self._inbox, row), show, fail)

    def _show(self, row: int, reading: Reading) -> None:
        if row != self._row:
            return
        texts = reading.message.texts if reading.message else ()
        page = MessageTexts([("", text) for text in texts], self)
        page.setAutoFillBackground(True)
        self._area.setWidget(page)
        self.send.setEnabled(True)

    def _fail(self, row: int, error: SdkError) -> None:
        if row != self._row:
            return
        self._put(sentence(error))
        announce(self, sentence(error), urgent=True)
        if isinstance(error, ProofNeeded):
            self.proofNeeded.emit(error, partial(self._fetch, row))

    def _put(self, text: str) -> None:
        label = paragraph(text, self, role="muted")
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._area.setWidget(label)

    @Slot()
    def _agree(self) -> None:
        self.hide()
        self.agreed.emit(self._seen)


def _read(inbox: Inbox, row: int) -> Reading:
    """Open an answer and record that it was shown."""
    reading = inbox.open(row)
    inbox.record_reading(reading)
    return reading
