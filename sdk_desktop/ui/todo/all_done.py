"""What the list of what needs somebody shows when it is swept to zero."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from sdk_desktop.ui.parts.labels import paragraph, plain
from sdk_desktop.ui.parts.light import Light
from sdk_desktop.ui.parts.painting import Tone

_SIDE = 56


class AllDone(QWidget):
    """Says in the middle of the page that nothing is left; `onward` leads on, if anywhere."""

    def __init__(self, title: str, words: str, onward: str, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 48, 0, 48)
        column.setSpacing(12)
        said = paragraph(words, self, role="muted")
        said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for widget in (Light("check", Tone.GOOD, self, _SIDE), plain(title, self, role="title")):
            column.addWidget(widget, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(said)
        self.onward = QPushButton(onward, self)
        self.onward.setProperty("role", "tonal")
        self.onward.setVisible(bool(onward))
        column.addWidget(self.onward, alignment=Qt.AlignmentFlag.AlignHCenter)
