"""What the list of what needs somebody shows when it is swept to zero."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sdk_desktop.ui.parts.labels import plain
from sdk_desktop.ui.parts.light import Light
from sdk_desktop.ui.parts.painting import Tone

_SIDE = 56


class AllDone(QWidget):
    """Says in the middle of the page that nothing is left."""

    def __init__(self, title: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 48, 0, 48)
        column.setSpacing(12)
        said = plain(title, self, role="title"), plain(words, self, role="muted")
        for widget in (Light("check", Tone.GOOD, self, _SIDE), *said):
            column.addWidget(widget, alignment=Qt.AlignmentFlag.AlignHCenter)
