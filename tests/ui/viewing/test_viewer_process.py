"""The child process from the window's side: it never waits, and the child never outlives it."""

import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject, QProcess
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.ui.background import Background
from sdk_desktop.ui.viewing.drawn_file import DrawnFile
from sdk_desktop.ui.viewing.viewer_process import ChildProcess, ViewerProcess
from sdk_desktop.viewer.frames import Draw, Failed, Found, Opened, Read, ViewerProblem, write_answer
from tests.kit.files.foreign_files import letter, memory_bomb
from tests.kit.project import on_linux
from tests.ui.screens import button
from tests.ui.viewing.showing import Opener

THREE = letter(b"Ett", b"Tva", b"Tre")


def child_of(pages: DrawnFile) -> QProcess:
    process = pages._process._child.process
    assert process is not None
    return process


def alive(number: int) -> bool:
    status = Path(f"/proc/{number}/stat")
    return status.exists() and status.read_text(encoding="ascii").split(") ")[1][0] != "Z"


@on_linux
def test_a_child_ends_with_its_window(view: Opener) -> None:
    pages = view.drawn(THREE)
    number = child_of(pages).processId()
    before = alive(number)

    pages.window().close()
    view.until(lambda: not shiboken6.isValid(pages))

    assert before
    assert not alive(number)


@on_linux
def test_a_child_ends_when_the_window_above_is_destroyed(view: Opener) -> None:
    above = QWidget(view.parent)
    pages = replace(view, parent=above).drawn(THREE)
    number = child_of(pages).processId()

    shiboken6.delete(above)

    assert not alive(number)


@on_linux
def test_a_child_that_draws_a_bomb_ends_with_its_window(view: Opener) -> None:
    pages = view.pages(memory_bomb())
    view.until(lambda: child_of(pages).processId() > 0)
    number = child_of(pages).processId()

    pages.window().close()
    view.until(lambda: not shiboken6.isValid(pages))

    assert not alive(number)


@on_linux
def test_a_killed_child_is_a_sentence_and_the_next_page_starts_another(view: Opener) -> None:
    pages = view.drawn(THREE)
    killed = pages._process._child.process
    os.kill(child_of(pages).processId(), signal.SIGKILL)
    view.until(lambda: pages._process._child.process is not killed)

    button(pages, "Next page").click()

    view.page(pages, 1)


@on_linux
def test_a_child_has_no_handles_and_nothing_of_the_environment(
    qapp: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SDK_SECRET", "hemligt")
    kept = os.open(tmp_path / "nyckel", os.O_CREAT | os.O_RDWR)
    os.set_inheritable(kept, True)
    tell = "import os; print(*sorted(os.environ)); print(*os.listdir('/proc/self/fd'))"
    process = ChildProcess()

    process.setArguments(["-I", "-c", tell])
    process.start()
    process.waitForFinished()
    environment, handles = bytes(process.readAllStandardOutput().data()).decode().splitlines()
    process.end()
    os.close(kept)

    assert set(environment.split()) <= {"PATH", "LC_CTYPE"}
    assert set(handles.split()) == {"0", "1", "2", "3"}  # the last is what lists them


def test_drawing_takes_no_thread_from_what_saves_drafts(view: Opener, qtbot: QtBot) -> None:
    background = Background()
    owner = QObject(view.parent)
    saved: list[str] = []
    several = [view.pages(memory_bomb()) for _ in range(5)]

    background.run(owner, lambda: "sparad", saved.append)
    qtbot.waitUntil(lambda: saved == ["sparad"])
    background.close()

    assert all(pages.area.shown_page < 0 for pages in several)


def test_a_newer_wish_takes_the_place_of_one_that_waits(qtbot: QtBot, view: Opener) -> None:
    process = ViewerProcess(THREE, view.parent)
    answers: list[object] = []
    process.answered.connect(lambda _, answer: answers.append(answer))
    process.open()
    for page in (0, 1, 2):
        process.ask(Draw(page))
    process.ask(Read(1))

    qtbot.waitUntil(lambda: len(answers) == 3)
    process.end()

    assert [getattr(answer, "page", "opened") for answer in answers] == ["opened", 2, 1]


@on_linux
@pytest.mark.parametrize(
    "said", [b"\xff" * 9, write_answer(Found(0)), write_answer(Failed(ViewerProblem.DAMAGED)) * 2]
)
def test_a_child_that_says_what_was_not_asked_is_ended(
    qtbot: QtBot, view: Opener, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: bytes
) -> None:
    (tmp_path / "said").write_bytes(said)
    liar = tmp_path / "liar"
    liar.write_text(f"#!/bin/sh\nexec tail -c +1 -f {tmp_path}/said\n", encoding="ascii")
    liar.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(liar))
    process = ViewerProcess(THREE, view.parent)
    process.open()

    qtbot.waitUntil(lambda: process._child.process is None)


def test_a_program_that_cannot_be_started_is_a_sentence(
    qtbot: QtBot, view: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/there/is/no/such/program")
    process = ViewerProcess(THREE, view.parent)

    with qtbot.waitSignal(process.failed) as failed:
        process.open()

    assert "cannot be drawn here" in str(failed.args[1])


def test_a_program_that_is_known_at_once_not_to_start_is_a_sentence(
    qtbot: QtBot, view: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    failure = QProcess.ProcessError.FailedToStart
    monkeypatch.setattr(ChildProcess, "start", lambda self: self.errorOccurred.emit(failure))
    process = ViewerProcess(THREE, view.parent)

    with qtbot.waitSignal(process.failed) as failed:
        process.open()

    assert "cannot be drawn here" in str(failed.args[1])


def test_an_answer_tells_what_is_in_the_file(qtbot: QtBot, view: Opener) -> None:
    process = ViewerProcess(THREE, view.parent)

    with qtbot.waitSignal(process.answered) as answered:
        process.open()
    process.end()

    assert isinstance(answered.args[1], Opened)
    assert answered.args[1].pages == 3
