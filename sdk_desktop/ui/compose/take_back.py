"""The bar that counts down while what was just sent can still be taken back."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.domain.delivery import TAKE_BACK, HeldSending
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import add_layout, announce
from sdk_desktop.ui.parts.asking_bar import AskingBar
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.parts.icon_label import IconLabel
from sdk_desktop.ui.parts.labels import plain
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.plain_text import one_line

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace

KEY = "Ctrl+Z"
_SECOND = 1000
_WHOLE = int(TAKE_BACK.total_seconds())
_ANNOUNCED = (_WHOLE, 10, 5)
_BAR = 120, 8


class TakeBackBar(AskingBar):
    """Shows what was sent last and has not left, with what takes it back.

    `takenBack` carries the key of the draft that it is again, `left` how many messages leave now
    that nothing waits any longer, `failed` an SdkError.
    """

    takenBack = Signal(str)
    left = Signal(int)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, background: Background, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "take-back")
        self._outbox, self._background = workspace.outbox, background
        self._shown: HeldSending | None = None
        self._leaving = 0
        self._hindered = False
        self._announced: frozenset[int] = frozenset()
        self.text = plain("", self)
        self.bar = QProgressBar(self, maximum=_WHOLE, textVisible=False)
        self.bar.setAccessibleName(tr("Seconds until the message leaves"))
        self.bar.setFixedSize(*_BAR)
        self.bar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.now = QPushButton(tr("Send now"), self)
        self.now.setProperty("tool", "true")
        self.now.clicked.connect(self._let_go)
        self.take_back = QPushButton(
            theme.icon("reply", ink="on_accent"), f"{tr('Take back')}  {KEY}", self
        )
        self.take_back.setProperty("primary", "true")
        self.take_back.clicked.connect(self._take_back)
        QShortcut(QKeySequence(KEY), parent).activated.connect(self._take_back)
        self._tick = QTimer(self, singleShot=True, interval=_SECOND)
        self._tick.timeout.connect(self.look)
        self._lay_out()
        self.hide()

    @Slot(int)
    def await_leaving(self, count: int) -> None:
        """Count down until so many messages leave that were just sent."""
        self._leaving += count
        self.look()

    @Slot()
    def look(self) -> None:
        """Look up what waits, and again each second while something does or nobody knows."""
        self._tick.stop()
        self._background.run(self, self._outbox.held, self._show, self._look_later)

    def _look_later(self, error: SdkError) -> None:
        """Look again in a second; what hinders it is told of once."""
        if not self._hindered:
            self.failed.emit(error)
        self._hindered = True
        self._tick.start()

    def _show(self, held: tuple[HeldSending, ...]) -> None:
        self._hindered = False
        before, self._shown = self._shown, held[0] if held else None
        self.setVisible(bool(held))
        if self._shown is None:
            leaving, self._leaving = self._leaving, 0
            if leaving or before is not None:
                self.left.emit(leaving or len(before.to if before else ()))
            return
        if before is None or before.key != self._shown.key:
            self._announced = frozenset()
        seconds = math.ceil(self._shown.left.total_seconds())
        self.bar.setValue(seconds)
        self.text.setText(_sentence(self._shown, seconds))
        due = frozenset(one for one in _ANNOUNCED if seconds <= one)
        if due - self._announced:
            announce(self, tr("Sent in %n seconds. {key} takes it back.", seconds).format(key=KEY))
        self._announced = due
        self._tick.start()

    @Slot()
    def _take_back(self) -> None:
        if (shown := self._shown) is not None:
            self._shown, self._leaving = None, self._leaving - len(shown.to)
            work = partial(self._outbox.take_back, shown.key)
            then = partial(self._taken_back, shown.key)
            self._background.run(self, work, then, self._not_taken_back)

    def _taken_back(self, key: str, _nothing: None) -> None:
        self.look()
        self.takenBack.emit(key)

    def _not_taken_back(self, error: object) -> None:
        self.look()
        self.failed.emit(error)

    @Slot()
    def _let_go(self) -> None:
        self._background.run(self, self._outbox.let_go, self._look_again, self.failed.emit)

    def _look_again(self, _waited: bool) -> None:
        self.look()

    def _lay_out(self) -> None:
        icon = IconLabel("sent", self, side=theme.ICON)
        nothing = plain(tr("Nothing has left yet"), self, role="muted")
        policy = QSizePolicy.Policy
        self.text.setSizePolicy(policy.Preferred, policy.Preferred)
        nothing.setSizePolicy(policy.Expanding, policy.Preferred)
        line = Flow()
        line.setSpacing(12)
        for widget in (icon, self.text, self.bar, nothing, self.now, self.take_back):
            line.addWidget(widget)
        around = QVBoxLayout(self)
        around.setContentsMargins(24, 8, 24, 8)
        add_layout(around, line)


def _sentence(held: HeldSending, seconds: int) -> str:
    if len(held.to) == 1:
        name = one_line(held.to[0], 60)
        return tr("Sent to {name} in {seconds} s").format(name=name, seconds=seconds)
    return tr("Sent to %n recipients in {seconds} s", len(held.to)).format(seconds=seconds)
