"""The frame of practice mode around other windows."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.practice_frame import PracticeFrame
from sdk_desktop.ui.room import fitting


def test_the_frame_goes_around_what_a_window_shows(
    qapp: QApplication, undressed: None, qtbot: QtBot
) -> None:
    theme.apply(qapp, Preferences(), dark=False)
    window = QWidget()
    qtbot.addWidget(window)
    content = QLabel("Innehåll", window)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(content)
    frame = PracticeFrame(window)
    window.show()

    window.resize(400, 300)
    QApplication.processEvents()

    picture = window.grab().toImage()
    corners = [(1, 1), (398, 1), (1, 298), (398, 298)]
    assert [picture.pixelColor(*one).name() for one in corners] == [theme.LIGHT.warning] * 4
    assert frame.rect() == window.rect()
    assert window.contentsRect() == content.geometry()
    assert picture.pixelColor(200, 290).name() != theme.LIGHT.warning


@pytest.mark.parametrize("text", ["Handlingstypen avgör hur länge meddelandet bevaras.", "Ett ord"])
def test_a_window_as_large_as_its_content_grows_by_the_frame_and_a_larger_one_does_not(
    qapp: QApplication, undressed: None, qtbot: QtBot, text: str
) -> None:
    theme.apply(qapp, Preferences(), dark=False)
    fitted, large = QWidget(), QWidget()
    for window in (fitted, large):
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        column.addWidget(paragraph(text, window))
        window.show()
        window.resize(200, column.totalHeightForWidth(200))
    large.resize(600, 400)
    content = fitted.contentsRect().size()

    PracticeFrame(fitted)
    PracticeFrame(large)

    assert fitted.contentsRect().size() == content
    assert large.size() == QSize(600, 400)


def test_a_window_does_not_grow_beyond_the_screen(
    qapp: QApplication, undressed: None, qtbot: QtBot
) -> None:
    theme.apply(qapp, Preferences(), dark=False)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(paragraph("Innehåll " * 9_000, window))
    largest = fitting(window, QSize(9_000, 9_000))
    window.resize(largest)

    PracticeFrame(window)

    assert window.size() == largest


def test_where_there_is_little_room_only_the_first_word_is_drawn_whole(
    qapp: QApplication, undressed: None, qtbot: QtBot
) -> None:
    theme.apply(qapp, Preferences(), dark=False)
    window = QWidget()
    qtbot.addWidget(window)
    frame = PracticeFrame(window)

    words = [words_at(frame, width) for width in (600, 120)]

    assert words == ["Practice – nothing is sent for real", "Practice"]
    assert frame.text() == words[0]  # which is what is spoken


def words_at(frame: PracticeFrame, width: int) -> str:
    frame.resize(width, 100)
    return frame._fitting_words()
