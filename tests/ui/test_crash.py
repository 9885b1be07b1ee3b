import gc
import logging
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from sdk_desktop.cli import main
from sdk_desktop.domain.errors import Refused, SdkError, trace_lines
from sdk_desktop.ui import crash

SECRET = "Alva Testsson 20120212-2386"
BROKEN = Refused("The settings file {file} cannot be read.", file="<b>x</b>.toml")


def boxes() -> list[QMessageBox]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox)]


@pytest.fixture(autouse=True)
def _no_other_box(qapp: QApplication) -> None:
    """Let no dialog of an earlier test be counted: one that was closed lives a while longer."""
    for box in boxes():
        box.close()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def fault() -> ZeroDivisionError:
    try:
        raise ZeroDivisionError(SECRET)
    except ZeroDivisionError as error:
        return error


def test_a_fault_is_told_by_kind_and_place_only() -> None:
    told = trace_lines(fault())

    assert told.startswith("ZeroDivisionError\ntest_crash.py:")
    assert SECRET not in told


def test_the_dialog_copies_what_support_needs(qtbot: QtBot) -> None:
    box = crash.FaultReports().show(fault())
    qtbot.addWidget(box)
    (copy,) = [one for one in box.buttons() if one.text() == "Copy details"]

    copy.click()

    assert QGuiApplication.clipboard().text().startswith("ZeroDivisionError")
    assert SECRET not in box.text() + box.informativeText() + box.detailedText()
    assert box.isVisible()
    box.close()


def test_the_dialog_stays_until_it_is_closed_though_no_window_is_active(qtbot: QtBot) -> None:
    reports = crash.FaultReports()
    reports.show(fault())

    gc.collect()
    qtbot.wait(50)
    (box,) = boxes()
    seen, parent = box.isVisible(), box.parent()
    box.close()
    qtbot.waitUntil(lambda: not boxes())

    assert seen
    assert parent is None


def test_faults_that_follow_are_added_to_the_open_dialog(qtbot: QtBot) -> None:
    reports = crash.FaultReports()
    box = reports.show(fault())

    again = reports.show(KeyError("hemligt"))

    assert again is box
    assert "ZeroDivisionError" in box.detailedText()
    assert "KeyError" in box.detailedText()
    box.close()


def test_the_log_gets_no_content(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    crash.catch_faults()
    error = fault()

    with caplog.at_level(logging.ERROR):
        sys.excepthook(type(error), error, error.__traceback__)

    assert "fault: ZeroDivisionError < test_crash.py" in caplog.text
    assert SECRET not in caplog.text
    (box,) = boxes()
    box.close()


def test_it_is_said_as_it_is(qtbot: QtBot) -> None:
    box = crash.failure_box(BROKEN)
    qtbot.addWidget(box)

    assert box.text() == "SDK Desktop cannot start."
    assert box.informativeText() == "The settings file <b>x</b>.toml cannot be read."
    assert [button.text() for button in box.buttons()] == ["Close"]


def test_it_is_said_in_swedish(
    undressed: None, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.informativeText()))

    crash.show_failure(BROKEN)

    assert said == ["Inställningsfilen <b>x</b>.toml kan inte läsas."]


@pytest.mark.parametrize(
    ("platform", "shown"),
    [("xcb", ["Line 1 is not written as TOML wants it."]), ("offscreen", [])],
)
def test_a_start_that_fails_is_shown_where_there_is_a_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, shown: list[str]
) -> None:
    told: list[SdkError] = []
    monkeypatch.setattr(crash, "show_failure", told.append)
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    monkeypatch.setenv("DISPLAY", ":0")
    (tmp_path / "settings.toml").write_text("a = ")

    code = main(["--folder", str(tmp_path)])

    assert code == 1
    assert [str(error).partition(" cannot be read. ")[2] for error in told] == shown
