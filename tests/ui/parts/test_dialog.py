"""What stands in a dialog on a screen that is too low for it."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLayout, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.ui.parts.dialog import Dialog, scrolled_column
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.parts.step import Step
from sdk_desktop.ui.parts.step_dialog import StepDialog
from sdk_desktop.ui.room import room_of
from tests.ui.screens import lay_out

LOW = 160


def test_what_has_no_room_is_scrolled_and_the_keyboard_comes_to_all_of_it(qtbot: QtBot) -> None:
    above = QWidget()
    qtbot.addWidget(above)
    dialog = Dialog("Steps", above)
    column = scrolled_column(dialog)
    buttons = [QPushButton(f"Step {number}", dialog) for number in range(12)]
    for button in buttons:
        column.addWidget(button)
    with qtbot.waitExposed(dialog):
        dialog.show()
    (area,) = dialog.findChildren(QScrollArea)
    wanted = dialog.height()
    dialog.resize(dialog.width(), LOW)
    lay_out()

    assert wanted > LOW == dialog.height()
    buttons[-2].setFocus()
    QTest.keyClick(buttons[-2], Qt.Key.Key_Tab)
    QApplication.processEvents()
    assert QApplication.focusWidget() is buttons[-1]
    shown = buttons[-1].visibleRegion().boundingRect().size()
    assert shown == buttons[-1].size()
    assert area.horizontalScrollBar().maximum() == 0


def test_a_dialog_grows_with_what_is_added(qtbot: QtBot) -> None:
    above = QWidget()
    qtbot.addWidget(above)
    dialog = Dialog("Steps", above)
    column = scrolled_column(dialog)
    column.addWidget(QPushButton("One", dialog))
    with qtbot.waitExposed(dialog):
        dialog.show()
    before = dialog.height()
    for number in range(6):
        column.addWidget(QPushButton(f"Step {number}", dialog))
    lay_out()

    assert dialog.height() > before


def test_a_dialog_with_its_frame_is_never_higher_than_the_screen(qtbot: QtBot) -> None:
    above = QWidget()
    qtbot.addWidget(above)
    dialog = Dialog("Steps", above)
    column = scrolled_column(dialog)
    for number in range(60):
        column.addWidget(QPushButton(f"Step {number}", dialog))
    with qtbot.waitExposed(dialog):
        dialog.show()

    assert dialog.frameGeometry().height() == room_of(dialog).height()


def test_windows_lets_a_dialog_be_as_low_as_it_is_made(qtbot: QtBot) -> None:
    """It asks the layout how low that may be; by itself that says what all of it needs."""
    above = QWidget()
    qtbot.addWidget(above)
    dialog = Dialog("Steps", above)
    column = scrolled_column(dialog)
    column.addWidget(paragraph("The document type decides how long it is kept. " * 9, dialog))
    low = QSize(400, LOW // 2)

    assert QLayout.closestAcceptableSize(dialog, low) == low


def bar_after_a_low_screen(dialog: Dialog, width: int) -> int:
    """Return how far one has to scroll where all has just room enough again."""
    layout, (area,) = dialog.layout(), dialog.findChildren(QScrollArea)
    assert layout is not None
    dialog.resize(width, 60)
    lay_out()
    dialog.resize(width, layout.totalHeightForWidth(width))
    lay_out()
    return area.verticalScrollBar().maximum()


def test_no_bar_stays_that_is_needed_only_because_it_is_there(qtbot: QtBot) -> None:
    """Beside it words may take a line more."""
    above = QWidget()
    qtbot.addWidget(above)
    dialog = Dialog("Steps", above)
    column = scrolled_column(dialog)
    column.addWidget(paragraph("The document type decides how long it is kept. " * 3, dialog))
    for number in range(4):
        column.addWidget(QPushButton(f"Step {number}", dialog))
    with qtbot.waitExposed(dialog):
        dialog.show()

    bars = [bar_after_a_low_screen(dialog, width) for width in range(260, 420, 5)]

    assert set(bars) == {0}


def test_the_buttons_of_a_narrow_page_stand_at_the_edges_of_its_words(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    pages = StepDialog("Ways", window)
    pages.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    pages.begin(QWidget(pages))
    pages.show()
    pages.resize(320, 400)
    lay_out()

    left = pages._column.contentsMargins().left()
    closing = pages.back.geometry()
    pages.enter(Step("A step", "One.", pages))
    lay_out()

    assert left >= 12
    assert closing.right() == pages.width() - 1 - left  # what only closes
    assert pages.back.mapTo(pages, QPoint()).x() == left
