"""The message that is answered, beside the answer; what it says is quoted only by choice."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from sdk_desktop.domain.draft import Act, Draft
from sdk_desktop.domain.errors import ProofNeeded, SdkError
from sdk_desktop.domain.mailbox import Reading
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import add_layout
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.parts.message_text import LevelColumn, MessageTexts
from sdk_desktop.ui.reading.message_header import MessageHeader
from sdk_desktop.ui.words import sentence, tr
from sdk_desktop.ui.words.dates_and_sizes import date_and_time
from sdk_desktop.ui.words.message_words import party_words

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace

_ROOM = 130
"""Characters that a window must have room for, so that both stand beside each other."""
_MARGIN = 24


class AnsweredMessage(QFrame):
    """Shows the message that a draft answers, where its window is wide enough.

    `quoted` carries what it says, with who wrote it, when that is wanted in the answer;
    `proofNeeded` a ProofNeeded and a callable that tries again.
    """

    quoted = Signal(str)
    proofNeeded = Signal(object, object)

    def __init__(
        self, workspace: Workspace, background: Background, draft: Draft, window: QWidget
    ) -> None:
        super().__init__(window)
        self.setProperty("role", "beside")
        self._inbox, self._background = workspace.inbox, background
        self._draft, self._window = draft, window
        self._reading: Reading | None = None
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setProperty("role", "reading")
        self.quote = QPushButton(theme.icon("reply"), tr("Quote in the answer"), window)
        self.quote.setProperty("role", "quiet")
        self.quote.hide()
        self.quote.clicked.connect(self._quote)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)
        self.hide()
        window.installEventFilter(self)
        if draft.act is Act.ANSWER:
            self._fetch()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def _fetch(self) -> None:
        work = partial(self._inbox.answered, self._draft)
        self._background.run(self, work, self._show, self._fail)

    def _show(self, reading: Reading | None) -> None:
        if reading is None or reading.message is None:
            return
        self._reading = reading
        page = QWidget(self)
        page.setBackgroundRole(QPalette.ColorRole.Base)
        page.setAutoFillBackground(True)
        column = QVBoxLayout(page)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(_MARGIN // 2)
        add_layout(column, LevelColumn(MessageHeader(reading, reading.message, page)))
        texts = MessageTexts([("", text) for text in reading.message.texts], page)
        add_layout(column, LevelColumn(texts))
        column.addStretch()
        self._area.setWidget(page)
        self.quote.setVisible(any(reading.message.texts))
        self._fit()

    def _fail(self, error: SdkError) -> None:
        self._area.setWidget(paragraph(sentence(error), self, role="muted"))
        if isinstance(error, ProofNeeded):
            self.proofNeeded.emit(error, self._fetch)

    def _fit(self) -> None:
        room = self.fontMetrics().averageCharWidth() * _ROOM
        self.setVisible(self._reading is not None and self._window.width() >= room)

    @Slot()
    def _quote(self) -> None:
        if self._reading is not None and (message := self._reading.message) is not None:
            who, when = party_words(message.sender), date_and_time(self._reading.headline.time)
            said = tr("{who} wrote {time}:").format(who=who, time=when)
            self.quoted.emit("\n\n".join((said, *message.texts)))
