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
from PySide6.QtWidgets import QApplication, QWidget
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
    "key": lambda: QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, NO_KEYS, "a"),
    "dictation": lambda: QInputMethodEvent("hej", []),
    "button": lambda: mouse(QEvent.Type.MouseButtonPress),
    "mouse": lambda: mouse(QEvent.Type.MouseMove),
    "wheel": wheel,
    "finger": lambda: QTouchEvent(QEvent.Type.TouchBegin, QPointingDevice.primaryPointingDevice()),
}


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
    qtbot.addWidget(window)
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
    QCoreApplication.sendEvent(window, USES[use]())

    assert left_alone._remaining() > 540


@pytest.mark.parametrize("kind", [QEvent.Type.KeyRelease, QEvent.Type.Show, QEvent.Type.Timer])
def test_what_happens_by_itself_does_not(
    left_alone: IdleTimer, window: QWidget, kind: QEvent.Type
) -> None:
    QCoreApplication.sendEvent(window, QEvent(kind))

    assert left_alone._remaining() < 61


def test_a_timer_that_was_stopped_looks_at_no_event(left_alone: IdleTimer, window: QWidget) -> None:
    left_alone.stop()
    QCoreApplication.sendEvent(window, USES["key"]())

    assert left_alone._remaining() < 61
