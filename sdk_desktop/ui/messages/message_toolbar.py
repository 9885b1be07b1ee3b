"""The tools over a message: the verb of the day first and filled, then what has room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QStyleOptionToolButton,
    QToolButton,
    QWidget,
)

from sdk_desktop.ui.messages.message_actions import MessageActions
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.labels import plain, tip
from sdk_desktop.ui.parts.named_button import NamedButton
from sdk_desktop.ui.parts.narrow import fit_margins
from sdk_desktop.ui.words import tr

EDGE, GAP, _HIGH = 20, 4, 48
"""Pixels left and right of the tools, between two, and of their height."""


class MessageToolbar(QFrame):
    """Shows the tools that have room; the others stand first in the menu of the last one.

    `stepped` carries by how many messages one wants to move, `backWanted` is emitted to leave the
    message where it is shown alone.
    """

    stepped = Signal(int)
    backWanted = Signal()

    def __init__(self, actions: MessageActions, others: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self._actions, self._others = actions, tuple(others)
        self.back = _tool(tr("Back to the list"), "back", self)
        self.back.clicked.connect(self.backWanted)
        self.back.hide()
        self._first = FilledTool(actions.answer, "reply", self)
        self._tools = {action: tool_of(action, self) for action in actions.handling}
        self.more = _tool(tr("More"), "more", self)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.more)
        menu.aboutToShow.connect(partial(self._fill, menu))
        self.more.setMenu(menu)
        self._place = plain("", self, role="small")
        self._up, self._down = step_tools(self.stepped.emit, self)
        self._lay_out()
        for action in actions.handling:
            action.changed.connect(self._fit)

    def show_place(self, place: int, total: int, selected: int = 0) -> None:
        """Show which message of how many is shown, or how many are `selected`; nothing for 0."""
        is_one = 0 < place <= total  # what was found stays though nothing is found any longer
        text = tr("{place} of {total}").format(place=place, total=total) if is_one else ""
        self._place.setText(tr("%n selected", n=selected) if selected > 1 else text)
        self._up.setEnabled(place > 1)
        self._down.setEnabled(0 < place < total)
        self._fit()

    def show_back(self, folder: str) -> None:
        """Show the way back to a folder, none with ""."""
        self.back.setText(folder)
        self.back.setToolTip(tip(folder))
        self.back.setVisible(bool(folder))
        self.setProperty("role", "bar" if folder else "")
        self.style().polish(self)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        shown = (self._first, self.more, self._up, self._down)
        wide = sum(one.sizeHint().width() + GAP for one in shown)
        return QSize(wide + 2 * EDGE, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.setMinimumHeight(theme.px(_HIGH))
            self._fit()

    def stand_back(self, back: bool) -> None:
        """Let the first tool not be filled while a bar asks something, for only one is to be."""
        self._first.fill(not back)

    @Slot()
    def _fit(self) -> None:
        """Show the tools from the left that have room, first those that can be used."""
        ends = (self._first, self.more, self._place, self._up, self._down)
        alone = not self.back.isHidden()
        self._place.setHidden(alone or not self._place.text())
        shown = [one for one in (*ends, self.back) if not one.isHidden()]
        room = self._room_beside(shown, narrow=False)
        if room < 0:
            room = self._room_beside(shown, narrow=True)
        for action in sorted(self._tools, key=lambda one: not one.isEnabled()):
            tool = self._tools[action]
            room -= tool.sizeHint().width() + GAP if self._is_wanted(action) else 0
            tool.setVisible(self._is_wanted(action) and room >= 0)

    def _room_beside(self, shown: Sequence[QToolButton | QLabel], *, narrow: bool) -> int:
        """Return how much room is left; where it is narrow, the way back is an icon."""
        style = Qt.ToolButtonStyle
        words = style.ToolButtonIconOnly if narrow else style.ToolButtonTextBesideIcon
        self.back.setToolButtonStyle(words)
        fit_margins(self._line, (EDGE, 0, EDGE, 0), narrow=narrow)
        edges = self._line.contentsMargins().left() + self._line.contentsMargins().right()
        return self.width() - edges - sum(one.sizeHint().width() + GAP for one in shown)

    def _is_wanted(self, action: QAction) -> bool:
        """Return whether a tool is shown where there is room: of taking and releasing only one."""
        takes, releases = self._actions.take, self._actions.release
        if action is releases:
            return releases.isEnabled() and not takes.isEnabled()
        return action is not takes or takes.isEnabled() or not releases.isEnabled()

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        hidden = [action for action, tool in self._tools.items() if tool.isHidden()]
        menu.addActions([action for action in hidden if action.isEnabled()])
        menu.addSeparator()
        menu.addActions(list(self._others))

    def _lay_out(self) -> None:
        self.setMinimumHeight(theme.px(_HIGH))
        self._line = line = QHBoxLayout(self)
        line.setSpacing(GAP)
        for tool in (self.back, self._first, *self._tools.values(), self.more):
            line.addWidget(tool)
        line.addStretch(1)
        for part in (self._place, self._up, self._down):
            line.addWidget(part)


class _ActionTool(QToolButton):
    """A tool with words; under the pointer it says its key, or why it cannot be used."""

    def show_action(self, action: QAction) -> None:
        """Be the button of an action."""
        self.setDefaultAction(action)
        self.setAccessibleName(action.text())
        self._say_no_word_twice()

    def actionEvent(self, event: QActionEvent) -> None:
        super().actionEvent(event)
        self._say_no_word_twice()

    def _say_no_word_twice(self) -> None:
        if self.toolTip() == self.text():
            self.setToolTip("")


class FilledTool(_ActionTool):
    """The first tool: its icon has the colour of its text, not that of the action's elsewhere."""

    def __init__(self, action: QAction, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._name, self._ink = icon, ""
        self.show_action(action)
        self.fill(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def fill(self, filled: bool) -> None:
        """Be what is to be done next, or stand back behind what asks for it."""
        self._ink = "on_accent" if filled else "accent"
        self.setProperty("primary", filled)
        self.setProperty("role", "" if filled else "tonal")
        self.style().polish(self)

    def initStyleOption(self, option: QStyleOptionToolButton) -> None:
        super().initStyleOption(option)
        option.icon = theme.icon(self._name, ink=self._ink)


def tool_of(action: QAction, parent: QWidget) -> QToolButton:
    """Return the button of an action: its icon and its words, without a frame."""
    button = _ActionTool(parent)
    button.show_action(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setProperty("role", "tool")
    return button


def step_tools(step: Callable[[int], object], parent: QWidget) -> tuple[QToolButton, QToolButton]:
    """Return the buttons that lead to the message before and to the next one."""
    up = _tool(tr("Previous message"), "up", parent)
    up.clicked.connect(partial(step, -1))
    down = _tool(tr("Next message"), "down", parent)
    down.clicked.connect(partial(step, 1))
    return up, down


def _tool(words: str, icon: str, parent: QWidget) -> QToolButton:
    tool = NamedButton(words, icon, parent)
    tool.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    tool.setProperty("role", "tool")
    return tool
