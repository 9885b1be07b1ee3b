"""A field for a day: typed, or chosen from a calendar with the numbers of the weeks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QToolButton, QWidget

from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.field_frame import inset
from sdk_desktop.ui.words import tr

_ARROWS = {"qt_calendar_prevmonth": "up", "qt_calendar_nextmonth": "down"}
"""Icons of the buttons, by Qt's names: its own are black on every ground."""
_WEEKEND = (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)


class DayField(QDateEdit):
    """Has a day, as 2026-11-30."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        inset(self)
        self.setDisplayFormat("yyyy-MM-dd")
        self.setCalendarPopup(True)
        self.setCalendarWidget(_Calendar(self))


class _Calendar(QCalendarWidget):
    """Shows a month in the colours of all other text, also its Sundays."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        for day in _WEEKEND:
            self.setWeekdayTextFormat(day, QTextCharFormat())
        for button in self.findChildren(QToolButton):
            if icon := _ARROWS.get(button.objectName()):
                button.setIcon(theme.icon(icon))
                button.setAccessibleName(
                    tr("Next month") if icon == "down" else tr("Previous month")
                )
