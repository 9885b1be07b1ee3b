"""The bar at the top: new message, the pages, tools."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from sdk_desktop.domain.roles import Permissions, Role
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.named_button import NamedButton
from sdk_desktop.ui.parts.narrow import fit_margins
from sdk_desktop.ui.parts.painting import initials_icon
from sdk_desktop.ui.parts.permission import limit
from sdk_desktop.ui.parts.spoken_roles import PageButton
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.shown_names import initials

_EDGE, _GAP = 16, 8
HIGH = 48
"""Pixels of the bar, where text has its ordinary size."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A button, or with `in_menu` an entry of the menu; `short` is the word on the button.

    The key of one that works in `every_window` is installed there. One that needs a `role` is
    disabled for others.
    """

    icon: str
    text: str
    key: str
    do: Callable[[], object]
    short: str = ""
    in_menu: bool = False
    every_window: bool = False
    role: Role = Role.READER


class TopBar(QFrame):
    """The buttons at the top; `page` carries the number of a page, `write` begins a message.

    `backWanted` is emitted to leave a list that is shown alone.
    """

    page = Signal(int)
    write = Signal()
    backWanted = Signal()

    def __init__(
        self, pages: Sequence[tuple[str, str]], tools: Sequence[Tool], who: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self.setProperty("role", "bar")
        self.setMinimumWidth(1)
        self.setMinimumHeight(theme.px(HIGH))
        self._layout = QHBoxLayout(self)
        self.back = _tool("back", tr("Back to the mailboxes"), self)
        self.back.clicked.connect(self.backWanted)
        self.back.hide()
        self._layout.addWidget(self.back)
        self._add_write()
        self._layout.addSpacing(12)
        self._pages: list[QToolButton] = []  # no QButtonGroup, of which Tab reaches only one
        for number, (text, icon) in enumerate(pages):
            self._add_page(number, text, icon)
        self._layout.addStretch(1)
        self._tools = [self._add_tool(tool) for tool in tools if not tool.in_menu]
        self._entries: list[tuple[QAction, Role]] = []
        self._moved: list[QAction] = []
        self._person = self._add_person(who, tools)
        for tool in tools:
            if tool.key and not tool.every_window:
                QShortcut(QKeySequence(tool.key), self._window, tool.do)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_page(self, number: int) -> None:
        """Mark the page that is shown."""
        for place, button in enumerate(self._pages):
            button.setChecked(place == number)

    def show_back(self, place: str) -> None:
        """Show the way back to a place, none with ""."""
        self.back.setText(place)
        self.back.setVisible(bool(place))
        self._fit()

    @Slot(object)
    def show_permissions(self, permissions: Permissions) -> None:
        """Disable what the person may not do, and say why."""
        limit(self._write, permissions.refusal_anywhere(Role.HANDLER))
        for action, role in self._entries:
            limit(action, permissions.refusal_anywhere(role))

    def _fit(self) -> None:
        """Say less where there is no room: fewer words at the right first, a shorter verb last."""
        self._put_tools(in_menu=False)
        _put_words([self.back, *self._pages, *self._tools, self._person], shown=True)
        self._write.setText(tr("New message"))
        for less in ([self._person, *self._tools], self._pages):
            if self._is_too_wide():
                _put_words(less, shown=False)
        if self._is_too_wide():
            self._write.setText(tr("Write"))
        if self._is_too_wide():
            _put_words([self.back], shown=False)
        self._put_tools(in_menu=self._is_too_wide())
        if self._is_too_wide():
            self._write.setText("")
        self._layout.activate()  # what is shown again has its place at once

    def _put_tools(self, *, in_menu: bool) -> None:
        """Show the tools at the right, or in the menu where every pixel is needed."""
        fit_margins(self._layout, (_EDGE, 0, _EDGE, 0), narrow=in_menu)
        self._layout.setSpacing(0 if in_menu else _GAP)
        for tool in self._tools:
            tool.setHidden(in_menu)
        for entry in self._moved:
            entry.setVisible(in_menu)

    def _is_too_wide(self) -> bool:
        self._layout.invalidate()
        return self._layout.sizeHint().width() > self.width()

    def _add_write(self) -> None:
        button = QPushButton(theme.icon("compose", ink="accent"), tr("New message"), self)
        button.setAccessibleName(tr("New message"))
        button.setProperty("role", "tonal")
        button.setToolTip("Ctrl+N")
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.clicked.connect(self.write)
        QShortcut(QKeySequence("Ctrl+N"), self._window, self.write.emit)
        self._layout.addWidget(button)
        self._write = button

    def _add_page(self, number: int, text: str, icon: str) -> None:
        button = PageButton(text, icon, self)
        button.setText(text)
        button.setProperty("role", "page")
        button.setCheckable(True)
        button.setChecked(number == 0)
        button.clicked.connect(partial(self.page.emit, number))
        self._pages.append(button)
        self._layout.addWidget(button)

    def _add_tool(self, tool: Tool) -> QToolButton:
        button = _tool(tool.icon, tool.text, self, key=tool.key)
        button.setText(tool.short)
        button.clicked.connect(tool.do)
        self._layout.addWidget(button)
        return button

    def _add_person(self, who: str, tools: Sequence[Tool]) -> QToolButton:
        button = _tool("", tr("Menu of {name}").format(name=who), self)
        button.setIcon(initials_icon(initials(who)))
        button.setText(who.replace("&", "&&"))
        button.setProperty("role", "person")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.setToolTipsVisible(True)
        for tool in tools:
            words = f"{tool.text}\t{tool.key}" if tool.key else tool.text
            action = menu.addAction(theme.icon(tool.icon), words, tool.do)
            self._entries.append((action, tool.role))
            if not tool.in_menu:
                self._moved.append(action)
        button.setMenu(menu)
        self._layout.addWidget(button)
        return button


def _tool(icon: str, text: str, parent: QWidget, *, key: str = "") -> QToolButton:
    button = NamedButton(text, icon, parent, key=key)
    button.setProperty("role", "tool")
    return button


def _put_words(buttons: Sequence[QToolButton], *, shown: bool) -> None:
    """Show buttons with their words, the pages without an icon then; or icons alone."""
    style = Qt.ToolButtonStyle
    for button in buttons:
        words = (
            style.ToolButtonTextOnly
            if button.property("role") == "page"
            else style.ToolButtonTextBesideIcon
        )
        button.setToolButtonStyle(words if shown else style.ToolButtonIconOnly)
