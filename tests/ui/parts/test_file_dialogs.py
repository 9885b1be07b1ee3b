"""Dialogs for files begin where their person last was."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.configuration import FolderUse
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts.file_dialogs import FileDialogs, NewFile, usual_folder
from tests.ui.fake_workspace import FakeWorkspace
from tests.ui.screens import a_background, settle


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    with a_background() as one:
        yield one


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


def test_each_begins_where_one_last_was_for_the_same_use(
    qtbot: QtBot, background: Background, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []

    def save(_over: QWidget, _title: str, place: str, _kind: str) -> tuple[str, str]:
        begun.append(place)
        return "/tables/march.csv", ""

    def attach(_over: QWidget, _title: str, place: str) -> tuple[list[str], str]:
        begun.append(place)
        return [], ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", attach)
    workspace = FakeWorkspace()
    dialogs, chosen = FileDialogs(workspace.real.folders, background), list[object]()
    for _ in range(2):
        dialogs.ask_for_new(NewFile("Table", "a.csv", "CSV (*.csv)"), window, chosen.append)
        settle(qtbot, background)
    dialogs.ask_for_files("Files", window, chosen.append)
    settle(qtbot, background)

    documents = usual_folder(FolderUse.ATTACH)
    assert begun == [str(documents / "a.csv"), str(Path("/tables/a.csv")), str(documents)]
    assert chosen == [Path("/tables/march.csv")] * 2
    assert workspace.folders.chosen == {FolderUse.EXPORT: Path("/tables")}
