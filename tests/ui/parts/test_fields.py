"""A field for a day, and the calendar that it opens."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QCalendarWidget, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.fields import DayField
from tests.ui.looks import contrast


@pytest.fixture
def calendar(qtbot: QtBot, qapp: QApplication) -> Iterator[QCalendarWidget]:
    window = QWidget()
    qtbot.addWidget(window)
    field = DayField(window)
    field.setDate(QDate(2026, 11, 30))
    window.show()
    field.calendarWidget().show()
    yield field.calendarWidget()
    theme.apply(qapp, Preferences(), dark=False)


def arrows(calendar: QCalendarWidget) -> list[QToolButton]:
    return [one for one in calendar.findChildren(QToolButton) if "month" in one.accessibleName()]


def strongest(picture: QImage) -> float:
    ground = picture.pixelColor(0, 0)
    points = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return max(contrast(rgb(ground), rgb(picture.pixelColor(*point))) for point in points)


def rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


@pytest.mark.parametrize("dark", [True, False])
def test_arrows_stand_out_whatever_the_colours_have_become(
    calendar: QCalendarWidget, qapp: QApplication, *, dark: bool
) -> None:
    theme.apply(qapp, Preferences(), dark=not dark)
    theme.apply(qapp, Preferences(), dark=dark)

    assert len(arrows(calendar)) == 2
    for arrow in arrows(calendar):
        assert strongest(arrow.grab().toImage()) > 4.5


def test_weeks_have_their_numbers_and_sundays_the_colour_of_all_text(
    calendar: QCalendarWidget,
) -> None:
    shown = calendar.verticalHeaderFormat()
    assert shown is QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        ink = calendar.weekdayTextFormat(day).foreground()
        assert ink.style() is Qt.BrushStyle.NoBrush
