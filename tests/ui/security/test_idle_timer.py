"""What counts as use of the client, wherever in it somebody does it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPointingDevice,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.ui.security.auto_lock import IdleTimer

NOTHING, NO_KEYS = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
LEFT, HERE = Qt.MouseButton.LeftButton, QPointF(3, 3)


def mouse(kind: QEvent.Type) -> QEvent:
    return QMouseEvent(kind, HERE, HERE, LEFT, LEFT, NO_KEYS)


def wheel() -> QEvent:
    turned, phase = QPoint(0, 120), Qt.ScrollPhase.NoScrollPhase
    return QWheelEvent(HERE, HERE, QPoint(), turned, NOTHING, NO_KEYS, phase, False)


USES: dict[str, Callable[[], QEvent]] = {
    "shortcut": lambda: QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_R, NO_KEYS),
    "key": lambda: QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, NO_KEYS, "a"),
    "dictation": lambda: QInputMethodEvent("hej", []),
    "button": lambda: mouse(QEvent.Type.MouseButtonPress),
    "mouse": lambda: mouse(QEvent.Type.MouseMove),
    "wheel": wheel,
    "finger": lambda: QTouchEvent(QEvent.Type.TouchBegin, QPointingDevice.primaryPointingDevice()),
}


TO_WHAT_IS_FOCUSED = {"shortcut", "dictation"}
"""What the system does not send by way of the window."""


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QLineEdit()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.setFocus()
    return window


@pytest.fixture
def left_alone(qapp: QApplication, window: QWidget) -> IdleTimer:
    """A timer of ten minutes, nine of which have passed."""
    timer = IdleTimer(qapp, 10, window)
    timer.start()
    timer._touched = (timer._touched[0] - 540, timer._touched[1] - 540)
    return timer


@pytest.mark.parametrize("use", USES)
def test_whatever_somebody_does_puts_the_locking_off(
    left_alone: IdleTimer, window: QWidget, use: str
) -> None:
    reached = window if use in TO_WHAT_IS_FOCUSED else window.windowHandle()

    QCoreApplication.sendEvent(reached, USES[use]())

    assert left_alone._remaining() > 540


def test_a_window_that_opens_later_counts_as_well(left_alone: IdleTimer, qtbot: QtBot) -> None:
    later = QWidget()
    qtbot.addWidget(later)
    later.show()
    left_alone._look()

    QCoreApplication.sendEvent(later.windowHandle(), wheel())

    assert left_alone._remaining() > 540


@pytest.mark.parametrize("kind", [QEvent.Type.KeyRelease, QEvent.Type.Show, QEvent.Type.Timer])
def test_what_happens_by_itself_does_not(
    left_alone: IdleTimer, window: QWidget, kind: QEvent.Type
) -> None:
    QCoreApplication.sendEvent(window.windowHandle(), QEvent(kind))

    assert left_alone._remaining() < 61


def test_whoever_wakes_a_computer_whose_time_is_up_is_too_late(
    left_alone: IdleTimer, window: QWidget, qtbot: QtBot
) -> None:
    left_alone._touched = (left_alone._touched[0] - 60, left_alone._touched[1])

    QCoreApplication.sendEvent(window.windowHandle(), USES["key"]())

    with qtbot.waitSignal(left_alone.expired):
        left_alone._look()


def test_a_timer_that_was_stopped_looks_at_no_event(left_alone: IdleTimer, window: QWidget) -> None:
    left_alone.stop()
    QCoreApplication.sendEvent(window, USES["key"]())
    QCoreApplication.sendEvent(window.windowHandle(), USES["key"]())

    assert left_alone._remaining() < 61
