"""Fields: a frame that looks like one, room beside words, a choice, a day with its calendar."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QDateEdit,
    QFormLayout,
    QFrame,
    QLabel,
    QLayout,
    QRadioButton,
    QToolButton,
    QWidget,
)

from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.words import tr

_INSET = 6
"""Pixels."""
_ARROWS = {"qt_calendar_prevmonth": "up", "qt_calendar_nextmonth": "down"}
"""Icons of the buttons, by Qt's names: its own are black on every ground."""
_ARROW_KEYS = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}
_WEEKEND = (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)


def inset(field: QAbstractSpinBox) -> None:
    """Keep what stands in a field clear of its edge, for which the style sheet has no means."""
    field.lineEdit().setTextMargins(_INSET, 0, _INSET, 0)


def add_row(form: QFormLayout, name: str, field: QWidget | QLayout) -> None:
    """Add a field to a form, with its name at the height of its words."""
    label = _FieldName(name)
    if isinstance(field, QWidget):
        label.setBuddy(field)
    form.addRow(label, field)


class _FieldName(QLabel):
    """Is high enough for a form, which gives a name 7/4 of its height, to put it beside a field."""

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), round(hint.height() * 1.25))


class FieldFrame(QFrame):
    """Has the ring of the keyboard for the field inside it, which has no frame of its own."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "field")

    def ring_for(self, field: QWidget) -> None:
        """Show the ring while a field has the keyboard."""
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.setProperty("focused", str(event.type() == QEvent.Type.FocusIn).lower())
            self.style().polish(self)
        return super().eventFilter(watched, event)


class ArrowChoice(QRadioButton):
    """One of several: an arrow key chooses the next one, also while none is chosen.

    Qt only moves the keyboard then, unlike every other group of choices that people know.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        now = QApplication.focusWidget()
        if event.key() in _ARROW_KEYS and now is not self and isinstance(now, ArrowChoice):
            now.setChecked(True)


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
