"""The list of what needs somebody: why, until when, and the one button that helps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from sdk_desktop.domain.clock import local, system_clock
from sdk_desktop.domain.errand import Reason
from sdk_desktop.domain.mailbox import Folder, Headline
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.labels import paragraph, plain
from sdk_desktop.ui.todo.todo_row import TodoRow
from sdk_desktop.ui.words import mark, tr

if TYPE_CHECKING:
    from datetime import datetime

    from sdk_desktop.usecases.workspace import Workspace

MOST = 200
"""Rows that are shown at once; the rest comes when some are done."""


class Urgency(StrEnum):
    """When something must be done; its value heads the part of the list."""

    NOW = mark("Now")
    TODAY = mark("Today")
    COMING = mark("In the coming days")


@dataclass(frozen=True, slots=True)
class WhatIsToDo:
    """Messages that need somebody, the most urgent first, and how many there are in all."""

    headlines: tuple[Headline, ...]
    total: int


class TodoList(QScrollArea):
    """Shows what a mailbox, or all of them, must see to.

    `acted` carries the Headline whose button was pressed, `opened` one that is to be read,
    `ticked` one that somebody has seen to, `postponed` a reminder that is put off until tomorrow;
    `chosen` one that has the keyboard, or None.
    """

    acted = Signal(object)
    opened = Signal(object)
    ticked = Signal(object)
    postponed = Signal(object)
    chosen = Signal(object)

    def __init__(self, workspace: Workspace, background: Background, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._background = workspace, background
        self._mailbox, self._mine = "", False
        self._asked = 0
        self.rows: tuple[TodoRow, ...] = ()
        self.current: Headline | None = None
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("role", "reading")
        self.setAccessibleName(tr("To do"))
        self.heading = ""
        self._show(WhatIsToDo((), 0))

    def show_mailbox(self, mailbox: str) -> None:
        """Show what a mailbox must see to, or all with ""."""
        self._mailbox = mailbox
        self.reload()

    def reload(self) -> None:
        """Show the list as it is now; the keyboard stays where it was."""
        self._asked += 1
        find = partial(find_what_is_to_do, mine=self._mine)
        work = partial(find, self._workspace, self._mailbox)
        self._background.run(self, work, partial(self._replace, self._asked))

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
        if self.rows:
            row = self.rows[max(0, min(place, len(self.rows) - 1))]
            self._choose(row.headline)
            row.button.setFocus()
            self.ensureWidgetVisible(row)

    @Slot(bool)
    def _show_mine(self, mine: bool) -> None:
        """Show only what the person has taken, or all."""
        self._mine = mine
        self.reload()

    def _choose(self, headline: Headline) -> None:
        self.current = headline
        self.chosen.emit(headline)

    def _replace(self, asked: int, found: WhatIsToDo) -> None:
        if asked != self._asked:
            return
        if [row.headline for row in self.rows] == list(found.headlines) and self.rows:
            return
        place, had_focus = self._place(), self.isAncestorOf(self.window().focusWidget())
        self._show(found)
        kept = [row.headline.row for row in self.rows]
        if self.current and self.current.row in kept:
            place = kept.index(self.current.row)
        if not self.rows:
            self.current = None
        if had_focus and self.rows:
            self._focus(place)
        elif had_focus:
            self.only_mine.setFocus()

    def _show(self, found: WhatIsToDo) -> None:
        now = system_clock()
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        late = sum(one.errand.is_overdue(now) for one in found.headlines)
        self.heading = _heading(found.total, late)
        self.only_mine = QToolButton(page)
        self.only_mine.setText(tr("Only mine"))
        self.only_mine.setIcon(theme.icon("mine"))
        self.only_mine.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.only_mine.setProperty("role", "quiet")
        self.only_mine.setCheckable(True)
        self.only_mine.setChecked(self._mine)
        self.only_mine.clicked.connect(self._show_mine)
        top = QHBoxLayout()
        top.addWidget(paragraph(self.heading, page, role="title"), 1)
        top.addWidget(self.only_mine, alignment=Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        if not found.headlines:
            self.current = None
            nothing = (
                tr("Nothing of yours needs you now.")
                if self._mine
                else tr("Nothing needs anybody now.")
            )
            column.addWidget(paragraph(nothing, page, role="muted"))
        self.rows = tuple(self._fill(found.headlines, now, column, page))
        keys = tr("Enter: the button   J K: next, previous   O: open   E: seen to   S: tomorrow")
        column.addStretch()
        column.addWidget(paragraph(keys, page, role="muted"))
        page.setBackgroundRole(QPalette.ColorRole.Base)
        page.setAutoFillBackground(True)
        self.setWidget(page)

    def _fill(
        self, headlines: Sequence[Headline], now: datetime, column: QVBoxLayout, page: QWidget
    ) -> list[TodoRow]:
        rows: list[TodoRow] = []
        for urgency, group in groupby(headlines, key=lambda one: urgency_of(one, now)):
            column.addWidget(plain(tr(urgency.value), page, role="heading"))
            for headline in group:
                row = TodoRow(headline, now, page)
                row.button.clicked.connect(partial(self.acted.emit, headline))
                row.focused.connect(partial(self._choose, headline))
                column.addWidget(row)
                rows.append(row)
        return rows


def urgency_of(headline: Headline, now: datetime) -> Urgency:
    """Return when a message must be seen to."""
    errand = headline.errand
    if errand.reason is Reason.LATE or errand.reason is Reason.REMINDER:
        return Urgency.TODAY
    if errand.is_overdue(now) or errand.due is None:
        return Urgency.NOW
    last = local(errand.due - timedelta(seconds=1)).date()
    return Urgency.TODAY if last <= local(now).date() else Urgency.COMING


def find_what_is_to_do(
    workspace: Workspace, mailbox: str = "", *, mine: bool = False
) -> WhatIsToDo:
    """Return what needs somebody, most urgent first; with `mine` what the person has taken."""
    found: list[Headline] = []
    more: int | None = None
    while True:
        page = workspace.inbox.page(mailbox, Folder.ACTION, more)
        own = (one for one in page.headlines if not mine or one.handler_id == workspace.who_id)
        found += own
        more = page.more
        if more is None or len(found) >= MOST:
            break
    now, order = system_clock(), list(Urgency)
    found.sort(key=lambda one: (order.index(urgency_of(one, now)), one.errand.due or one.time))
    return WhatIsToDo(tuple(found[:MOST]), len(found) if mine else page.total)


def _heading(total: int, late: int) -> str:
    if not total:
        return tr("All done")
    left = tr("%n to see to", n=total)
    return f"{left} · {tr('%n overdue', n=late)}" if late else left
