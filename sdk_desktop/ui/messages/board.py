"""The board of a distribution list: how many it has reached, and a line for each recipient."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.domain.clock import system_clock
from sdk_desktop.domain.delivery import Arrival, ListState
from sdk_desktop.domain.mailbox import BoardLine, Headline
from sdk_desktop.domain.roles import Role
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.messages.arrival_marks import arrival_look, count_mark
from sdk_desktop.ui.messages.board_line import ColumnHeads, RecipientLine
from sdk_desktop.ui.messages.row_text import headline_title
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import add_layout, announce
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.parts.icon_label import IconLabel
from sdk_desktop.ui.parts.labels import paragraph, plain, rule
from sdk_desktop.ui.parts.painting import Tone, draw_rounded
from sdk_desktop.ui.parts.permission import limit
from sdk_desktop.ui.parts.wrapping_button import WrappingButton
from sdk_desktop.ui.reading.references import copying_chip, number_chip
from sdk_desktop.ui.words import sentence, tr
from sdk_desktop.ui.words.dates_and_sizes import day_and_time
from sdk_desktop.ui.words.delivery_words import waits_for
from sdk_desktop.ui.words.plain_text import one_line

if TYPE_CHECKING:
    from sdk_desktop.domain.errors import SdkError
    from sdk_desktop.usecases.workspace import Workspace

_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_K: -1, Qt.Key.Key_Up: -1}
_EDGE, _BAR, _BAR_WIDTH = 24, 8, 320


class Board(QWidget):
    """Shows how far each recipient's message of a list is.

    `opened` carries a Headline that is to be read, `chosen` the one whose line has the keyboard;
    `resendWanted` the rows of the messages that are to be sent again, `remindWanted` of those whose
    recipients are to be reminded to answer, `changeWanted` the row of one and the DraftRecipient to
    whom it is to be sent instead; `left` is emitted to go back.
    """

    opened = Signal(object)
    chosen = Signal(object)
    resendWanted = Signal(object)
    remindWanted = Signal(object)
    changeWanted = Signal(int, object)
    left = Signal()

    def __init__(
        self, workspace: Workspace, background: Background, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._background = workspace, background
        self._row: int | None = None
        self.lines: tuple[RecipientLine, ...] = ()
        self.current: Headline | None = None
        self.back = _tool(tr("Back"), "back", self)
        self.back.clicked.connect(self.left)
        self.again = _tool("", "resend", self)
        self.again.clicked.connect(self._send_again)
        self.remind = _tool("", "clock", self)
        self.remind.clicked.connect(self._remind)
        self.show_message = _tool(tr("Show the message"), "open", self)
        self.show_message.clicked.connect(self._open)
        tools = Flow()
        tools.setContentsMargins(_EDGE - 10, 4, _EDGE - 10, 4)
        tools.addWidget(self.back)
        tools.addWidget(self.again)
        tools.addWidget(self.remind)
        tools.addWidget(self.show_message)
        self._tools = tools
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(tr("Recipients"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        add_layout(column, tools)
        column.addWidget(rule(self))
        column.addWidget(self._area, 1)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)

    def add_tool(self, tool: QWidget) -> None:
        """Add a button about the line that is chosen."""
        self._tools.addWidget(tool)

    def show_list_of(self, row: int) -> None:
        """Show the board of the list that a message belongs to, from its first line."""
        self._row, self.current = row, None
        self._put((), tr("Loading …"))
        self.reload()

    def reload(self) -> None:
        """Show how the list stands now; the keyboard stays where it was."""
        if self._row is None:
            return
        work = partial(self._workspace.inbox.board, self._row)
        show = partial(self._show, self._row)
        self._background.run(self, work, show, partial(self._fail, self._row))

    def focus_first(self) -> None:
        """Give the first line the keyboard, which is the one most in need."""
        self._focus(0)

    def step(self, count: int) -> None:
        """Give the keyboard to a line further down, or up."""
        self._focus(self._place() + count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with J and K and the arrows; O opens what was sent."""
        key = Qt.Key(event.key())
        if key in _STEPS and not event.modifiers():
            self.step(_STEPS[key])
        elif key is Qt.Key.Key_O and not event.modifiers():
            self._open()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _open(self) -> None:
        """Show what was sent to the recipient of the line that is chosen."""
        if self.current is not None:
            self.opened.emit(self.current)

    @property
    def _lacking(self) -> tuple[int, ...]:
        return tuple(one.line.headline.row for one in self.lines if one.can_be_sent_again)

    @Slot()
    def _send_again(self) -> None:
        if self._lacking:
            self.resendWanted.emit(self._lacking)

    @property
    def _silent(self) -> tuple[int, ...]:
        """The rows of what has arrived and nobody has answered yet."""
        lines = (one.line for one in self.lines if one.line.arrival is Arrival.ACCEPTED)
        return tuple(one.headline.row for one in lines if one.answer is None)

    @Slot()
    def _remind(self) -> None:
        if self._silent:
            self.remindWanted.emit(self._silent)

    def _place(self) -> int:
        rows = [one.line.headline.row for one in self.lines]
        return rows.index(self.current.row) if self.current and self.current.row in rows else 0

    def _focus(self, place: int) -> None:
        if self.lines:
            line = self.lines[max(0, min(place, len(self.lines) - 1))]
            line.button.setFocus()
            self._area.ensureWidgetVisible(line)

    def _choose(self, headline: Headline) -> None:
        self.current = headline
        self.chosen.emit(headline)

    def _show(self, row: int, found: tuple[BoardLine, ...]) -> None:
        if row != self._row or [one.line for one in self.lines] == list(found):
            return
        had_focus = not self.lines or self.isAncestorOf(self.window().focusWidget())
        place = self._place()
        self._put(found)
        if had_focus and self.isVisible():
            self._focus(place)

    def _fail(self, row: int, error: SdkError) -> None:
        if row == self._row:
            self._put((), sentence(error))
            announce(self, sentence(error), urgent=True)

    def _put(self, found: Sequence[BoardLine], instead: str = "") -> None:
        page = QWidget(self._area)
        column = QVBoxLayout(page)
        column.setContentsMargins(_EDGE, 16, _EDGE, 16)
        column.setSpacing(8)
        heads = ColumnHeads(page)
        if found:
            column.addWidget(_Head(found, page))
            column.addWidget(heads)
        else:
            column.addWidget(paragraph(instead, page, role="muted"))
        self.lines = tuple(self._add(one, page, column) for one in found)
        width = max((line.button.sizeHint().width() for line in self.lines), default=0)
        for one in self.lines:
            one.action_width = width
        heads.keep_room(width)
        column.addStretch()
        accepted = next((one for one in found if one.arrival is Arrival.ACCEPTED), None)
        if accepted is not None:
            column.addWidget(paragraph(waits_for(accepted.delivery), page, role="small"))
        page.setBackgroundRole(QPalette.ColorRole.Base)
        page.setAutoFillBackground(True)
        self._area.setWidget(page)
        self._offer_again()

    def _add(self, one: BoardLine, page: QWidget, column: QVBoxLayout) -> RecipientLine:
        column.addWidget(rule(page))
        line = RecipientLine(one, system_clock(), page)
        line.opened.connect(self.opened)
        line.resendWanted.connect(lambda row: self.resendWanted.emit((row,)))
        line.changeWanted.connect(self.changeWanted)
        line.focused.connect(partial(self._choose, one.headline))
        column.addWidget(line)
        return line

    def _offer_again(self) -> None:
        """Fill the first button that helps, and offer to help all at once where several need it."""
        mailboxes = [one.line.headline.mailbox for one in self.lines]
        refusal = self._workspace.permissions.refusal_in_all(Role.HANDLER, mailboxes)
        lacking = [one for one in self.lines if one.can_be_sent_again]
        for one in lacking:
            one.button.setProperty("primary", one is lacking[0])
            limit(one.button, refusal)
        words = tr("Send again to the %n who lack it", n=len(lacking))
        self.again.setText(words)
        self.again.setVisible(len(lacking) > 1)
        limit(self.again, refusal)
        self.remind.setText(tr("Remind the %n who have not answered", n=len(self._silent)))
        self.remind.setVisible(bool(self._silent))
        limit(self.remind, refusal)


class _Head(QWidget):
    """What was sent, when and to how many, and how many it has reached and who has answered."""

    def __init__(self, lines: Sequence[BoardLine], parent: QWidget) -> None:
        super().__init__(parent)
        first, now = lines[0].headline, system_clock()
        sent = min(one.headline.time for one in lines)
        state = ListState.of(one.arrival for one in lines)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(4)
        column.addWidget(paragraph(headline_title(first), self, role="title"))
        words = tr("Sent {time} to %n recipients", n=state.recipients)
        about = Flow()
        about.addWidget(plain(words.format(time=day_and_time(sent, now)), self, role="muted"))
        if first.confidential:
            about.addWidget(_named("lock", tr("Confidential"), Tone.QUIET, self))
        if first.diary_number:
            ours = number_chip(one_line(first.diary_number), tr("Ours {number}"))
            about.addWidget(copying_chip(ours, self))
        add_layout(column, about)
        counts = Flow()
        counts.addWidget(ShareBar(state, self))
        for arrival, count in reversed(state.counts):
            mark = count_mark(arrival, count)
            counts.addWidget(_named(mark.icon, mark.text, mark.tone, self))
        answered = sum(one.answer is not None for one in lines)
        told = tr("{answered} of {recipients} have answered")
        told = told.format(answered=answered, recipients=state.recipients)
        counts.addWidget(plain(told, self, role="muted"))
        column.addSpacing(8)
        add_layout(column, counts)


class ShareBar(QWidget):
    """A bar whose parts are as long as many recipients are so far; the words stand beside it."""

    def __init__(self, state: ListState, parent: QWidget) -> None:
        super().__init__(parent)
        self._state = state
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_BAR_WIDTH, theme.px(20))

    def minimumSizeHint(self) -> QSize:
        return QSize(_BAR_WIDTH // 4, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        c, left = theme.colours(), 0.0
        for arrival, count in reversed(self._state.counts):
            _, tone = arrival_look(arrival)
            wide = self.width() * count / self._state.recipients
            colour = c.edge if tone is Tone.QUIET else getattr(c, tone)
            top = (self.height() - _BAR) // 2
            part = QRect(round(left), top, max(round(wide) - 2, 2), _BAR)
            draw_rounded(painter, part, _BAR // 2, colour)
            left += wide
        painter.end()


def _named(icon: str, words: str, tone: Tone, parent: QWidget) -> QWidget:
    pair = QWidget(parent)
    row = QHBoxLayout(pair)
    row.setContentsMargins(8, 0, 4, 0)
    row.setSpacing(4)
    row.addWidget(IconLabel(icon, pair, tone))
    role = {Tone.QUIET: "muted", Tone.BAD: "danger", Tone.WAITING: "warning"}.get(tone, "")
    row.addWidget(plain(words, pair, role=role))
    return pair


def _tool(words: str, icon: str, parent: QWidget) -> QPushButton:
    button = WrappingButton(words, parent)
    button.setIcon(theme.icon(icon))
    button.setProperty("role", "quiet")
    return button
