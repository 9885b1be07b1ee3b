"""A bar over the state of the program that asks something, and has what is to be done next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame


class AskingBar(QFrame):
    """`asking` carries whether it is shown: then only its own button is a filled one."""

    asking = Signal(bool)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.asking.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.isHidden():
            self.asking.emit(False)
