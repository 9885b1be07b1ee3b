"""The bar that says, half a minute before, that the client locks because nobody uses it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import add_layout, announce
from sdk_desktop.ui.parts.asking_bar import AskingBar
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.parts.icon_label import IconLabel
from sdk_desktop.ui.parts.labels import plain
from sdk_desktop.ui.parts.painting import Tone
from sdk_desktop.ui.shortcuts import LOCK
from sdk_desktop.ui.words import tr

WARNING = 30
"""Seconds before locking from which it is shown."""
_ANNOUNCED = (WARNING, 20, 10, 5)
_BAR = 120, 8


class LockWarning(AskingBar):
    """Counts the last seconds down; any key or movement in the window makes it go away.

    `lockWanted` is emitted when the user wants to lock at once.
    """

    lockWanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "lock-warning")
        self.text = plain("", self, role="heading")
        self.bar = QProgressBar(self, maximum=WARNING, textVisible=False)
        self.bar.setAccessibleName(tr("Seconds until the program locks"))
        self.bar.setFixedSize(*_BAR)
        self.bar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.lock = QPushButton(f"{tr('Lock now')}  {LOCK}", self)
        self.lock.setProperty("tool", "true")
        self.lock.clicked.connect(self.lockWanted)
        self.go_on = QPushButton(tr("Keep working"), self)
        self.go_on.setProperty("primary", "true")
        self.go_on.clicked.connect(self.hide)
        self._announced: frozenset[int] = frozenset()
        self._lay_out()
        self.hide()

    @Slot(int)
    def show_seconds(self, seconds: int) -> None:
        """Show how many seconds are left, 0 when the client does not lock soon.

        They are announced when it appears, and at 20, 10 and 5.
        """
        self.setVisible(seconds > 0)
        self.bar.setValue(seconds)
        self.text.setText(tr("Locks in {seconds} s").format(seconds=seconds))
        due = frozenset(one for one in _ANNOUNCED if 0 < seconds <= one)
        if due - self._announced and self.isActiveWindow():
            announce(self, tr("Locks in %n seconds. Press any key to keep working.", n=seconds))
        self._announced = due

    def _lay_out(self) -> None:
        icon = IconLabel("lock", self, Tone.WAITING, theme.ICON)
        saved = plain(tr("What you have written is saved."), self)
        saved.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        line = Flow()
        line.setSpacing(12)
        for widget in (icon, self.text, self.bar, saved, self.lock, self.go_on):
            line.addWidget(widget)
        around = QVBoxLayout(self)
        around.setContentsMargins(24, 12, 24, 12)
        add_layout(around, line)
