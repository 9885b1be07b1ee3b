"""The line over a message that says how it stands."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.errand import Errand, ErrandState, Reason
from sdk_desktop.ui.parts.labels import ElidedLabel
from sdk_desktop.ui.reading.errand_strip import ErrandStrip
from tests.ui.fake_workspace import NOON, headline
from tests.ui.screens import lay_out


@pytest.fixture
def strip(qtbot: QtBot) -> Iterator[ErrandStrip]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 100)
    strip = ErrandStrip(headline(errand=Errand(ErrandState.NEW)), "me", NOON, window)
    strip.resize(700, 32)
    window.show()
    yield strip
    window.hide()


def test_one_press_in_it_asks_to_be_reminded(qtbot: QtBot, strip: ErrandStrip) -> None:
    with qtbot.waitSignal(strip.remindWanted):
        strip.remind.click()


def test_its_words_have_it_to_themselves_where_there_is_little_room(strip: ErrandStrip) -> None:
    beside = strip.remind.isVisible()

    strip.resize(200, 32)
    QApplication.processEvents()

    assert (beside, strip.remind.isVisible()) == (True, False)


def test_why_it_needs_somebody_is_whole_where_the_rest_is_cut(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(440, 100)
    errand = Errand(ErrandState.NEW, reason=Reason.UNREGISTERED, due=NOON)
    strip = ErrandStrip(headline(errand=errand), "me", NOON, window)
    strip.resize(440, 32)
    window.show()
    lay_out()

    first, rest = strip.findChildren(ElidedLabel)

    assert strip.remind.isVisible()
    assert first.width() >= first.sizeHint().width()
    assert 0 < rest.width() < rest.sizeHint().width()
