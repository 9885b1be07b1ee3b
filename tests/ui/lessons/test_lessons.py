"""The lessons in the window: the next step, what is heard when one is done, the certificate."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.dossier.paper import Paper
from sdk_desktop.sandbox.cast.organisations import functions
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.lessons.lesson_words import certificate, course_text, place_words, step_words
from sdk_desktop.ui.lessons.lessons_dialog import LessonsDialog
from sdk_desktop.ui.parts.file_dialogs import FileDialogs
from sdk_desktop.ui.parts.message_text import MessageText
from sdk_desktop.ui.shortcuts import KEYS
from sdk_desktop.ui.words import set_language, tr
from sdk_desktop.usecases.lessons.course import (
    ANSWERS,
    IS_SILENT,
    REFUSES,
    Lesson,
    LessonProgress,
    LessonStep,
)
from sdk_desktop.usecases.lessons.lessons import Lessons
from tests.ui.conftest import Client
from tests.ui.fake_workspace import FakeWorkspace
from tests.ui.screens import a_background, button, listen, settle
from tests.ui.test_main_window import choose

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
BEGUN = tuple(LessonProgress(one, dict.fromkeys(one.steps)) for one in Lesson)
FINISHED = tuple(LessonProgress(one, dict.fromkeys(one.steps, NOON)) for one in Lesson)


def test_the_next_step_is_shown_and_what_is_done_is_heard(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    main = client.unlock()
    heard = listen(monkeypatch)
    before = main.lessons.text.text()
    main.messages.open(choose(main))
    client.rest()

    assert before.startswith("Exercise 1 of 10, Open and read a message: Choose a message")
    assert main.lessons.text.text().endswith("Open an attachment. It is not saved on the computer.")
    assert any(said.startswith("Done: Choose a message") for said in heard)
    button(main.lessons, "Hide the exercises until the next unlocking").click()
    main.lessons.look_up()
    client.rest()
    assert main.lessons.isHidden()
    (entry,) = [one for one in main.findChildren(QAction) if one.text() == "Exercises …"]
    entry.trigger()
    client.rest()
    assert client.shell.window.findChildren(LessonsDialog)


def test_the_course_is_a_text_with_a_heading_for_each_lesson() -> None:
    done = {LessonStep.OPEN: NOON, LessonStep.OPEN_FILE: None}
    text = course_text((LessonProgress(Lesson.READING, done), *BEGUN[1:]))

    assert text.count("## ") == len(Lesson)
    assert "✓ Done 2026-03-02 12:00: Choose a message" in text
    assert "○ To do: Open an attachment" in text
    assert place_words(FINISHED).startswith("All exercises are done")


def test_what_a_step_names_is_there_in_the_program_or_in_the_practice_federation(
    qapp: QApplication, undressed: None
) -> None:
    set_language(qapp, "sv")
    words = "\n".join(map(step_words, LessonStep))
    named = set(re.findall("”(.+?)”", words))
    keys = set(re.findall(r"Ctrl\+[A-Z]\b", words))
    offered = {*map(tr, ("More", "Sent", "Write a note …", "To be answered by …"))}
    there = {function.name for function in functions()} | offered

    assert named <= there
    assert keys <= {key for key, _ in KEYS}
    assert {"Svarar alltid", "Kvitterar aldrig"} <= named


def test_lessons_send_to_functions_that_are_there() -> None:
    places = [function.identifier for function in functions()]

    assert [sum(one.startswith(start) for one in places) for start in (ANSWERS, IS_SILENT)] == [
        1,
        1,
    ]
    assert any(one.startswith(REFUSES) for one in places)


def test_the_certificate_says_who_did_what_when_and_what_it_does_not_show() -> None:
    paper = certificate("Åsa Öberg", FINISHED)

    words = repr(paper.parts)
    assert "Åsa Öberg has done all exercises" in words
    assert words.count("2026-03-02 12:00") == len(Lesson) + 1
    assert "not who sat there" in words


class FakeLessons:
    """Certifies whatever it is asked to, and keeps the sheets."""

    def __init__(self) -> None:
        self.sheets: dict[Path, Paper] = {}

    def certify(self, path: Path, tell: Callable[[object], Paper]) -> None:
        self.sheets[path] = tell(FINISHED)


def shown(
    lessons: FakeLessons,
    background: Background,
    progress: tuple[LessonProgress, ...],
    below: QWidget,
) -> LessonsDialog:
    dialogs = FileDialogs(FakeWorkspace().real.folders, background)
    return LessonsDialog(cast("Lessons", lessons), dialogs, background, progress, below)


def test_the_certificate_needs_a_name(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("/somewhere/c.pdf", ""))
    lessons, below = FakeLessons(), QWidget()
    qtbot.addWidget(below)
    with a_background() as background:
        dialog = shown(lessons, background, FINISHED, below)
        dialog.open()
        dialog.save.click()
        asked = dialog.name.accessibleDescription()
        dialog.name.setText(" Åsa ")
        dialog.save.click()
        settle(qtbot, background)

    assert asked == "Write whose certificate it is."
    assert "Åsa has done" in repr(lessons.sheets[Path("/somewhere/c.pdf")].parts)
    assert dialog.outcome.text() == "The certificate is saved."


def test_there_is_no_certificate_before_the_end(qtbot: QtBot) -> None:
    below = QWidget()
    qtbot.addWidget(below)
    with a_background() as background:
        dialog = shown(FakeLessons(), background, BEGUN, below)

    (text,) = dialog.text.findChildren(MessageText)
    assert not dialog.save.isEnabled()
    assert dialog.save.accessibleDescription() == "When every exercise is done"
    assert text.toPlainText().startswith("1. Open and read a message")
