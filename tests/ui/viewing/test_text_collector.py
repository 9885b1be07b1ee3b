"""Attached files are read one after the other by the child process."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.domain.errors import Refused
from sdk_desktop.ui import pauses
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.viewing.text_collector import TextCollector
from sdk_desktop.viewer.frames import Extract, Request
from tests.kit.files.foreign_files import letter
from tests.ui.fake_workspace import FakeWorkspace
from tests.ui.screens import a_background


@pytest.fixture
def background(qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Background]:
    monkeypatch.setattr(pauses, "READ_FILES", 0)
    monkeypatch.setattr(pauses, "NEXT_FILE", 0)
    with a_background() as one:
        yield one


def test_every_file_is_read_once_by_a_child_of_its_own(
    qtbot: QtBot, background: Background
) -> None:
    workspace, parent = FakeWorkspace(), QObject()
    texts = workspace.attached_texts
    texts.waiting = {3: letter(b"Ett", b"Tva"), 2: b"\xff\0\1", 1: b""}
    collector = TextCollector(workspace.real, background, parent)
    children: list[object] = []
    collector.kept.connect(lambda: children.append(collector._process._child.process))

    collector.start()
    qtbot.waitUntil(lambda: not texts.waiting and not collector._busy)
    texts.waiting = {4: b""}
    collector.on_changes(frozenset({TableFamily.MESSAGES}))
    qtbot.waitUntil(lambda: not texts.waiting and not collector._busy)

    assert texts.kept == {3: "Ett\nTva", 2: "", 1: "", 4: ""}
    assert children == [None] * 4


def test_a_file_on_which_two_children_die_has_no_text(
    qtbot: QtBot, background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, parent = FakeWorkspace(), QObject()
    texts = workspace.attached_texts
    texts.waiting = {1: b"x"}
    collector = TextCollector(workspace.real, background, parent)
    process, died = collector._process, Refused("The child died.")
    asked: list[object] = []

    def ask(request: Request) -> None:
        asked.append(request)
        process.failed.emit(request, died)

    monkeypatch.setattr(process, "ask", ask)

    collector.go_on()
    qtbot.waitUntil(lambda: not texts.waiting and not collector._busy)

    assert texts.kept == {1: ""}
    assert asked == [Extract(b"x")] * 2


def test_a_file_that_was_not_read_in_time_once_is_read_nevertheless(
    qtbot: QtBot, background: Background
) -> None:
    workspace, parent = FakeWorkspace(), QObject()
    texts = workspace.attached_texts
    texts.waiting = {1: letter(b"Ett")}
    collector = TextCollector(workspace.real, background, parent)

    collector.go_on()
    qtbot.waitUntil(lambda: collector._process._child.process is not None)
    collector._process._give_up()
    qtbot.waitUntil(lambda: not texts.waiting and not collector._busy)

    assert texts.kept == {1: "Ett"}


def test_what_comes_while_files_are_looked_for_is_looked_for_again(
    qtbot: QtBot, background: Background
) -> None:
    workspace, parent = FakeWorkspace(), QObject()
    collector = TextCollector(workspace.real, background, parent)

    collector.go_on()
    collector.start()
    qtbot.waitUntil(lambda: workspace.attached_texts.asked > 1)

    assert workspace.attached_texts.kept == {}


def test_nothing_is_read_where_the_organisation_does_not_want_it(background: Background) -> None:
    workspace, parent = FakeWorkspace(), QObject()
    workspace.attached_texts.wanted = False
    collector = TextCollector(workspace.real, background, parent)

    collector.start()

    assert not collector._timer.isActive()
