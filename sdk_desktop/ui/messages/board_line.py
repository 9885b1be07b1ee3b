"""One recipient's line on the board of a distribution list."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from sdk_desktop.domain.mailbox import BoardLine, Headline
from sdk_desktop.ui.messages.arrival_marks import arrival_look
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.labels import paragraph, plain
from sdk_desktop.ui.parts.light import SIDE, Light
from sdk_desktop.ui.parts.painting import Tone
from sdk_desktop.ui.parts.wrapping_button import WrappingButton
from sdk_desktop.ui.words import shown_names, tr
from sdk_desktop.ui.words.dates_and_sizes import day_and_time
from sdk_desktop.ui.words.delivery_words import steps
from sdk_desktop.ui.words.message_words import party_names
from sdk_desktop.ui.words.plain_text import one_line
from sdk_desktop.ui.words.reject_causes import Remedy, remedy_text
from sdk_desktop.ui.words.rejection_advice import advice

WIDE = 840
"""Pixels of a line whose parts stand beside each other, where text has its ordinary size."""
COLUMNS = (3, 5, 2)
"""Shares of the line that its words get: the recipient, how far it is, the answer."""
_ROLES = {Tone.BAD: "danger", Tone.WAITING: "warning"}


class RecipientLine(QFrame):
    """Says how far one recipient's message is; its button does what helps.

    `opened` carries the Headline that is to be read, the answer's if there is one; `resendWanted`
    the row of the message, and `changeWanted` also the DraftRecipient to whom it shall go instead;
    `focused` is emitted when the button has the keyboard. In all lines of a board the button has
    the same `action_width`, so that the columns stand under each other.
    """

    opened = Signal(object)
    resendWanted = Signal(int)
    changeWanted = Signal(int, object)
    focused = Signal()

    def __init__(self, line: BoardLine, now: datetime, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = line
        who, organisation = party_names(line.headline.counterpart)
        state, when = way_words(line, now)
        answer = answer_words(line.answer, now)
        _, tone = arrival_look(line.arrival)
        self._parts = (
            _pair(who, organisation, "heading", self),
            _pair(state, when, _ROLES.get(tone, ""), self),
            paragraph(answer or "–", self, role="" if answer else "muted"),
        )
        self.button = self._button()
        said = ", ".join(filter(None, (who, organisation, state, when, answer)))
        self.button.setAccessibleDescription(said)
        self.button.installEventFilter(self)
        self._grid = _columns(self)
        light = Light(*arrival_look(line.arrival), self)
        self._grid.addWidget(light, 0, 0, alignment=Qt.AlignmentFlag.AlignTop)
        self.action_width = 0
        self._wide: bool | None = None

    @property
    def can_be_sent_again(self) -> bool:
        """Whether the message may be sent again by whoever looks at it."""
        remedies = {one.remedy for one in advice(self.line.delivery)}
        return bool(remedies) and Remedy.CALL_SUPPORT not in remedies

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.focused.emit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the parts beside each other, or below where there is little room."""
        super().resizeEvent(event)
        wide = self.width() >= theme.px(WIDE)
        if wide == self._wide:
            return
        self._wide = wide
        last = len(self._parts)
        self._parts[-1].setVisible(wide or self.line.answer is not None)
        for place, part in enumerate(self._parts, start=1):
            self._grid.addWidget(part, *((0, place) if wide else (place - 1, 1)))
            self._grid.setColumnStretch(place, COLUMNS[place - 1] if wide or place == 1 else 0)
        room = self.button.sizePolicy()  # its words go on in a new line only where all are below
        policy = QSizePolicy.Policy
        room.setHorizontalPolicy(policy.Minimum if wide else policy.Preferred)
        self.button.setSizePolicy(room)
        side = Qt.AlignmentFlag.AlignRight if wide else Qt.AlignmentFlag.AlignLeft
        at = (0, last + 1) if wide else (last, 1)
        self._grid.addWidget(self.button, *at, alignment=side)
        self._grid.setColumnMinimumWidth(last + 1, self.action_width if wide else 0)

    def _button(self) -> QPushButton:
        row, offer = self.line.headline.row, self.line.offer
        if self.can_be_sent_again and offer is not None:
            words = tr("Change to {name}").format(name=one_line(offer.function_label))
            change = WrappingButton(words.replace("&", "&&"), self)
            change.clicked.connect(lambda: self.changeWanted.emit(row, offer))
            return change
        if self.can_be_sent_again:
            again = WrappingButton(remedy_text(advice(self.line.delivery)[0].remedy), self)
            again.clicked.connect(lambda: self.resendWanted.emit(row))
            return again
        shown = self.line.answer or self.line.headline
        words = tr("Open the answer") if self.line.answer else tr("Open")
        button = QPushButton(words, self)
        button.setProperty("role", "quiet")
        button.clicked.connect(lambda: self.opened.emit(shown))
        return button


class ColumnHeads(QWidget):
    """Says over the lines what stands in their columns, where they stand beside each other."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        grid = _columns(self)
        grid.setContentsMargins(0, 0, 0, 0)
        light, self._button = QWidget(self), QWidget(self)
        light.setFixedWidth(theme.px(SIDE))
        grid.addWidget(light, 0, 0)
        grid.addWidget(self._button, 0, len(COLUMNS) + 1)
        words = tr("Recipient"), tr("How far"), tr("Their answer")
        self._heads = [plain(one, self, role="small") for one in words]
        for place, (head, share) in enumerate(zip(self._heads, COLUMNS, strict=True), start=1):
            grid.addWidget(head, 0, place)
            grid.setColumnStretch(place, share)

    def keep_room(self, action_width: int) -> None:
        """Leave the room that the buttons of the lines take."""
        self._button.setFixedWidth(action_width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for part in (*self._heads, self._button):
            part.setVisible(self.width() >= theme.px(WIDE))


def _columns(parent: QWidget) -> QGridLayout:
    grid = QGridLayout(parent)
    grid.setContentsMargins(0, 8, 0, 8)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    return grid


def way_words(line: BoardLine, now: datetime) -> tuple[str, str]:
    """Return how far a message is, and since when and why."""
    delivery = line.delivery
    state = shown_names.status_name(delivery.shown, rejected=delivery.rejected)
    last = steps(delivery, line.headline.time)[-1].time
    since = day_and_time(last, now) if last else ""
    why = [one.happened for one in advice(delivery) if delivery.rejected]
    if (offer := line.offer) is not None:
        name, organisation = one_line(offer.function_label), one_line(offer.organisation_label)
        text = tr("Probably replaced by {name}, {organisation}.")
        why = [
            tr("No longer in the address book"),
            text.format(name=name, organisation=organisation),
        ]
    return state, " · ".join(filter(None, [since, *why]))


def answer_words(answer: Headline | None, now: datetime) -> str:
    """Return when an answer came, "" without one."""
    if answer is None:
        return ""
    return tr("An answer came {time}").format(time=day_and_time(answer.time, now))


def _pair(first: str, second: str, role: str, parent: QWidget) -> QWidget:
    pair = QWidget(parent)
    column = QVBoxLayout(pair)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(paragraph(first, pair, role=role))
    column.addWidget(paragraph(second, pair, role="small"))
    column.addStretch()
    return pair
