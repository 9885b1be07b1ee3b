import logging
import sys

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from sdk_desktop.ui import crash

SECRET = "Alva Testsson 20120212-2386"


def fault() -> ZeroDivisionError:
    try:
        raise ZeroDivisionError(SECRET)
    except ZeroDivisionError as error:
        return error


def test_a_fault_is_told_by_kind_and_place_only() -> None:
    told = crash.trace_lines(fault())

    assert told.startswith("ZeroDivisionError\ntest_crash.py:")
    assert SECRET not in told


def test_the_dialog_copies_what_support_needs(qtbot: QtBot) -> None:
    box = crash.show_fault(fault())
    qtbot.addWidget(box)
    (copy,) = [one for one in box.buttons() if one.text() == "Copy details"]

    copy.click()

    assert QGuiApplication.clipboard().text().startswith("ZeroDivisionError")
    assert SECRET not in box.text() + box.informativeText() + box.detailedText()
    assert box.isVisible()


def test_the_log_gets_no_content(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    shown: list[BaseException] = []
    monkeypatch.setattr(crash, "show_fault", shown.append)
    crash.catch_faults()
    error = fault()

    with caplog.at_level(logging.ERROR):
        sys.excepthook(type(error), error, error.__traceback__)

    assert "fault: ZeroDivisionError < test_crash.py" in caplog.text
    assert SECRET not in caplog.text
    assert shown == [error]
