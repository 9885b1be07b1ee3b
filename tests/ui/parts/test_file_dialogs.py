"""Dialogs for files begin where their person last was."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.configuration import FolderUse
from sdk_desktop.domain.errors import Locked, Unavailable
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


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders in which a dialog for folders has begun; each is taken as it is."""
    asked: list[str] = []

    def ask(_over: QWidget, _title: str, begin: str) -> str:
        asked.append(begin)
        return begin

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", ask)
    return asked


def test_where_it_is_not_known_where_one_was_it_begins_where_everybody_does(
    qtbot: QtBot, background: Background, window: QWidget, asked: list[str]
) -> None:
    workspace, chosen = FakeWorkspace(), list[Path]()
    workspace.folders.error = Unavailable("The store is busy.")

    FileDialogs(workspace.real.folders, background).ask_for_folder("Where", window, chosen.append)
    settle(qtbot, background)

    assert chosen == [usual_folder(FolderUse.SAVE)] == list(map(Path, asked))


def test_who_is_locked_out_meanwhile_is_asked_nothing(
    qtbot: QtBot, background: Background, window: QWidget, asked: list[str]
) -> None:
    workspace = FakeWorkspace()
    workspace.folders.error = Locked("The program is locked.")

    FileDialogs(workspace.real.folders, background).ask_for_folder("Where", window, print)
    settle(qtbot, background)

    assert asked == []


def test_what_is_chosen_for_a_window_that_is_gone_is_not_used(
    qtbot: QtBot, background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen, gone = list[Path](), QWidget()

    def ask(over: QWidget, _title: str, begin: str) -> str:
        shiboken6.delete(over)
        return begin

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", ask)
    dialogs = FileDialogs(FakeWorkspace().real.folders, background)
    dialogs.ask_for_folder("Where", gone, chosen.append)
    settle(qtbot, background)

    assert chosen == []


def test_who_asks_twice_while_a_share_is_slow_has_one_dialog(
    qtbot: QtBot, background: Background, window: QWidget, asked: list[str]
) -> None:
    dialogs, chosen = FileDialogs(FakeWorkspace().real.folders, background), list[Path]()
    dialogs.ask_for_folder("Where", window, chosen.append)
    dialogs.ask_for_folder("Where", window, chosen.append)
    settle(qtbot, background)
    dialogs.ask_for_folder("Where", window, chosen.append)
    settle(qtbot, background)

    assert len(asked) == len(chosen) == 2
