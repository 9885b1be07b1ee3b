"""The bar at the top: new message, the pages, tools."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from sdk_desktop.domain.roles import Permissions, Role
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.permission import limit
from sdk_desktop.ui.words import tr


@dataclass(frozen=True, slots=True)
class Tool:
    """A button with an icon only: its words are its tool tip and its accessible name.

    The key of one that works in `every_window` is installed there.
    """

    icon: str
    text: str
    key: str
    do: Callable[[], object]
    every_window: bool = False


class TopBar(QFrame):
    """The buttons at the top; `page` carries the number of a page, `write` begins a message."""

    page = Signal(int)
    write = Signal()

    def __init__(
        self, pages: Sequence[tuple[str, str]], tools: Sequence[Tool], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self.setMinimumWidth(1)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(12, 8, 12, 8)
        self._layout.setSpacing(8)
        self._add_write()
        self._layout.addSpacing(12)
        self._buttons: list[QToolButton] = []  # no QButtonGroup, of which Tab reaches only one
        for number, (text, icon) in enumerate(pages):
            self._add_page(number, text, icon)
        self._layout.addStretch(1)
        for tool in tools:
            self._add_tool(tool)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_page(self, number: int) -> None:
        """Mark the page that is shown."""
        for place, button in enumerate(self._buttons):
            button.setChecked(place == number)

    @Slot(object)
    def show_permissions(self, permissions: Permissions) -> None:
        """Disable the button that begins a message where the person may not, and say why."""
        limit(self._write, permissions.refusal(Role.HANDLER))

    def _fit(self) -> None:
        """Say less where there is no room: icons for the pages first, then a shorter word."""
        self._name_pages(shown=True)
        self._write.setText(tr("New message"))
        if self._is_too_wide():
            self._name_pages(shown=False)
        if self._is_too_wide():
            self._write.setText(tr("Write"))

    def _is_too_wide(self) -> bool:
        self._layout.invalidate()
        return self._layout.sizeHint().width() > self.width()

    def _name_pages(self, *, shown: bool) -> None:
        style = Qt.ToolButtonStyle
        for button in self._buttons:
            button.setToolButtonStyle(
                style.ToolButtonTextBesideIcon if shown else style.ToolButtonIconOnly
            )

    def _add_write(self) -> None:
        button = QPushButton(tr("New message"), self)
        button.setAccessibleName(tr("New message"))
        button.setProperty("primary", True)
        button.setToolTip(tr("New message") + " (Ctrl+N)")
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.clicked.connect(self.write)
        QShortcut(QKeySequence("Ctrl+N"), self._window, self.write.emit)
        self._layout.addWidget(button)
        self._write = button

    def _add_page(self, number: int, text: str, icon: str) -> None:
        button = _tool_button(icon, text, self)
        button.setText(text)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setCheckable(True)
        button.setChecked(number == 0)
        button.clicked.connect(partial(self.page.emit, number))
        self._buttons.append(button)
        self._layout.addWidget(button)

    def _add_tool(self, tool: Tool) -> None:
        button = _tool_button(tool.icon, tool.text, self)
        button.clicked.connect(tool.do)
        if tool.key:
            button.setToolTip(f"{tool.text} ({tool.key})")
        if tool.key and not tool.every_window:
            QShortcut(QKeySequence(tool.key), self._window, tool.do)
        self._layout.addWidget(button)


def _tool_button(icon: str, text: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setIcon(theme.icon(icon))
    button.setAccessibleName(text)
    button.setToolTip(text)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
