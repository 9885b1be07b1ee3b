from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from sdk_desktop.cli import main
from sdk_desktop.domain.errors import Refused, SdkError
from sdk_desktop.ui import crash

BROKEN = Refused("The settings file {file} cannot be read.", file="<b>x</b>.toml")


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
    [("xcb", ["The settings file {file} cannot be read."]), ("offscreen", [])],
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
    assert [error.text for error in told] == shown
