"""The widths of the three panes."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.panes import LEAST, Panes


@pytest.fixture
def panes(qapp: QApplication, undressed: None, qtbot: QtBot) -> Iterator[Panes]:
    theme.apply(qapp, Preferences(), dark=False)
    parent = QWidget()
    qtbot.addWidget(parent)
    panes = Panes([QLabel(parent) for _ in LEAST], parent)
    parent.resize(1366, 700)
    panes.resize(1366, 700)
    parent.show()
    yield panes
    parent.hide()


def zoom(panes: Panes, share: float) -> None:
    font = QFont(panes.font())
    font.setPointSizeF(font.pointSizeF() * share)
    panes.setFont(font)


def test_larger_text_and_back_again_leaves_the_panes_as_they_were(panes: Panes) -> None:
    before = panes.splitter.sizes()

    zoom(panes, 3)
    stacked = panes.narrow
    zoom(panes, 1 / 3)

    assert stacked
    assert not panes.narrow
    assert panes.splitter.sizes() == before


def test_no_pane_gets_too_narrow_to_be_read(panes: Panes) -> None:
    panes.splitter.setSizes([2000, 1, 1])

    sizes = panes.splitter.sizes()
    assert [size >= least for size, least in zip(sizes, LEAST, strict=True)] == [True] * 3


def test_a_border_is_a_hairline_that_broadens_where_the_keyboard_is(panes: Panes) -> None:
    border, other = panes.splitter.handle(1), panes.splitter.handle(2)
    middle, accent = border.height() // 2, theme.colours().accent

    other.setFocus()
    thin = [border.grab().toImage().pixelColor(x, middle).name() for x in (2, 4, 5)]
    border.setFocus()
    broad = [border.grab().toImage().pixelColor(x, middle).name() for x in (3, 4, 5)]

    assert thin == [theme.colours().window, theme.colours().line, theme.colours().base]
    assert broad == [accent] * 3


def test_widths_that_were_chosen_come_back(panes: Panes) -> None:
    panes.splitter.setSizes([260, 420, 686])
    chosen, state = panes.splitter.sizes(), panes.state
    panes.splitter.setSizes([400, 400, 566])

    panes.restore(state)

    assert panes.splitter.sizes() == chosen


def test_widths_for_another_size_of_text_do_not(panes: Panes) -> None:
    zoom(panes, 1.2)
    state = panes.state
    zoom(panes, 1 / 1.2)
    before = panes.splitter.sizes()

    panes.restore(state)

    assert panes.splitter.sizes() == before


def test_a_pane_that_is_left_out_gives_its_room_away_and_gets_it_back(panes: Panes) -> None:
    before, state = panes.splitter.sizes(), panes.state
    last = panes.splitter.widget(2)

    panes.leave_out(last)
    QApplication.processEvents()
    without, stored = panes.splitter.sizes(), panes.state
    panes.leave_out(None)
    QApplication.processEvents()

    assert (without[0], without[2]) == (before[0], 0)
    assert without[1] > before[1]
    assert stored == state
    assert panes.splitter.sizes() == before
