"""Keys, and what each does, below each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from sdk_desktop.ui.parts.labels import plain


class KeyList(QWidget):
    """Shows what is done at the left and its keys at the right; `role` is the style sheet's."""

    def __init__(self, keys: Sequence[tuple[str, str]], role: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setColumnStretch(0, 1)
        for line, (words, key) in enumerate(keys):
            self.grid.addWidget(plain(words, self, role=role), line, 0)
            self.grid.addWidget(plain(key, self, role=role), line, 1, Qt.AlignmentFlag.AlignRight)
