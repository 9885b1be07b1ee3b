"""What whoever uses keys sees on every screen: where the keyboard is."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts import theme
from tests.ui.keys.tab_order import tab_stops
from tests.ui.looks import COLOURS, Colour, contrast
from tests.ui.screens import a_background, lay_out
from tests.ui.test_screens_accessible import (
    SCREENS,
    Make,
    composing,
    failed,
    name_of,
    people,
    reading,
    unfolded,
)

CONTROLS = 3.0
"""The least contrast of what shows the focus (WCAG 2.2)."""
RING = 30
"""So many pixels of it are seen at least."""
AROUND = 4
"""Pixels around a part that may show that it has the focus."""
SEEN = [(make, "light") for make in SCREENS] + [
    (make, colour) for make in (reading, failed, composing, people) for colour in COLOURS
]


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    with a_background() as one:
        yield one


def dots(screen: QWidget, box: QRect) -> list[int]:
    """Return the dots of a part of a screen, each as QColor's `rgb` has it."""
    shot = screen.grab(box).toImage().convertToFormat(QImage.Format.Format_RGB32)
    return memoryview(bytes(shot.constBits())).cast("I").tolist()


def colour_of(dot: int) -> Colour:
    """Return red, green and blue of a dot."""
    return dot >> 16 & 0xFF, dot >> 8 & 0xFF, dot & 0xFF


def is_seen(qtbot: QtBot, screen: QWidget, part: QWidget) -> bool:
    """Return whether enough changes at a part, and clearly, when it gets the keyboard."""
    part.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: not part.visibleRegion().isEmpty())  # what scrolls brings it there
    lay_out()
    box = QRect(part.mapTo(screen, QPoint()), part.size())
    box = box.adjusted(-AROUND, -AROUND, AROUND, AROUND).intersected(screen.rect())
    focused = dots(screen, box)
    part.clearFocus()
    lay_out()
    changed = Counter(zip(dots(screen, box), focused, strict=True))
    part.setFocus()
    clear = (
        many
        for (was, now), many in changed.items()
        if contrast(colour_of(was), colour_of(now)) >= CONTROLS
    )
    return sum(clear) >= RING


@pytest.mark.parametrize(("make", "colour"), dict.fromkeys(SEEN))
def test_the_focus_is_seen_wherever_tab_goes(
    qtbot: QtBot,
    background: Background,
    qapp: QApplication,
    undressed: None,
    make: Make,
    colour: str,
) -> None:
    dark, stark = COLOURS[colour]
    theme.apply(qapp, Preferences(), dark=dark, stark=stark)
    screen = unfolded(qtbot, background, make, 1366)
    screen.activateWindow()

    stops = list(tab_stops(screen))

    assert len(stops) > 1
    assert [name_of(part) for part in stops if not is_seen(qtbot, screen, part)] == []


@pytest.mark.parametrize("make", SCREENS)
def test_tab_goes_round_and_leaves_nothing_out(
    qtbot: QtBot, background: Background, make: Make
) -> None:
    screen = unfolded(qtbot, background, make, 1366)
    screen.activateWindow()

    stops = set(tab_stops(screen))

    wanted = (
        part
        for part in screen.findChildren(QWidget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and part.isVisibleTo(screen)
        and part.isEnabled()
        and part.focusProxy() is None
        and not isinstance(part, QRadioButton)  # of these Tab comes to the chosen one
    )
    assert [name_of(part) for part in wanted if part not in stops] == []
