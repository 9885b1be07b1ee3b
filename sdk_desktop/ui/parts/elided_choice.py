"""A choice among names of any length."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

_LEAST = 12
"""Characters of the chosen name that are seen at least."""
_EDGES = 4
_BOX = QStyle.ComplexControl.CC_ComboBox


class ElidedChoice(QComboBox):
    """Ends the chosen name in … where there is no room for it; the open list shows the whole."""

    @property
    def shown(self) -> str:
        """What is seen of the chosen name."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(_BOX, option, field, self).width() - _EDGES
        right = Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(self.currentText(), right, room)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + _EDGES, hint.height())

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        names = map(self.itemText, range(self.count()))
        longest = max(map(self.fontMetrics().horizontalAdvance, names), default=0)
        least = min(longest, _LEAST * self.fontMetrics().averageCharWidth())
        return QSize(hint.width() - longest + least, hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(_BOX, option)
        option.currentText = self.shown
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
