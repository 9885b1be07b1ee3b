"""What an empty message pane shows: what is to do, and the keys that lead on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from sdk_desktop.domain.clock import system_clock
from sdk_desktop.domain.errand import Reason
from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import add_layout, parts_of, take_all
from sdk_desktop.ui.parts.key_list import KeyList
from sdk_desktop.ui.parts.labels import LineButton, paragraph
from sdk_desktop.ui.todo.todo_row import REASON_ICONS, about, tone_of
from sdk_desktop.ui.todo.what_is_to_do import WhatIsToDo, find_what_is_to_do, onward_words
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.errand_words import counted_reason_words

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace

WIDTH = 640
"""Pixels, where text has its ordinary size."""


class Today(QWidget):
    """Shows for each reason how many messages need somebody, once it has been told to `reload`.

    `wanted` leads to all of them, `newWanted` carries the address of a mailbox whose new messages
    are wanted.
    """

    wanted = Signal()
    newWanted = Signal(str)

    def __init__(self, workspace: Workspace, background: Background, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(48, 32, 48, 24)
        self._column.setSpacing(8)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(4)
        page = QWidget(self)
        page.setMaximumWidth(theme.px(WIDTH))
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(paragraph(tr("No message is open."), page, role="muted"))
        add_layout(inner, self.lines)
        inner.addSpacing(24)
        inner.addWidget(paragraph(tr("On the keyboard"), page, role="heading"))
        inner.addWidget(KeyList(_keys(), "muted", page))
        self._column.addWidget(page)
        self._column.addStretch()
        self._page, self._work = page, (workspace, background)
        self._found: WhatIsToDo | None = None
        self._asked = 0

    def reload(self) -> None:
        """Show what is to do by now."""
        workspace, background = self._work
        self._asked += 1
        show = partial(self._show, self._asked)
        background.run(self, partial(find_what_is_to_do, workspace), show)

    def _show(self, asked: int, found: WhatIsToDo) -> None:
        if asked != self._asked or found == self._found:
            return
        self._found = found
        for widget in parts_of(self.lines):
            widget.hide()
            widget.deleteLater()
        take_all(self.lines)
        for widget in self._lines(found):
            self.lines.addWidget(widget)

    def _lines(self, found: WhatIsToDo) -> Iterator[QWidget]:
        now = system_clock()
        yield paragraph(_title(found), self._page, role="title")
        if words := found.words(now):
            yield paragraph(words, self._page, role="muted")
        if (box := found.next_box) is not None:
            onward = QPushButton(onward_words(box, self._work[0]), self._page)
            onward.setProperty("role", "tonal")
            onward.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            onward.clicked.connect(partial(self.newWanted.emit, box.address))
            yield onward
        groups: dict[Reason, list[Headline]] = {}
        for one in found.headlines:
            groups.setdefault(one.errand.reason or Reason.REMINDER, []).append(one)
        for reason, group in groups.items():
            words = counted_reason_words(reason, len(group))
            line = LineButton(f"{words}\n{about(group[0], now)}", self._page)
            line.setIcon(theme.icon(REASON_ICONS[reason], ink=tone_of(group[0], now)))
            line.setProperty("role", "line")
            line.clicked.connect(self.wanted)
            yield line


def _title(found: WhatIsToDo) -> str:
    if found.headlines:
        return tr("To do today")
    return tr("Something new has come") if found.next_box is not None else tr("All done")


def _keys() -> tuple[tuple[str, str], ...]:
    return (
        (tr("Open what is chosen"), "Enter"),
        (tr("Next, previous"), "J  K"),
        (tr("Answer"), "Ctrl+R"),
        (tr("Take the message"), "Ctrl+T"),
        (tr("Hide names, somebody stands at the counter"), "F8"),
    )
