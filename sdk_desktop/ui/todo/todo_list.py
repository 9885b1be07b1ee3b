"""The list of what needs somebody: why, until when, and the one button that helps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sdk_desktop.domain.clock import local, system_clock
from sdk_desktop.domain.errand import Reason
from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import add_layout, follow_layout, parts_of, take_all
from sdk_desktop.ui.parts.labels import plain, rule
from sdk_desktop.ui.todo.all_done import AllDone
from sdk_desktop.ui.todo.todo_head import EDGE, TodoHead
from sdk_desktop.ui.todo.todo_row import TodoContent, TodoRow
from sdk_desktop.ui.todo.what_is_to_do import (
    WhatIsToDo,
    find_what_is_to_do,
    onward_words,
    urgency_of,
)
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.errand_words import upcoming_words

if TYPE_CHECKING:
    from datetime import datetime

    from sdk_desktop.usecases.workspace import Workspace

AT_ONCE = 50
"""Rows that are made at once; as many more when somebody comes near their end."""
_LOW, _NARROW = 480, 560
"""Pixels of height and width, where text has its ordinary size, below which rows have it all."""


class TodoList(QWidget):
    """Shows what a mailbox, or all of them, must see to.

    `acted` carries the Headline whose button was pressed, `opened` one that is to be read,
    `ticked` one that somebody has seen to, `postponed` a reminder that is put off until tomorrow;
    `chosen` one that has the keyboard, or None. `newWanted` carries the address of a mailbox whose
    new messages are wanted.
    """

    acted = Signal(object)
    opened = Signal(object)
    ticked = Signal(object)
    postponed = Signal(object)
    chosen = Signal(object)
    newWanted = Signal(str)

    def __init__(self, workspace: Workspace, background: Background, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._background = workspace, background
        self._mailbox, self._mine = "", False
        self._asked = 0
        self._seen: object = None
        self._found, self._most = WhatIsToDo(), AT_ONCE
        self.rows: tuple[TodoRow, ...] = ()
        self.current: Headline | None = None
        self.head = TodoHead(workspace.who, self)
        self.head.only_mine.clicked.connect(self._show_mine)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(tr("To do"))
        self._area.setMinimumHeight(1)  # on a low screen it gives way, not what stands over it
        self._page = QWidget(self._area.viewport())
        self._page.setBackgroundRole(QPalette.ColorRole.Base)
        self._page.setAutoFillBackground(True)
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(EDGE, 12, EDGE, 16)
        self._column.setSpacing(0)
        self._area.setWidget(self._page)
        self._area.verticalScrollBar().valueChanged.connect(self._look_below)
        self._keys = _keys(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(rule(self))
        column.addWidget(self._area, 1)
        column.addWidget(self._keys)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.head.hide()

    def show_mailbox(self, mailbox: str) -> None:
        """Show what a mailbox must see to, or all with ""."""
        self._mailbox, self._most = mailbox, AT_ONCE
        self.reload()

    def reload(self) -> None:
        """Show the list as it is now; the keyboard stays where it was."""
        self._asked += 1
        find = partial(find_what_is_to_do, mine=self._mine)
        work = partial(find, self._workspace, self._mailbox)
        self._background.run(self, work, partial(self._replace, self._asked))

    @Slot()
    def look_again(self) -> None:
        """Reload the list if somebody sees it: what was not due before may be by now."""
        if self.isVisible():
            self.reload()

    def focus_first(self) -> None:
        """Give the first row the keyboard."""
        self._focus(0)

    def step(self, count: int) -> None:
        """Give the keyboard to a row further down, or up."""
        self._focus(self._place() + count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with J and K; O opens, E ticks off, S puts a reminder off."""
        if event.modifiers() or not self._press(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.height() >= theme.px(_LOW) and self.width() >= theme.px(_NARROW)
        self._keys.setVisible(room)
        self._look_below()

    def _press(self, key: Qt.Key) -> bool:
        match key:
            case Qt.Key.Key_J | Qt.Key.Key_Down:
                self.step(1)
            case Qt.Key.Key_K | Qt.Key.Key_Up:
                self.step(-1)
            case Qt.Key.Key_O if self.current:
                self.opened.emit(self.current)
            case Qt.Key.Key_E if self.current:
                self.ticked.emit(self.current)
            case Qt.Key.Key_S if self.current and self.current.errand.reason is Reason.REMINDER:
                self.postponed.emit(self.current)
            case _:
                return False
        return True

    def _place(self) -> int:
        keys = [row.headline.row for row in self.rows]
        return keys.index(self.current.row) if self.current and self.current.row in keys else 0

    def _focus(self, place: int) -> None:
        if place >= len(self.rows):
            self._make_more()
        if self.rows:
            row = self.rows[max(0, min(place, len(self.rows) - 1))]
            self._choose(row)
            row.button.setFocus()
            self._area.ensureWidgetVisible(row)

    @Slot(bool)
    def _show_mine(self, mine: bool) -> None:
        """Show only what the person has taken, or all."""
        self._mine, self._most = mine, AT_ONCE
        self.reload()

    def _choose(self, row: TodoRow) -> None:
        """Make a row's button the one that is filled."""
        self.current = row.headline
        for one in self.rows:
            one.fill(one is row)
        self.chosen.emit(row.headline)

    @Slot()
    def _look_below(self) -> None:
        """Make more rows before the last one of them is seen: a screen's height is kept below."""
        height = self._area.viewport().height()
        if self._column.sizeHint().height() < self._area.verticalScrollBar().value() + 2 * height:
            self._make_more()

    def _make_more(self) -> None:
        if len(self.rows) < len(self._found.headlines):
            self._most += AT_ONCE
            self._redraw(self._found)

    def _replace(self, asked: int, found: WhatIsToDo) -> None:
        seen = found, found.words(now := system_clock()), local(now).date()
        if asked != self._asked or seen == self._seen:
            return
        self._seen, self._found = seen, found
        self._redraw(found)

    def _redraw(self, found: WhatIsToDo) -> None:
        place, had_focus = self._place(), self.isAncestorOf(self.window().focusWidget())
        on_rows = had_focus and not self.head.only_mine.hasFocus()
        gone = self._show(found)
        kept = [row.headline.row for row in self.rows]
        if self.current and self.current.row in kept:
            place = kept.index(self.current.row)
        if on_rows and self.rows:
            self._focus(place)
        elif had_focus:
            self.head.only_mine.setFocus()
        for part in gone:  # or else Qt would choose what has the keyboard
            part.hide()
            part.deleteLater()
        follow_layout(self._page)  # rows that are new stand between those that stay
        self._look_below()

    def _show(self, found: WhatIsToDo) -> set[QWidget]:
        """Show what has been found; return what is not shown any longer."""
        now = system_clock()
        self.head.show_counts(found, now)
        self.head.show()
        before = set(parts_of(self._column))
        take_all(self._column)
        self.rows = tuple(self._fill(found.headlines[: self._most], now))
        width = max((row.filled_width for row in self.rows), default=0)
        for place, row in enumerate(self.rows):
            row.keep_room(width)
            row.fill(not place and self.current is None)
        if not self.rows:
            self.current = None
            self._column.addStretch()
            done = _all_done(found, self._workspace, self._page, mine=self._mine)
            if (box := found.next_box) is not None:
                done.onward.clicked.connect(partial(self.newWanted.emit, box.address))
            self._column.addWidget(done)
        self._column.addStretch(2)
        for part in parts_of(self._column):
            part.show()  # Qt does it later, and the keyboard goes to what is shown
        return before.difference(self.rows)

    def _fill(self, headlines: Sequence[Headline], now: datetime) -> Iterator[TodoRow]:
        """Put the rows of messages on the page; those that show the same as before stay."""
        known = {row.content: row for row in self.rows}
        for urgency, group in groupby(headlines, key=lambda one: urgency_of(one, now)):
            if self._column.count():
                self._column.addSpacing(8)
            self._column.addWidget(plain(tr(urgency.value), self._page, role="muted"))
            for place, headline in enumerate(group):
                is_mine = headline.handler_id == self._workspace.who_id
                content = TodoContent.of(headline, now, mine=is_mine)
                row = known.get(content) or self._new_row(content)
                row.show_line(place > 0)
                self._column.addWidget(row)
                yield row

    def _new_row(self, content: TodoContent) -> TodoRow:
        row = TodoRow(content, self._page)
        row.button.clicked.connect(partial(self.acted.emit, content.headline))
        row.focused.connect(partial(self._choose, row))
        return row


def _keys(parent: QWidget) -> QWidget:
    keys = QWidget(parent)
    words = QHBoxLayout()
    words.setSpacing(24)
    words.setContentsMargins(EDGE, 12, EDGE, 12)
    for key, does in (
        ("Enter", tr("the button")),
        ("J  K", tr("next, previous")),
        ("O", tr("open the message")),
        ("E", tr("seen to")),
        ("S", tr("remind me tomorrow")),
    ):
        words.addWidget(plain(f"{key}  {does}", keys, role="small"))
    words.addStretch()
    column = QVBoxLayout(keys)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(rule(keys))
    add_layout(column, words)
    return keys


def _all_done(found: WhatIsToDo, workspace: Workspace, page: QWidget, *, mine: bool) -> AllDone:
    own, all_ = tr("Nothing of yours needs you now."), tr("Nothing needs anybody now.")
    onward = onward_words(found.next_box, workspace) if found.next_box is not None else ""
    next_ = [upcoming_words(found.upcoming, system_clock())] if found.upcoming else []
    return AllDone(tr("All done"), " ".join((own if mine else all_, *next_)), onward, page)
