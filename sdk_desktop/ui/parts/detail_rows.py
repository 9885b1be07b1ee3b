"""Names and values in two columns, or one below the other where there is little room."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFormLayout, QWidget

from sdk_desktop.ui.parts.labels import paragraph, plain
from sdk_desktop.ui.parts.narrow import wrap_rows

_NARROW = 56
"""Characters; with less room than that, a value stands below its name."""


class DetailRows(QWidget):
    """Shows names and values; never asks for more width than it gets."""

    def __init__(self, facts: Iterable[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._form.setHorizontalSpacing(14)
        self._form.setVerticalSpacing(3)
        for name, value in facts:
            label = plain(name, self, role="muted")
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            self._form.addRow(label, paragraph(value, self))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 20, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = _NARROW * self.fontMetrics().averageCharWidth()
        wrap_rows(self._form, narrow=self.width() < room)
